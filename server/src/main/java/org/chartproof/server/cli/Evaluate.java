package org.chartproof.server.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.chartproof.bundles.evaluation.Evaluation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code chartproof evaluate}: measures the engine on labelled notes. */
@Command(
        name = "evaluate",
        description = "Measures the engine on labelled notes: CodiEsp, CMC 2007 and NegEx/ConText, where they are.",
        mixinStandardHelpOptions = true)
final class Evaluate implements Callable<Integer> {
    @Option(names = "--data", required = true, paramLabel = "FOLDER", description = "Folder with the labelled sets.")
    private Path data = Path.of("");

    @Mixin
    private final EngineOptions engine = new EngineOptions();

    @Override
    public Integer call() throws IOException {
        int measured = new Evaluation(engine.engine(), data, System.out).run();
        return measured > 0 ? 0 : 1;
    }
}
