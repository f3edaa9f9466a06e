package org.chartproof.terminology.icd10cm;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chartproof.terminology.file.XmlReader;

/** How a title of the Index is spoken: {@code Diabetes, diabetic} as either word, {@code Contraction, joint} in both orders. */
final class TitleWords {

    private static final Pattern RESIDUAL = Pattern.compile(",? ?\\b(?:NEC|NOS)\\b");
    /** "atrial or auricular": either word will do. */
    private static final Pattern ALTERNATIVES = Pattern.compile("([^ ,]*[^ ,-]) or ([^ ,]+)");

    /** Letters that synonyms in one title share: femur, femoral. */
    private static final int STEM = 3;

    private static final String SIGNS = "*#◊\u2013\u2014\"[]";
    private static final Pattern PARENTHESES = Pattern.compile("\\([^()]*\\)");

    private static final Pattern PLURAL = Pattern.compile("(?<=[a-zA-Z])\\((?:s|es)\\)");

    /** Words that a phrase hangs on: what begins with one stays behind the word that it belongs to. */
    private static final Set<String> CONNECTORS = Set.of(
            "with",
            "without",
            "due",
            "in",
            "following",
            "of",
            "by",
            "from",
            "during",
            "after",
            "complicating",
            "associated",
            "caused",
            "resulting",
            "secondary",
            "as",
            "at",
            "to",
            "on",
            "affecting",
            "involving",
            "and",
            "or",
            "for",
            "through",
            "within",
            "between",
            "before",
            "because",
            "causing",
            "concerning",
            "related",
            "requiring",
            "under",
            "over",
            "not",
            "than",
            "until",
            "into",
            "against",
            "classified",
            "induced",
            "specified",
            "superimposed");

    private TitleWords() {}

    /** A wording without NEC, NOS, signs and parentheses; lower case, blanks folded, no comma at its end. */
    static String plain(String title) {
        String words = title;
        if (words.indexOf('(') >= 0) {
            words = PLURAL.matcher(words).replaceAll("");
            words = PARENTHESES.matcher(words).replaceAll(" ");
        }
        if (words.contains("NEC") || words.contains("NOS")) {
            words = RESIDUAL.matcher(words).replaceAll(" ");
        }
        words = XmlReader.fold(withoutSigns(words).toLowerCase(Locale.ROOT)).replace(" ,", ",");
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
        if (plain.indexOf(',') < 0) {
            Matcher either = ALTERNATIVES.matcher(plain);
            return either.matches() ? List.of(either.group(1), either.group(2)) : List.of(plain);
        }
        if (plain.equals("fracture, traumatic")) {
            // The Index has no other main term for a fracture that is not said to be pathological: the bare word leads
            // here.
            return List.of("fracture", "traumatic fracture", "fracture traumatic");
        }
        String[] parts = plain.split(", ?");
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

    /** Whether a title names only the rest of its group: no note says it. */
    static boolean isResidual(String title) {
        String plain = plain(title);
        return plain.startsWith("specified") || plain.startsWith("other specified") || plain.startsWith("unspecified");
    }

    private static String withoutSigns(String words) {
        StringBuilder kept = new StringBuilder(words.length());
        for (int i = 0; i < words.length(); i++) {
            char c = words.charAt(i);
            kept.append(SIGNS.indexOf(c) >= 0 ? ' ' : c);
        }
        return kept.toString();
    }

    private static boolean areSynonyms(String[] parts) {
        for (String part : parts) {
            boolean shares = part.length() >= STEM && part.regionMatches(0, parts[0], 0, STEM);
            if (part.indexOf(' ') >= 0 || !shares) {
                return false;
            }
        }
        return true;
    }
}
