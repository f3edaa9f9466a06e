package org.chartproof.coding.event;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.chartproof.coding.Trace;
import org.chartproof.coding.assertion.Assertion;
import org.chartproof.coding.sentence.Sentence;
import org.chartproof.coding.token.Token;

/**
 * The score of the NIH stroke scale (R29.7, Guidelines I.C.18.i) beside an acute stroke: the first that the notes record, whoever took it
 * (I.B.14); one taken in this hospital before one that another reported.
 */
final class StrokeScale {

    private static final List<String> ACUTE_STROKES = List.of("I60", "I61", "I62", "I63");
    private static final Set<String> NAMES = Set.of("nihss", "nih", "nihs");
    private static final Set<String> HERE = Set.of("here", "arrival", "admission", "admit", "presentation", "initial");

    /** Words between the name and the figure: "NIHSS on arrival here 14", "NIH stroke scale score of 8". */
    private static final int REACH = 7;

    private static final int MOST = 42;

    private record Score(Reading reading, Sentence sentence, int first, int last, int number, boolean here) {}

    void read(List<Reading> readings, Encounter encounter) {
        if (!encounter.has(ACUTE_STROKES)) {
            return;
        }
        Optional<Score> initial = Optional.empty();
        for (Reading reading : readings) {
            for (Sentence sentence : reading.sentences()) {
                for (int at = 0; at < sentence.tokens().size(); at++) {
                    Optional<Score> score = scoreAt(reading, sentence, at);
                    boolean better = score.isPresent()
                            && (initial.isEmpty()
                                    || score.get().here() && !initial.get().here());
                    initial = better ? score : initial;
                }
            }
        }
        initial.ifPresent(score -> encounter.add(
                score.reading(),
                score.sentence(),
                score.first(),
                score.last(),
                String.format(Locale.ROOT, "R29.7%02d", score.number()),
                new Assertion.Affirmed(),
                Trace.Kind.TABULAR,
                "score of the stroke scale as recorded"));
    }

    private static Optional<Score> scoreAt(Reading reading, Sentence sentence, int at) {
        List<Token> tokens = sentence.tokens();
        if (!NAMES.contains(tokens.get(at).form())) {
            return Optional.empty();
        }
        boolean here = false;
        for (int i = at + 1; i < tokens.size() && i <= at + REACH; i++) {
            String form = tokens.get(i).form();
            here |= HERE.contains(form);
            if (form.equals(";") || form.equals(".")) {
                break;
            }
            boolean figure = form.length() <= 2 && form.chars().allMatch(c -> c >= '0' && c <= '9');
            if (figure) {
                int number = Integer.parseInt(form);
                boolean later = i + 1 < tokens.size() && HERE.contains(word(tokens, i + 2));
                return number <= MOST
                        ? Optional.of(new Score(reading, sentence, at, i, number, here || later))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static String word(List<Token> tokens, int at) {
        return at < tokens.size() ? tokens.get(at).form() : "";
    }
}
