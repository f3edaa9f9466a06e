package org.chartproof.coding.event;

import java.util.List;
import java.util.Optional;
import org.chartproof.coding.Trace;
import org.chartproof.coding.assertion.Assertion;
import org.chartproof.coding.section.SectionKind.Weight;
import org.chartproof.coding.sentence.Sentence;
import org.chartproof.coding.token.Token;

/**
 * The body mass index from its figure (Z68): by kg/m2 for adults, by percentile for those under twenty. Who measured it does not matter
 * (Guidelines I.B.14); whether it may be reported is decided later.
 */
final class BodyMass {

    private static final int ADULT = 20;
    private static final int REACH = 4;
    private static final int PERCENTILE_REACH = 10;
    private static final double LEAST = 9;
    private static final double MOST = 110;

    void read(Reading reading, Encounter encounter) {
        for (Sentence sentence : reading.sentences()) {
            if (sentence.section().kind().weight() == Weight.FAMILY) {
                continue;
            }
            List<Token> tokens = sentence.tokens();
            for (int at = 0; at < tokens.size(); at++) {
                if (tokens.get(at).form().equals("bmi")) {
                    read(reading, sentence, at, encounter);
                }
            }
        }
    }

    private static void read(Reading reading, Sentence sentence, int at, Encounter encounter) {
        List<Token> tokens = sentence.tokens();
        boolean child = encounter.facts().ageYears().orElse(ADULT) < ADULT;
        int end = Math.min(tokens.size(), at + 1 + (child ? PERCENTILE_REACH : REACH));
        for (int i = at + 1; i < end; i++) {
            Optional<String> code =
                    child ? ofChild(tokens, i) : ofAdult(tokens.get(i).form());
            if (code.isPresent()) {
                int last = child ? Math.min(tokens.size() - 1, i + 1) : i;
                encounter.add(
                        reading,
                        sentence,
                        at,
                        last,
                        code.get(),
                        new Assertion.Affirmed(),
                        Trace.Kind.TABULAR,
                        "body mass index as measured");
                return;
            }
        }
    }

    /** Whole tens from 20 to 39 have a code for each unit, the others one for a band. */
    private static Optional<String> ofAdult(String form) {
        double index = number(form);
        if (index < LEAST || index > MOST) {
            return Optional.empty();
        }
        if (index < 20) {
            return Optional.of("Z68.1");
        }
        if (index < 40) {
            return Optional.of("Z68." + (int) index);
        }
        return Optional.of("Z68.4" + (index < 45 ? 1 : index < 50 ? 2 : index < 60 ? 3 : index < 70 ? 4 : 5));
    }

    /** "97th percentile", "88 %ile", "127% of 95th". */
    private static Optional<String> ofChild(List<Token> tokens, int at) {
        double number = number(tokens.get(at).form().replaceAll("(st|nd|rd|th)$", ""));
        String next = at + 1 < tokens.size() ? tokens.get(at + 1).form() : "";
        if (number < 0) {
            return Optional.empty();
        }
        boolean ofThe95th = next.equals("%")
                && at + 3 < tokens.size()
                && tokens.get(at + 2).form().equals("of")
                && tokens.get(at + 3).form().startsWith("95");
        if (ofThe95th) {
            return Optional.of("Z68.5" + (number < 120 ? 4 : number < 140 ? 5 : 6));
        }
        boolean percentile = next.startsWith("percentile")
                || next.startsWith("centile")
                || next.equals("ile")
                || next.equals("%")
                        && at + 2 < tokens.size()
                        && tokens.get(at + 2).form().equals("ile");
        return percentile && number < 100
                ? Optional.of("Z68.5" + (number < 5 ? 1 : number < 85 ? 2 : number < 95 ? 3 : 4))
                : Optional.empty();
    }

    /** A number, or -1. */
    private static double number(String form) {
        if (form.isEmpty() || form.length() > 6 || !Character.isDigit(form.charAt(0))) {
            return -1;
        }
        int dots = 0;
        for (int i = 0; i < form.length(); i++) {
            dots += form.charAt(i) == '.' ? 1 : 0;
            if (!Character.isDigit(form.charAt(i)) && form.charAt(i) != '.') {
                return -1;
            }
        }
        return dots < 2 ? Double.parseDouble(form) : -1;
    }
}
