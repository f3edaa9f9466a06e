package org.chartproof.bundles.evaluation;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.chartproof.bundles.evaluation.Calibration.Judged;
import org.chartproof.coding.Coder;
import org.chartproof.coding.CodingMode;

/**
 * Fits the confidence model of each mode to labelled cases: claims to the golden cases and CMC 2007, mentions to CodiEsp. Prints what
 * it reaches on cases that it was not fitted on, by cross-validation over cases, and writes the model of all of them.
 */
public final class ConfidenceTrainer {

    private static final double[] PRECISIONS = {0.90, 0.95, 0.97};

    private final Coder coder;
    private final Path data;
    private final PrintStream out;

    /** @param data folder with the labelled sets */
    public ConfidenceTrainer(Coder coder, Path data, PrintStream out) {
        this.coder = coder;
        this.data = data;
        this.out = out;
    }

    /** Fits both models and writes the table. */
    public void train(Path table) throws IOException {
        StringBuilder rows = new StringBuilder(
                """
                # How sure a code is: written by `chartproof train-confidence`, read by ConfidenceModel. No line is written by hand.
                # mode, weight, feature, log odds that it adds; "base" always counts
                # mode, step, sum of weights, probability there; in proportion between two steps, rising
                """);
        rows.append(model(CodingMode.CLAIM, EvaluationSet.GOLDEN, EvaluationSet.CMC));
        rows.append(model(CodingMode.MENTIONS, EvaluationSet.CODIESP));
        Files.writeString(table, rows);
    }

    private String model(CodingMode mode, EvaluationSet... sets) throws IOException {
        List<CodedCase> cases = new ArrayList<>();
        List<String> said = new ArrayList<>();
        for (EvaluationSet set : sets) {
            List<LabelledCase> labelled = Evaluation.cases(set, set.in(data));
            labelled.forEach(one -> cases.add(CodedCase.of(coder, one)));
            said.add(labelled.size() + " of " + set.title());
        }
        List<TrainingCase> training = cases.stream()
                .map(TrainingCase::of)
                .filter(one -> !one.codes().isEmpty())
                .toList();
        String name = mode.name().toLowerCase(Locale.ROOT);
        String from = String.join(" and ", said);
        out.println(name + ", fitted on " + from + ": " + figures(ConfidenceFit.outOfFold(training)));
        for (EvaluationSet set : sets) {
            if (sets.length > 1) {
                out.println(
                        "  of these " + set.title() + ": " + figures(ConfidenceFit.outOfFold(training, ofSet(set))));
            }
        }
        return "# " + name + ": fitted on " + from + "\n"
                + ConfidenceFit.of(training).rows(name);
    }

    private static Predicate<TrainingCase> ofSet(EvaluationSet set) {
        return one -> one.isGolden() == (set == EvaluationSet.GOLDEN);
    }

    private static String figures(List<Judged> judged) {
        Calibration calibration = new Calibration(judged);
        StringBuilder figures = new StringBuilder(String.format(
                Locale.ROOT, "%d codes, out of fold: ECE %.3f", judged.size(), calibration.expectedError()));
        for (double threshold : PRECISIONS) {
            Calibration.Point point = calibration.at(threshold);
            figures.append(String.format(
                    Locale.ROOT,
                    "; at %.2f precision %.3f, coverage %.3f",
                    threshold,
                    point.precision(),
                    point.coverage()));
        }
        String widest = calibration.curve().stream()
                .filter(point -> point.precision() >= 0.95)
                .reduce((one, other) -> other)
                .map(point ->
                        String.format(Locale.ROOT, "%.2f with coverage %.3f", point.threshold(), point.coverage()))
                .orElse("none");
        return figures + "; lowest threshold with precision 0.95: " + widest;
    }
}
