package org.chartproof.coding.attribute;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A third of pregnancy (Guidelines I.C.15.a.3): before 14 weeks 0 days, before 28 weeks 0 days, from then to delivery. */
public enum Trimester {
    FIRST("first trimester"),
    SECOND("second trimester"),
    THIRD("third trimester");

    private static final int SECOND_BEGINS = 14;
    private static final int THIRD_BEGINS = 28;
    private static final int LONGEST = 43;

    private static final Pattern NAMED =
            Pattern.compile("\\b(first|1st|second|2nd|third|3rd) trimester\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern WEEKS = Pattern.compile(
            "\\b(\\d{1,2})(?:\\s?\\+\\s?\\d|w\\d?d?|\\s\\d/7)?(?:[\\s-]?(?:weeks?|wks?))?[\\s,]+(?:of |estimated )?"
                    + "(?:gestation|gestational|pregnan|iup|intrauterine pregnancy|ega)",
            Pattern.CASE_INSENSITIVE);

    private static final String TRIMESTER = "trimester";

    /** Most notes are of no pregnancy, and need not be searched further. */
    private static final List<String> OF_PREGNANCY = List.of(TRIMESTER, "gestation", "pregnan", "iup", " ega");

    private final String title;

    Trimester(String title) {
        this.title = title;
    }

    /** Whether a title of the Tabular List names this trimester. */
    public boolean standsIn(String displayTitle) {
        return displayTitle.toLowerCase(Locale.ROOT).contains(title);
    }

    /** The trimester that a note tells, by name or by weeks; the first that it tells. */
    public static Optional<Trimester> of(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        Optional<Trimester> named = lower.contains(TRIMESTER) ? named(text) : Optional.empty();
        if (named.isPresent()) {
            return named;
        }
        for (String word : OF_PREGNANCY) {
            if (lower.contains(word)) {
                return byWeeks(text);
            }
        }
        return Optional.empty();
    }

    private static Optional<Trimester> named(String text) {
        Matcher named = NAMED.matcher(text);
        if (!named.find()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (named.group(1).toLowerCase(Locale.ROOT).charAt(0)) {
                    case 'f', '1' -> FIRST;
                    case 's', '2' -> SECOND;
                    default -> THIRD;
                });
    }

    /** Looks at the numbers alone: a note has few of them. */
    private static Optional<Trimester> byWeeks(String text) {
        Matcher weeks = WEEKS.matcher(text).useTransparentBounds(true);
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c >= '0' && c <= '9' && weeks.region(at, text.length()).lookingAt()) {
                return ofWeeks(Integer.parseInt(weeks.group(1)));
            }
        }
        return Optional.empty();
    }

    /** The trimester of so many completed weeks. */
    public static Optional<Trimester> ofWeeks(int weeks) {
        if (weeks >= LONGEST) {
            return Optional.empty();
        }
        return Optional.of(weeks < SECOND_BEGINS ? FIRST : weeks < THIRD_BEGINS ? SECOND : THIRD);
    }
}
