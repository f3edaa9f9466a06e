package org.chartproof.coding.event;

import java.util.List;
import java.util.Optional;
import org.chartproof.coding.Trace;
import org.chartproof.coding.assertion.Assertion;
import org.chartproof.coding.section.SectionKind.Weight;
import org.chartproof.coding.sentence.Sentence;
import org.chartproof.coding.token.Token;

/**
 * Receptors of a breast cancer as pathologists report them (Z17, Guidelines I.C.2): "ER 95 PR 80 HER2 neg", "ER+/PR+/HER2-", "TNBC". Hormone
 * receptors and HER2 together have one code, by estrogen and progesterone receptor the one that is positive.
 */
final class Receptors {

    private static final List<String> BREAST = List.of("C50", "D05", "Z85.3");
    private static final int NEAR = 5;

    /** What a sentence says of each. */
    private static final class Told {
        private Optional<Boolean> estrogen = Optional.empty();
        private Optional<Boolean> progesterone = Optional.empty();
        private Optional<Boolean> hormone = Optional.empty();
        private Optional<Boolean> her2 = Optional.empty();
        private int first = -1;
        private int last = -1;

        void at(int token) {
            first = first < 0 ? token : first;
            last = token;
        }

        Optional<Boolean> anyHormone() {
            if (hormone.isPresent()) {
                return hormone;
            }
            boolean positive = estrogen.orElse(false) || progesterone.orElse(false);
            return estrogen.isPresent() || progesterone.isPresent() ? Optional.of(positive) : Optional.empty();
        }
    }

    void read(List<Reading> readings, Encounter encounter) {
        if (!encounter.has(BREAST)) {
            return;
        }
        for (Reading reading : readings) {
            for (Sentence sentence : reading.sentences()) {
                if (sentence.section().kind().weight() != Weight.FAMILY) {
                    Told told = told(sentence.tokens());
                    code(told).ifPresent(code -> add(reading, sentence, told, code, encounter));
                }
            }
        }
    }

    private static Told told(List<Token> tokens) {
        Told told = new Told();
        boolean panel = isPanel(tokens);
        for (int at = 0; at < tokens.size(); at++) {
            String form = tokens.get(at).form();
            boolean triple = form.equals("tnbc")
                    || form.equals("triple")
                            && at + 1 < tokens.size()
                            && isNegative(tokens.get(
                                            tokens.get(at + 1).isWord() ? at + 1 : Math.min(at + 2, tokens.size() - 1))
                                    .form());
            if (triple) {
                told.hormone = Optional.of(false);
                told.her2 = Optional.of(false);
                told.at(at);
                continue;
            }
            boolean receptor = form.equals("er") || form.equals("pr") || form.equals("hr") || form.startsWith("her2");
            Optional<Boolean> value = receptor ? value(tokens, at, panel) : Optional.empty();
            if (value.isPresent()) {
                told.at(at);
                switch (form) {
                    case "er" -> told.estrogen = value;
                    case "pr" -> told.progesterone = value;
                    case "hr" -> told.hormone = value;
                    default -> told.her2 = value;
                }
            }
        }
        return told;
    }

    /** Whether several receptors are named: "ER" alone is a room too, and "PR" a response. */
    private static boolean isPanel(List<Token> tokens) {
        return tokens.stream()
                        .map(Token::form)
                        .filter(Receptors::isReceptor)
                        .distinct()
                        .count()
                > 1;
    }

    /** "+", "positive", "95", "95%"; HER2 is positive from 3+, and by what a FISH says at 2+. */
    private static Optional<Boolean> value(List<Token> tokens, int at, boolean panel) {
        boolean her2 = tokens.get(at).form().startsWith("her2");
        boolean equivocal = false;
        for (int i = at + 1; i < tokens.size() && i <= at + NEAR; i++) {
            Token token = tokens.get(i);
            String form = token.form();
            boolean touches = token.begin() == tokens.get(i - 1).end();
            if (form.equals("+") || form.equals("(+)") || form.equals("+ve") || isPositive(form)) {
                return Optional.of(true);
            }
            if (form.equals("(-)") || form.equals("-ve") || isNegative(form) || form.equals("low")) {
                return Optional.of(false);
            }
            boolean minus = token.kind() == Token.Kind.JOINER && !form.equals("/") && touches;
            if (minus
                    && (i + 1 == tokens.size()
                            || tokens.get(i + 1).begin() > token.end()
                            || !tokens.get(i + 1).isWord()
                            || isReceptor(tokens.get(i + 1).form()))) {
                return Optional.of(false);
            }
            if (isNumber(form) && panel) {
                int number = Integer.parseInt(form);
                if (!her2) {
                    return Optional.of(number > 0);
                }
                if (number != 2) {
                    return Optional.of(number > 2);
                }
                equivocal = true;
                // The plus of "2+" says how much, and not that it is positive.
                i += i + 1 < tokens.size() && tokens.get(i + 1).form().equals("+") ? 1 : 0;
                continue;
            }
            boolean goesOn = !token.isWord()
                    || isReceptor(form)
                    || equivocal
                    || form.equals("status")
                    || form.equals("neu")
                    || form.equals("receptor")
                    || form.equals("is")
                    || form.equals("by")
                    || form.equals("ihc");
            if (!goesOn || form.equals(",") && !equivocal || form.equals(";")) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static boolean isReceptor(String form) {
        return form.equals("er") || form.equals("pr") || form.startsWith("her2");
    }

    private static boolean isPositive(String form) {
        return form.equals("positive") || form.equals("pos") || form.equals("amplified");
    }

    private static boolean isNegative(String form) {
        return form.equals("negative") || form.equals("neg") || form.equals("nonamplified");
    }

    private static boolean isNumber(String form) {
        return form.length() <= 3 && !form.isEmpty() && form.chars().allMatch(Character::isDigit);
    }

    private static Optional<String> code(Told told) {
        Optional<Boolean> hormone = told.anyHormone();
        if (hormone.isPresent() && told.her2.isPresent()) {
            return Optional.of("Z17.4" + (hormone.get() ? 1 : 2) + (told.her2.get() ? 0 : 1));
        }
        if (told.estrogen.isPresent()) {
            return Optional.of(told.estrogen.get() ? "Z17.0" : "Z17.1");
        }
        return told.her2.map(positive -> positive ? "Z17.31" : "Z17.32");
    }

    private static void add(Reading reading, Sentence sentence, Told told, String code, Encounter encounter) {
        encounter.add(
                reading,
                sentence,
                told.first,
                told.last,
                code,
                new Assertion.Affirmed(),
                Trace.Kind.TABULAR,
                "receptor status as reported");
    }
}
