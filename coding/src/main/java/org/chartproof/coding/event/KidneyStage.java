package org.chartproof.coding.event;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chartproof.coding.Trace;
import org.chartproof.coding.assertion.Assertion;
import org.chartproof.coding.assertion.Assertions;
import org.chartproof.coding.sentence.Sentence;
import org.chartproof.coding.token.Token;

/**
 * The stage of chronic kidney disease beside its name, however it is written and whatever else the same words say: "CKD 4 from diabetes",
 * "CKD G3bA3", "CKD-IIIa", "stage 3b CKD" (N18; stages by filtration as KDIGO numbers them, with or without the letter of albuminuria).
 */
final class KidneyStage {

    private static final Map<String, String> CODES = codes();

    private static final Set<String> BETWEEN =
            Set.of("stage", "st", "stg", "grade", "kdigo", "class", "gfr", "g", "-", "(", ",", "now");

    private static final int REACH = 4;

    private final Assertions assertions;

    KidneyStage(Assertions assertions) {
        this.assertions = assertions;
    }

    private static Map<String, String> codes() {
        Map<String, String> codes = new HashMap<>();
        String[][] stages = {
            {"1", "i", "N18.1"},
            {"2", "ii", "N18.2"},
            {"3", "iii", "N18.30"},
            {"3a", "iiia", "N18.31"},
            {"3b", "iiib", "N18.32"},
            {"4", "iv", "N18.4"},
            {"5", "v", "N18.5"}
        };
        for (String[] stage : stages) {
            codes.put(stage[0], stage[2]);
            codes.put(stage[1], stage[2]);
            codes.put("g" + stage[0], stage[2]);
            for (String albumin : List.of("a1", "a2", "a3")) {
                codes.put("g" + stage[0] + albumin, stage[2]);
                codes.put(stage[0] + albumin, stage[2]);
            }
        }
        return codes;
    }

    void read(Reading reading, Encounter encounter) {
        for (Sentence sentence : reading.sentences()) {
            List<Token> tokens = sentence.tokens();
            for (int at = 0; at < tokens.size(); at++) {
                if (tokens.get(at).form().startsWith("ckd")) {
                    read(reading, sentence, at, encounter);
                }
            }
        }
    }

    private void read(Reading reading, Sentence sentence, int at, Encounter encounter) {
        List<Token> tokens = sentence.tokens();
        String glued = tokens.get(at).form().substring("ckd".length());
        int first = at;
        int last = at;
        Optional<String> code = Optional.ofNullable(CODES.get(glued));
        for (int i = at + 1; code.isEmpty() && i < tokens.size() && i <= at + REACH; i++) {
            code = stage(tokens, i, tokens.get(i - 1).form());
            last = i;
            if (!BETWEEN.contains(tokens.get(i).form())) {
                break;
            }
        }
        if (code.isEmpty() && at >= 2 && tokens.get(at - 2).form().equals("stage")) {
            code = stage(tokens, at - 1, "stage");
            first = at - 2;
            last = at;
        }
        if (code.isPresent()) {
            Assertion said = assertions.of(sentence, first, last, true);
            encounter.add(reading, sentence, first, last, code.get(), said, Trace.Kind.TABULAR, "stage as written");
        }
    }

    /** A bare Roman I or V, and a number that a unit or a fraction follows, are no stages. */
    private static Optional<String> stage(List<Token> tokens, int at, String before) {
        String form = tokens.get(at).form().toLowerCase(Locale.ROOT);
        String next = at + 1 < tokens.size() ? tokens.get(at + 1).form() : "";
        boolean letter = form.length() == 1 && Character.isLetter(form.charAt(0)) && !before.equals("stage");
        boolean counted =
                next.equals("x") || next.equals("year") || next.equals("yr") || next.equals("/") || next.equals("%");
        return letter || counted ? Optional.empty() : Optional.ofNullable(CODES.get(form));
    }
}
