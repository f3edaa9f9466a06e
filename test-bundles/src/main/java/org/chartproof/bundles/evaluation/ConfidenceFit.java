package org.chartproof.bundles.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.chartproof.bundles.evaluation.Calibration.Judged;
import org.chartproof.bundles.fit.IsotonicRegression;
import org.chartproof.bundles.fit.LogisticRegression;
import org.chartproof.bundles.fit.LogisticRegression.Example;

/**
 * A logistic model whose sums are made probabilities by an isotonic curve. The curve is fitted to sums of cases that the weights did not
 * see, else it would believe the weights too much.
 */
final class ConfidenceFit {

    private static final int FOLDS = 5;

    /** Fewest cases that a feature must occur in: what is rarer says more of the case than of the feature. */
    private static final int FEWEST_CASES = 10;

    private static final double PENALTY = 10;
    private static final int SMALLEST_POOL = 60;

    private final List<String> features;
    private final LogisticRegression weights;
    private final IsotonicRegression curve;

    private ConfidenceFit(List<String> features, LogisticRegression weights, IsotonicRegression curve) {
        this.features = features;
        this.weights = weights;
        this.curve = curve;
    }

    /** Fits a model to all cases. */
    static ConfidenceFit of(List<TrainingCase> cases) {
        List<Double> sums = new ArrayList<>();
        List<Boolean> right = new ArrayList<>();
        for (int fold = 0; fold < FOLDS; fold++) {
            Weighed weighed = Weighed.of(inFold(cases, fold, false));
            for (TrainingCase one : inFold(cases, fold, true)) {
                one.codes().forEach(code -> {
                    sums.add(weighed.sum(code));
                    right.add(code.isRight());
                });
            }
        }
        boolean[] outcomes = new boolean[right.size()];
        for (int i = 0; i < outcomes.length; i++) {
            outcomes[i] = right.get(i);
        }
        IsotonicRegression curve = IsotonicRegression.fit(
                sums.stream().mapToDouble(Double::doubleValue).toArray(), outcomes, SMALLEST_POOL);
        Weighed all = Weighed.of(cases);
        return new ConfidenceFit(all.names(), all.weights(), curve);
    }

    /** The confidence of each code under a model that saw neither its case nor any of its fold. */
    static List<Judged> outOfFold(List<TrainingCase> cases) {
        return outOfFold(cases, one -> true);
    }

    /** As above, of those cases alone that are asked for; fitted on all the others. */
    static List<Judged> outOfFold(List<TrainingCase> cases, Predicate<TrainingCase> asked) {
        List<Judged> judged = new ArrayList<>();
        for (int fold = 0; fold < FOLDS; fold++) {
            ConfidenceFit fit = of(inFold(cases, fold, false));
            Weighed weighed = new Weighed(fit.features, fit.weights);
            inFold(cases, fold, true).stream()
                    .filter(asked)
                    .flatMap(one -> one.codes().stream())
                    .forEach(code -> judged.add(new Judged(fit.curve.at(weighed.sum(code)), code.isRight())));
        }
        return judged;
    }

    /** Folds by the name of the case, so that a new case moves no other. */
    private static List<TrainingCase> inFold(List<TrainingCase> cases, int fold, boolean inside) {
        return cases.stream()
                .filter(one -> (Math.floorMod(one.id().hashCode() * 31 >>> 7, FOLDS) == fold) == inside)
                .toList();
    }

    /** Features that occur often enough, and their weights. */
    private record Weighed(List<String> names, LogisticRegression weights, Map<String, Integer> index) {

        Weighed(List<String> names, LogisticRegression weights) {
            this(names, weights, index(names));
        }

        static Weighed of(List<TrainingCase> cases) {
            Map<String, Integer> occurrences = new TreeMap<>();
            for (TrainingCase one : cases) {
                Set<String> seen = new HashSet<>();
                one.codes().forEach(code -> seen.addAll(code.features()));
                seen.forEach(feature -> occurrences.merge(feature, 1, Integer::sum));
            }
            List<String> names = occurrences.entrySet().stream()
                    .filter(entry -> entry.getValue() >= FEWEST_CASES)
                    .map(Map.Entry::getKey)
                    .toList();
            Map<String, Integer> index = index(names);
            List<Example> examples = cases.stream()
                    .flatMap(one -> one.codes().stream())
                    .map(code -> new Example(indices(code, index), code.isRight()))
                    .toList();
            return new Weighed(names, LogisticRegression.fit(examples, names.size(), PENALTY), index);
        }

        private static Map<String, Integer> index(List<String> names) {
            Map<String, Integer> index = new HashMap<>();
            names.forEach(name -> index.put(name, index.size()));
            return index;
        }

        private static int[] indices(TrainingCase.Code code, Map<String, Integer> index) {
            return code.features().stream()
                    .distinct()
                    .filter(index::containsKey)
                    .mapToInt(index::get)
                    .toArray();
        }

        double sum(TrainingCase.Code code) {
            return weights.sum(indices(code, index));
        }
    }

    /** The model as rows of the engine's table. */
    String rows(String mode) {
        StringBuilder rows = new StringBuilder();
        row(rows, mode, "weight", "base", weights.base());
        for (int i = 0; i < features.size(); i++) {
            row(rows, mode, "weight", features.get(i), weights.weight(i));
        }
        for (IsotonicRegression.Point point : curve.points()) {
            row(rows, mode, "step", String.format(Locale.ROOT, "%.4f", point.score()), point.share());
        }
        return rows.toString();
    }

    private static void row(StringBuilder rows, String mode, String kind, String name, double value) {
        rows.append(String.format(Locale.ROOT, "%s\t%s\t%s\t%.4f%n", mode, kind, name, value)
                .replace("\r", ""));
    }
}
