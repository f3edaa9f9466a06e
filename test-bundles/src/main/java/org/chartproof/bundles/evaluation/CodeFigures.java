package org.chartproof.bundles.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.chartproof.bundles.evaluation.LabelledCase.Gold;
import org.chartproof.bundles.evaluation.LabelledCase.Span;
import org.chartproof.coding.CodedDiagnosis;
import org.chartproof.coding.Evidence;

/** Figures of a set whose labels are codes. */
final class CodeFigures {

    private final EvaluationSet set;
    private final List<CodedCase> cases;
    private final double autoThreshold;
    private final Map<String, Double> values = new LinkedHashMap<>();

    private CodeFigures(EvaluationSet set, List<CodedCase> cases, double autoThreshold) {
        this.set = set;
        this.cases = cases;
        this.autoThreshold = autoThreshold;
    }

    /** @param autoThreshold least confidence of a code that nobody reviews, 0..1 */
    static SetFigures of(EvaluationSet set, List<CodedCase> cases, double autoThreshold) {
        return new CodeFigures(set, cases, autoThreshold).figures();
    }

    private SetFigures figures() {
        List<Score> scores = cases.stream().map(CodedCase::score).toList();
        Score all = scores.stream().reduce(Score.NONE, Score::plus);
        boolean recallAlone = set == EvaluationSet.ACI;
        if (!recallAlone) {
            withInterval("precision", scores, all, Score::precision);
        }
        withInterval("recall", scores, all, Score::recall);
        if (!recallAlone) {
            withInterval("f1", scores, all, Score::f1);
            values.put("exactSet", share(cases, CodedCase::isExactSet));
            values.put("specificityRate", specificityRate());
        }
        switch (set) {
            case GOLDEN, EVERYDAY, UNSEEN -> claims();
            case CODIESP -> mentions();
            default -> {}
        }
        values.put("codesWithoutVerbatimWords", (double) sum(cases, CodedCase::codesWithoutVerbatimWords));
        Optional<Calibration> calibration = recallAlone ? Optional.empty() : Optional.of(calibrated());
        return new SetFigures(set, cases.size(), values, groups(), errors(recallAlone), calibration);
    }

    private void withInterval(String name, List<Score> scores, Score all, ToDoubleFunction<Score> figure) {
        Bootstrap.Interval interval = Bootstrap.of(scores, figure);
        values.put(name, figure.applyAsDouble(all));
        values.put(name + "Low", interval.low());
        values.put(name + "High", interval.high());
    }

    private double specificityRate() {
        int ofRightCategory = sum(cases, CodedCase::answersOfRightCategory);
        return ofRightCategory == 0 ? 0 : (double) sum(cases, one -> one.right().size()) / ofRightCategory;
    }

    private void claims() {
        values.put("firstListedRight", share(cases, CodedCase::isFirstRight));
        int asked = sum(cases, one -> one.presence().answered());
        values.put(
                "presentOnAdmissionRight",
                asked == 0 ? 0 : (double) sum(cases, one -> one.presence().right()) / asked);
        int absences = sum(cases, one -> one.labelled().absent().size());
        values.put("absencesKept", absences == 0 ? 1 : (double) sum(cases, CodedCase::absencesKept) / absences);
    }

    private void mentions() {
        Score categories = cases.stream().map(CodedCase::categoryScore).reduce(Score.NONE, Score::plus);
        values.put("categoryPrecision", categories.precision());
        values.put("categoryRecall", categories.recall());
        values.put("categoryF1", categories.f1());
        int supported =
                sum(cases, one -> count(one.found(), Gold::isSupported) + count(one.missed(), Gold::isSupported));
        values.put(
                "recallOfSupported",
                supported == 0 ? 0 : (double) sum(cases, one -> count(one.found(), Gold::isSupported)) / supported);
        values.put("evidenceOverlaps", grounded(Gold::spans));
        values.put("evidenceOnTheRightLine", grounded(Gold::lines));
    }

    private static int count(List<Gold> golds, Predicate<Gold> which) {
        return (int) golds.stream().filter(which).count();
    }

    /** Of the right codes whose label has evidence: how many rest on words that overlap it. */
    private double grounded(Function<Gold, List<Span>> where) {
        int all = 0;
        int there = 0;
        for (CodedCase one : cases) {
            for (CodedDiagnosis answer : one.right()) {
                Gold gold = one.labelOf(answer).orElseThrow();
                if (!gold.lines().isEmpty()) {
                    all++;
                    there += overlaps(where.apply(gold), answer.evidence()) ? 1 : 0;
                }
            }
        }
        return all == 0 ? 0 : (double) there / all;
    }

    private static boolean overlaps(List<Span> spans, List<Evidence> evidence) {
        return evidence.stream()
                .anyMatch(words -> spans.stream().anyMatch(span -> span.overlaps(words.begin(), words.end())));
    }

    private Calibration calibrated() {
        Calibration calibration = Calibration.of(cases);
        Calibration.Point auto = calibration.at(autoThreshold);
        values.put("calibrationError", calibration.expectedError());
        values.put("autoThreshold", autoThreshold);
        values.put("autoPrecision", auto.precision());
        values.put("autoCoverage", auto.coverage());
        return calibration;
    }

    private Map<String, Map<String, Double>> groups() {
        Map<String, Map<String, Double>> groups = new TreeMap<>();
        if (set.isOurs()) {
            addGroups(groups, one -> "specialty " + one.labelled().group());
            addGroups(
                    groups,
                    one -> "setting " + one.labelled().facts().setting().name().toLowerCase(Locale.ROOT));
        }
        return groups;
    }

    private void addGroups(Map<String, Map<String, Double>> groups, Function<CodedCase, String> name) {
        cases.stream().collect(Collectors.groupingBy(name)).forEach((group, members) -> {
            Score score = members.stream().map(CodedCase::score).reduce(Score.NONE, Score::plus);
            Map<String, Double> figures = new LinkedHashMap<>();
            figures.put("cases", (double) members.size());
            figures.put("precision", score.precision());
            figures.put("recall", score.recall());
            figures.put("f1", score.f1());
            figures.put("exactSet", share(members, CodedCase::isExactSet));
            figures.put("firstListedRight", share(members, CodedCase::isFirstRight));
            groups.put(group, figures);
        });
    }

    private Map<String, Double> errors(boolean missedAlone) {
        Map<String, Double> errors = new TreeMap<>();
        for (CodedCase one : cases) {
            for (CodingError error : CodingError.of(one)) {
                if (error.missed() || !missedAlone) {
                    errors.merge((error.missed() ? "missed: " : "wrong: ") + error.cause(), 1.0, Double::sum);
                }
            }
        }
        return errors;
    }

    static double share(List<CodedCase> cases, Predicate<CodedCase> which) {
        return cases.isEmpty() ? 0 : (double) cases.stream().filter(which).count() / cases.size();
    }

    static int sum(List<CodedCase> cases, ToIntFunction<CodedCase> count) {
        return cases.stream().mapToInt(count).sum();
    }
}
