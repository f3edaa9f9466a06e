package org.chartproof.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The compiler's verdict on the scripts of the page, and their own tests. The page is built without Node; these need one. */
class ScriptsTest {

    private static final String ESBUILD = "target/tools/esbuild/package/bin/esbuild";
    private static final String COMPILER = "target/tools/typescript/package/lib/tsc.js";

    private String node = "";

    @BeforeEach
    void findNode() {
        String path = System.getenv("PATH");
        Optional<File> found = Arrays.stream((path == null ? "" : path).split(File.pathSeparator))
                .map(folder -> new File(folder, "node"))
                .filter(File::canExecute)
                .findFirst();
        assumeTrue(found.isPresent(), "No node on the PATH");
        node = found.get().getPath();
    }

    @Test
    void theTypesOfThePageHold() throws Exception {
        Finished compiler = run(List.of(node, COMPILER, "--project", "src/main/ts"));

        assertThat(compiler.said()).isEmpty();
        assertThat(compiler.code()).isZero();
    }

    @Test
    void theTestsOfTheScriptsPass() throws Exception {
        Finished bundled = run(List.of(
                ESBUILD,
                "src/test/ts/*.test.ts",
                "--bundle",
                "--platform=node",
                "--format=esm",
                "--out-extension:.js=.mjs",
                "--log-level=warning",
                "--outdir=target/test-scripts"));
        assertThat(bundled.said()).isEmpty();
        List<String> tests = Stream.of("transaction", "merge")
                .map(name -> Path.of("target/test-scripts", name + ".test.mjs").toString())
                .toList();

        Finished tested =
                run(Stream.concat(Stream.of(node, "--test"), tests.stream()).toList());

        assertThat(tested.code()).as(tested.said()).isZero();
        assertThat(tested.said()).containsPattern("pass [1-9]");
    }

    private record Finished(int code, String said) {}

    private static Finished run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Finished(process.waitFor(), said);
    }
}
