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
import org.chartproof.terminology.CodeSets;
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

    @Option(
            names = "--report",
            paramLabel = "FOLDER",
            description = "Write report.md, report.html and figures.json there.")
    private Optional<Path> report = Optional.empty();

    @Option(
            names = "--no-text",
            description = "Keep text of the notes out of the report, as a report that is published must.")
    private boolean noText;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there, for machines.")
    private Optional<Path> json = Optional.empty();

    @Option(
            names = "--before",
            paramLabel = "FILE",
            defaultValue = "docs/evaluation/figures.json",
            description = "Figures of an earlier run to compare with (default: ${DEFAULT-VALUE}).")
    private Path before = Path.of("docs/evaluation/figures.json");

    @Option(
            names = "--auto-threshold",
            paramLabel = "SHARE",
            defaultValue = "0.95",
            description = "Least confidence of a code that nobody reviews, 0..1 (default: ${DEFAULT-VALUE}).")
    private double autoThreshold;

    @Mixin
    private final EngineOptions engine = new EngineOptions();

    @Override
    public Integer call() throws IOException {
        Set<EvaluationSet> sets = only.isEmpty() ? EnumSet.allOf(EvaluationSet.class) : EnumSet.copyOf(only);
        CodeSets codeSets = engine.codeSets();
        Evaluation.Choice choice =
                new Evaluation.Choice(data, sets, autoThreshold, errors, json, report, !noText, before);
        return new Evaluation(engine.engine(codeSets), codeSets, choice, System.out).run() > 0 ? 0 : 1;
    }
}
