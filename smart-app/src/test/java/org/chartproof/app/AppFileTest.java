package org.chartproof.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AppFileTest {

    private static String text(String name) {
        return new String(AppFile.named(name).orElseThrow().content(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"index.html", "launch.html"})
    void aPageHoldsNoScriptAndNoStyleOfItsOwnAndFetchesNothingFromElsewhere(String page) {
        assertThat(text(page))
                .doesNotContain("<style", "style=", "onclick", "http://", "https://", "//cdn")
                .containsPattern("<script [^>]*src=\"[a-z]+\\.js\"")
                .doesNotContainPattern("<script(?![^>]*src=)");
    }

    @Test
    void scriptsAreBundledIntoOneFileEach() {
        for (String script : List.of("index.js", "launch.js")) {
            assertThat(text(script)).doesNotContain("sourceMappingURL", "import(");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "../AppFile.class", "AppFile.class", "nothing.js", "a/b.js", "index.html/"})
    void nothingElseOfTheClassPathIsServed(String name) {
        assertThat(AppFile.named(name)).isEmpty();
    }
}
