package org.chartproof.terminology.icd10cm;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** How a title of the Index is spoken: {@code Diabetes, diabetic} as either word, {@code Contraction, joint} in both orders. */
final class TitleWords {

    private static final Pattern RESIDUAL = Pattern.compile("(?:,? ?\\b(?:NEC|NOS)\\b)");
    private static final Pattern FOREIGN = Pattern.compile("[*#◊\u2013\u2014\"\\[\\]]");
    private static final Pattern PARENTHESES = Pattern.compile("\\([^()]*\\)");

    /** Words that a phrase hangs on: what begins with one stays behind the word that it belongs to. */
    private static final Set<String> CONNECTORS = Set.of(
            "with", "without", "due", "in", "following", "of", "by", "from", "during", "after", "complicating", "associated",
            "caused", "resulting", "secondary", "as", "at", "to", "on", "affecting", "involving", "and", "or", "for", "through",
            "within", "between", "before", "because", "causing", "concerning", "related", "requiring", "under", "over", "not",
            "than", "until", "into", "against", "classified", "induced", "specified", "superimposed");

    private TitleWords() {}

    /** A wording without NEC, NOS, signs and parentheses; lower case, blanks folded, no comma at its end. */
    static String plain(String title) {
        String words = PARENTHESES.matcher(title).replaceAll(" ");
        words = RESIDUAL.matcher(words).replaceAll(" ");
        words = FOREIGN.matcher(words).replaceAll(" ");
        words = XmlReader.fold(words.toLowerCase(Locale.ROOT)).replace(" ,", ",");
        int end = words.length();
        while (end > 0 && ",;:-. ".indexOf(words.charAt(end - 1)) >= 0) {
            end--;
        }
        return words.substring(0, end);
    }

    /**
     * The ways to say a title, the nearest to print first. Parts with one stem are synonyms; others are an inversion.
     */
    static List<String> variants(String title) {
        String plain = plain(title);
        if (plain.isEmpty()) {
            return List.of();
        }
        String[] parts = plain.split(", ?");
        if (parts.length == 1) {
            return List.of(plain);
        }
        if (areSynonyms(parts)) {
            return List.copyOf(new LinkedHashSet<>(List.of(parts)));
        }
        if (parts.length == 2 && !isConnected(parts[1])) {
            return List.of(parts[0] + " " + parts[1], parts[1] + " " + parts[0]);
        }
        return List.of(String.join(" ", parts));
    }

    /** Whether a wording begins with a word that ties it to what stands before it, e.g. {@code with retinopathy}. */
    static boolean isConnected(String words) {
        int blank = words.indexOf(' ');
        String first = blank < 0 ? words : words.substring(0, blank);
        return CONNECTORS.contains(first.replace(",", ""));
    }

    /** Whether a wording is nothing but words that tie: {@code with}, {@code due to}, {@code in}. */
    static boolean isOnlyConnector(String words) {
        for (String word : words.split(",? ")) {
            if (!CONNECTORS.contains(word)) {
                return false;
            }
        }
        return true;
    }

    /** Number of words. */
    static int count(String words) {
        int count = 1;
        for (int i = 0; i < words.length(); i++) {
            if (words.charAt(i) == ' ') {
                count++;
            }
        }
        return count;
    }

    private static boolean areSynonyms(String[] parts) {
        List<String> stems = new ArrayList<>();
        for (String part : parts) {
            if (part.indexOf(' ') >= 0) {
                return false;
            }
            stems.add(part.length() > 4 ? part.substring(0, 4) : part);
        }
        String shortest = stems.get(0);
        for (String stem : stems) {
            int length = Math.min(Math.min(stem.length(), shortest.length()), 4);
            if (length < 3 || !stem.regionMatches(0, shortest, 0, length)) {
                return false;
            }
        }
        return true;
    }
}
