package org.chartproof.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The TypeScript compiler's verdict on the page. */
class TypesTest {

    private static Optional<File> node() {
        String path = System.getenv("PATH");
        return Arrays.stream((path == null ? "" : path).split(File.pathSeparator))
                .map(folder -> new File(folder, "node"))
                .filter(File::canExecute)
                .findFirst();
    }

    @Test
    void theTypesOfThePageHold() throws Exception {
        Optional<File> node = node();
        assumeTrue(node.isPresent(), "No node on the PATH: the page is built without, its types are checked with it");
        Path compiler = Path.of("target/tools/typescript/package/lib/tsc.js");
        Process process = new ProcessBuilder(node.get().getPath(), compiler.toString(), "--project", "src/main/ts")
                .redirectErrorStream(true)
                .start();

        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(said).isEmpty();
        assertThat(process.waitFor()).isZero();
    }
}
