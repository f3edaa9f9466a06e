package org.chartproof.coding.attribute;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.chartproof.coding.token.WordForm;

/** Which of a pair (Guidelines I.B.13). */
public enum Side {
    RIGHT,
    LEFT,
    BILATERAL;

    private static final Pattern SIDE_WORDS = Pattern.compile(
            "\\b(right|left|bilateral|unilateral|both|unspecified|of|the|in|(non-?)?dominant)\\b|\\b(arm|leg|eye|ear|side|site)\\b");

    /** The side that a title of the Tabular List names; empty if none. */
    public static Optional<Side> of(String title) {
        String lower = title.toLowerCase(Locale.ROOT);
        if (lower.contains("bilateral")) {
            return Optional.of(BILATERAL);
        }
        if (hasWord(lower, "right")) {
            return Optional.of(RIGHT);
        }
        return hasWord(lower, "left") ? Optional.of(LEFT) : Optional.empty();
    }

    private static boolean hasWord(String text, String word) {
        int at = text.indexOf(word);
        while (at >= 0) {
            int end = at + word.length();
            boolean begins = at == 0 || !Character.isLetter(text.charAt(at - 1));
            boolean ends = end == text.length() || !Character.isLetter(text.charAt(end));
            if (begins && ends) {
                return true;
            }
            at = text.indexOf(word, end);
        }
        return false;
    }

    /** The words of a title but those of side, sorted, for comparing titles that differ in side alone. */
    public static String without(String title) {
        String rest = SIDE_WORDS
                .matcher(title.toLowerCase(Locale.ROOT))
                .replaceAll("")
                .replaceAll("[^a-z]+", " ")
                .strip();
        return Arrays.stream(rest.split(" ")).map(WordForm::of).sorted().collect(Collectors.joining(" "));
    }

    /** The side that a word of a note names, in its normal form; empty if none. */
    public static Optional<Side> ofWord(String form) {
        return switch (form) {
            case "right", "rt", "r", "od", "rle", "rue", "rul", "rll", "rml" -> Optional.of(RIGHT);
            case "left", "lt", "l", "lle", "lue", "lul", "lll" -> Optional.of(LEFT);
            case "bilateral", "bilaterally", "bilat", "both", "b" -> Optional.of(BILATERAL);
            default -> Optional.empty();
        };
    }

    /** What two sides make together: right and left are both. */
    Side and(Side other) {
        return this == other ? this : BILATERAL;
    }
}
