package org.chartproof.coding.token;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chartproof.coding.data.DataFile;

/** The normal form of a word: lower case, singular, one spelling for British and American. The table is {@code word-forms.tsv}. */
public final class WordForm {

    /** Shorter words are abbreviations, or have no ending to speak of. */
    private static final int SHORTEST = 4;

    private enum Kind {
        PART,
        WORD,
        ENDING
    }

    private record Change(Kind kind, String from, String to) {}

    private static final Map<Kind, List<Change>> CHANGES = DataFile.read("word-forms.tsv", 3).stream()
            .map(row -> new Change(row.value(0, Kind.class), row.column(1), row.column(2)))
            .collect(Collectors.groupingBy(Change::kind));

    private static final List<Change> PARTS = CHANGES.getOrDefault(Kind.PART, List.of());
    private static final int LETTERS = 128;
    private static final BitSet PART_BEGINS = beginnings(PARTS);
    private static final List<Change> ENDINGS = CHANGES.getOrDefault(Kind.ENDING, List.of());
    private static final Map<String, String> WORDS = CHANGES.getOrDefault(Kind.WORD, List.of()).stream()
            .collect(Collectors.toUnmodifiableMap(Change::from, Change::to));

    private WordForm() {}

    /** Whether a word is a year of the last century or this in four digits. */
    public static boolean isYear(String form) {
        return form.length() == 4
                && (form.startsWith("19") || form.startsWith("20"))
                && Character.isDigit(form.charAt(2))
                && Character.isDigit(form.charAt(3));
    }

    /** The normal forms of printed words. */
    public static Set<String> setOf(String... printed) {
        return Stream.of(printed).map(WordForm::of).collect(Collectors.toUnmodifiableSet());
    }

    /** The normal form of a printed word. */
    public static String of(String printed) {
        String form = withoutPluralOfCapitals(printed).toLowerCase(Locale.ROOT);
        String irregular = WORDS.get(form);
        if (irregular != null) {
            return irregular;
        }
        if (form.length() < SHORTEST) {
            return form;
        }
        if (mayHavePart(form)) {
            for (Change change : PARTS) {
                if (form.contains(change.from())) {
                    form = form.replace(change.from(), change.to());
                }
            }
        }
        return singular(form);
    }

    /** Whether two letters stand side by side that a British spelling begins with: most words need no search for each of them. */
    private static boolean mayHavePart(String form) {
        for (int i = 0; i + 1 < form.length(); i++) {
            char first = form.charAt(i);
            char second = form.charAt(i + 1);
            if (first < LETTERS && second < LETTERS && PART_BEGINS.get(first * LETTERS + second)) {
                return true;
            }
        }
        return false;
    }

    private static BitSet beginnings(List<Change> parts) {
        BitSet begins = new BitSet(LETTERS * LETTERS);
        parts.forEach(
                part -> begins.set(part.from().charAt(0) * LETTERS + part.from().charAt(1)));
        return begins;
    }

    private static String singular(String form) {
        boolean plural = form.endsWith("s") && !form.endsWith("ss") && !form.endsWith("us") && !form.endsWith("is");
        if (!plural || !hasVowel(form)) {
            return form;
        }
        for (Change change : ENDINGS) {
            if (form.endsWith(change.from()) && form.length() > change.from().length()) {
                return form.substring(0, form.length() - change.from().length()) + change.to();
            }
        }
        if (form.endsWith("ies") && form.length() > SHORTEST) {
            return form.substring(0, form.length() - 3) + "y";
        }
        boolean ache = form.endsWith("aches");
        boolean sibilant =
                form.endsWith("sses") || form.endsWith("xes") || form.endsWith("ches") || form.endsWith("shes");
        return form.substring(0, form.length() - (sibilant && !ache ? 2 : 1));
    }

    /** "DVTs" are several DVT. */
    private static String withoutPluralOfCapitals(String printed) {
        int last = printed.length() - 1;
        boolean plural = last >= 2 && printed.charAt(last) == 's';
        for (int i = 0; i < last && plural; i++) {
            plural = Character.isUpperCase(printed.charAt(i));
        }
        return plural ? printed.substring(0, last) : printed;
    }

    private static boolean hasVowel(String form) {
        for (int i = 0; i < form.length(); i++) {
            if ("aeiouy".indexOf(form.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }
}
