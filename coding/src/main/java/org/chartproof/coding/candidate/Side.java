package org.chartproof.coding.candidate;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.chartproof.coding.token.WordForm;

/** Which of a pair. */
enum Side {
    RIGHT,
    LEFT,
    BILATERAL;

    private static final Pattern RIGHT_WORD = Pattern.compile("\\bright\\b");
    private static final Pattern LEFT_WORD = Pattern.compile("\\bleft\\b");
    private static final Pattern SIDE_WORDS =
            Pattern.compile("\\b(right|left|bilateral|both|unspecified)\\b|\\b(arm|leg|eye|ear|side|site)\\b");

    /** The side that a title names; empty if none. */
    static Optional<Side> of(String title) {
        String lower = title.toLowerCase(Locale.ROOT);
        if (lower.contains("bilateral")) {
            return Optional.of(BILATERAL);
        }
        if (RIGHT_WORD.matcher(lower).find()) {
            return Optional.of(RIGHT);
        }
        return LEFT_WORD.matcher(lower).find() ? Optional.of(LEFT) : Optional.empty();
    }

    /** A title without its words of side. */
    static String without(String title) {
        String rest = SIDE_WORDS
                .matcher(title)
                .replaceAll("")
                .replaceAll("[^a-z]+", " ")
                .strip();
        return Arrays.stream(rest.split(" ")).map(WordForm::of).collect(Collectors.joining(" "));
    }
}
