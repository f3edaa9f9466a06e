package org.chartproof.coding.event;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chartproof.coding.Trace;
import org.chartproof.coding.assertion.Assertion;
import org.chartproof.coding.section.SectionKind.Weight;
import org.chartproof.coding.sentence.Sentence;
import org.chartproof.coding.token.Token;

/**
 * Receptors of a breast cancer as pathologists report them: "ER 95 PR 80 HER2 neg", "ER+/PR+/HER2-", "HR+/HER2-", "TNBC". Each receptor
 * has its code; the combined ones are for where no more than "HR" or "triple negative" is told (Tabular notes at Z17 and Z17.4).
 */
final class Receptors {

    private static final List<String> BREAST = List.of("C50", "D05", "Z85.3");
    private static final int NEAR = 5;

    /** What a report can tell of. */
    private enum Receptor {
        ESTROGEN,
        PROGESTERONE,
        /** One of the two, not told which. */
        HORMONE,
        HER2
    }

    /** That a receptor is there, or is not, and the token that names it. */
    private record Told(boolean positive, int token) {}

    void read(List<Reading> readings, Encounter encounter) {
        if (!encounter.has(BREAST)) {
            return;
        }
        for (Reading reading : readings) {
            for (Sentence sentence : reading.sentences()) {
                if (sentence.section().kind().weight() != Weight.FAMILY) {
                    add(reading, sentence, told(sentence.tokens()), encounter);
                }
            }
        }
    }

    private static Map<Receptor, Told> told(List<Token> tokens) {
        Map<Receptor, Told> told = new EnumMap<>(Receptor.class);
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
                told.put(Receptor.HORMONE, new Told(false, at));
                told.put(Receptor.HER2, new Told(false, at));
                continue;
            }
            boolean receptor = form.equals("er") || form.equals("pr") || form.equals("hr") || form.startsWith("her2");
            Optional<Boolean> value = receptor ? value(tokens, at, panel) : Optional.empty();
            if (value.isPresent()) {
                Receptor named =
                        switch (form) {
                            case "er" -> Receptor.ESTROGEN;
                            case "pr" -> Receptor.PROGESTERONE;
                            case "hr" -> Receptor.HORMONE;
                            default -> Receptor.HER2;
                        };
                told.put(named, new Told(value.get(), at));
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

    private static void add(Reading reading, Sentence sentence, Map<Receptor, Told> told, Encounter encounter) {
        Optional<Told> hormone = Optional.ofNullable(told.get(Receptor.HORMONE));
        Optional<Told> her2 = Optional.ofNullable(told.get(Receptor.HER2));
        boolean each = told.containsKey(Receptor.ESTROGEN) || told.containsKey(Receptor.PROGESTERONE);
        if (hormone.isPresent() && her2.isPresent() && !each) {
            int first = Math.min(hormone.get().token(), her2.get().token());
            int last = Math.max(hormone.get().token(), her2.get().token());
            String code =
                    "Z17.4" + (hormone.get().positive() ? 1 : 2) + (her2.get().positive() ? 0 : 1);
            add(reading, sentence, first, last, code, encounter);
            return;
        }
        told.forEach((receptor, said) -> {
            Optional<String> code =
                    switch (receptor) {
                        case ESTROGEN -> Optional.of(said.positive() ? "Z17.0" : "Z17.1");
                        case PROGESTERONE -> Optional.of(said.positive() ? "Z17.21" : "Z17.22");
                        case HER2 -> Optional.of(said.positive() ? "Z17.31" : "Z17.32");
                        case HORMONE -> Optional.empty();
                    };
            code.ifPresent(one -> add(reading, sentence, said.token(), said.token(), one, encounter));
        });
    }

    private static void add(Reading reading, Sentence sentence, int first, int last, String code, Encounter encounter) {
        encounter.add(
                reading,
                sentence,
                first,
                last,
                code,
                new Assertion.Affirmed(),
                Trace.Kind.TABULAR,
                "receptor status as reported");
    }
}
