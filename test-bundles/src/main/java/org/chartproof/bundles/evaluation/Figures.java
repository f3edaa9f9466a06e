package org.chartproof.bundles.evaluation;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/** The figures of a set in one line. */
final class Figures {

    private Figures() {}

    static String line(EvaluationSet set, List<CodedCase> cases) {
        Score all = cases.stream().map(CodedCase::score).reduce(Score.NONE, Score::plus);
        return switch (set) {
            case CODIESP -> {
                Score categories = cases.stream().map(CodedCase::categoryScore).reduce(Score.NONE, Score::plus);
                yield all + "; category " + categories;
            }
            case ACI -> String.format(Locale.ROOT, "recall %.3f of %d", all.recall(), all.gold());
            case GOLDEN ->
                String.format(
                        Locale.ROOT,
                        "%s; exact set %.3f; first-listed right %.3f; absences kept %d of %d",
                        all,
                        share(cases, CodedCase::isExactSet),
                        share(cases, CodedCase::isFirstRight),
                        sum(cases, CodedCase::absencesKept),
                        sum(cases, one -> one.labelled().absent().size()));
            default -> String.format(Locale.ROOT, "%s; exact set %.3f", all, share(cases, CodedCase::isExactSet));
        };
    }

    static double share(List<CodedCase> cases, Predicate<CodedCase> which) {
        return cases.isEmpty() ? 0 : (double) cases.stream().filter(which).count() / cases.size();
    }

    static int sum(List<CodedCase> cases, ToIntFunction<CodedCase> count) {
        return cases.stream().mapToInt(count).sum();
    }
}
