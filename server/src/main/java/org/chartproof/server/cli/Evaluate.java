package org.chartproof.server.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.chartproof.bundles.evaluation.Evaluation;
import org.chartproof.bundles.evaluation.EvaluationSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code chartproof evaluate}: measures the engine on labelled notes. */
@Command(
        name = "evaluate",
        description = "Measures the engine on our golden cases and, where they are, on the published labelled sets.",
        mixinStandardHelpOptions = true)
final class Evaluate implements Callable<Integer> {
    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "Folder with the labelled sets; without it the golden cases alone are measured.")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--only",
            paramLabel = "SET",
            split = ",",
            description = "Measure these sets alone: ${COMPLETION-CANDIDATES}; may be repeated.")
    private List<EvaluationSet> only = List.of();

    @Option(
            names = "--errors",
            paramLabel = "FILE",
            description = "Write every code that was missed or is wrong there, with the text of the notes around it.")
    private Optional<Path> errors = Optional.empty();

    @Mixin
    private final EngineOptions engine = new EngineOptions();

    @Override
    public Integer call() throws IOException {
        Set<EvaluationSet> sets = only.isEmpty() ? EnumSet.allOf(EvaluationSet.class) : EnumSet.copyOf(only);
        int measured = new Evaluation(engine.engine(), new Evaluation.Choice(data, sets, errors), System.out).run();
        return measured > 0 ? 0 : 1;
    }
}
