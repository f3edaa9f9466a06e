package org.chartproof.coding.event;

import java.util.List;
import org.chartproof.coding.Trace;
import org.chartproof.coding.assertion.Assertion;
import org.chartproof.coding.sentence.Sentence;
import org.chartproof.coding.token.Token;

/**
 * How much of the body is burned (T31, Guidelines I.C.19.d.6), from the figure that notes give: "TBSA 5%", "12% TBSA". The extent of third degree burns is
 * counted where a note gives it; else there are none.
 */
final class BurnExtent {

    private static final List<String> BURNS = List.of("T20", "T21", "T22", "T23", "T24", "T25", "T30");
    private static final int NEAR = 3;
    private static final int MOST = 99;
    private static final int TENTH = 10;

    void read(List<Reading> readings, Encounter encounter) {
        if (!encounter.has(BURNS)) {
            return;
        }
        for (Reading reading : readings) {
            for (Sentence sentence : reading.sentences()) {
                List<Token> tokens = sentence.tokens();
                for (int at = 0; at < tokens.size(); at++) {
                    if (tokens.get(at).form().equals("tbsa") && read(reading, sentence, at, encounter)) {
                        return;
                    }
                }
            }
        }
    }

    private static boolean read(Reading reading, Sentence sentence, int at, Encounter encounter) {
        List<Token> tokens = sentence.tokens();
        for (int i = Math.max(0, at - NEAR); i < Math.min(tokens.size(), at + NEAR + 1); i++) {
            int percent = percent(tokens.get(i).form());
            boolean measured = percent >= 0
                    && i + 1 < tokens.size()
                    && tokens.get(i + 1).form().equals("%");
            if (measured) {
                String code = percent < TENTH ? "T31.0" : "T31." + percent / TENTH + "0";
                encounter.add(
                        reading,
                        sentence,
                        Math.min(i, at),
                        Math.max(i + 1, at),
                        code,
                        new Assertion.Affirmed(),
                        Trace.Kind.TABULAR,
                        "body surface burned, as measured");
                return true;
            }
        }
        return false;
    }

    private static int percent(String form) {
        String whole = form.indexOf('.') > 0 ? form.substring(0, form.indexOf('.')) : form;
        boolean number =
                !whole.isEmpty() && whole.length() <= 2 && whole.chars().allMatch(Character::isDigit);
        return number ? Math.min(MOST, Integer.parseInt(whole)) : -1;
    }
}
