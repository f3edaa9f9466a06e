package org.chartproof.server.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.chartproof.bundles.evaluation.ConfidenceTrainer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code chartproof train-confidence}: fits the confidence model to labelled cases. */
@Command(
        name = "train-confidence",
        description =
                "Fits the confidence model to labelled cases, and prints what it reaches on cases it did not see.",
        mixinStandardHelpOptions = true)
final class TrainConfidence implements Callable<Integer> {
    @Option(names = "--data", required = true, paramLabel = "FOLDER", description = "Folder with the labelled sets.")
    private Path data = Path.of("");

    @Option(
            names = "--output",
            paramLabel = "FILE",
            defaultValue = "coding/src/main/resources/org/chartproof/coding/confidence.tsv",
            description = "The model's table (default: ${DEFAULT-VALUE}).")
    private Path output = Path.of("confidence.tsv");

    @Mixin
    private final EngineOptions engine = new EngineOptions();

    @Override
    public Integer call() throws IOException {
        new ConfidenceTrainer(engine.engineReportingAll(), data, System.out).train(output);
        return 0;
    }
}
