package org.chartproof.terminology;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/**
 * Finds the rows of a table by their words in any order. A row's whole path goes before a part of it ({@code penicillin} for
 * {@code Antibiotic, aminoglycoside}); a part leads somewhere only if every row that it could mean says the same.
 */
final class WordLookup<T> {

    private static final Pattern PARENTHESES = Pattern.compile("\\([^()]*\\)");
    private static final Pattern PLURAL = Pattern.compile("(?<=[A-Za-z])\\((?:s|es)\\)");
    private static final String SIGNS = ".,;:*#\u25ca\"[]";
    /** Words that a note has or leaves out without meaning anything by it. */
    private static final Set<String> IGNORED = Set.of("nec", "nos", "of", "the", "and");

    private final Map<String, T> whole = new HashMap<>();
    private final Unambiguous<T> synonyms;
    private final Unambiguous<T> lastTitles;

    /** @param saysTheSame whether two rows lead to the same codes */
    WordLookup(BiPredicate<T, T> saysTheSame) {
        synonyms = new Unambiguous<>(saysTheSame);
        lastTitles = new Unambiguous<>(saysTheSame);
    }

    /**
     * Adds a row; of two with the same words the first stays.
     *
     * @param path the titles that lead to it, the row's own last
     */
    void add(List<String> path, T row) {
        whole.putIfAbsent(key(String.join(" ", path)), row);
        for (String wording : alternatives(path)) {
            synonyms.add(key(wording), row);
        }
        lastTitles.add(key(path.get(path.size() - 1)), row);
    }

    /** The row that words name, in any order and case. */
    Optional<T> find(String words) {
        String key = key(words);
        return Optional.ofNullable(whole.get(key)).or(() -> synonyms.find(key)).or(() -> lastTitles.find(key));
    }

    /** Rows by wordings that may mean several: those that do are given up. */
    private static final class Unambiguous<T> {
        private final BiPredicate<T, T> saysTheSame;
        private final Map<String, T> rows = new HashMap<>();
        private final Set<String> givenUp = new HashSet<>();

        Unambiguous(BiPredicate<T, T> saysTheSame) {
            this.saysTheSame = saysTheSame;
        }

        void add(String key, T row) {
            if (key.isEmpty() || givenUp.contains(key)) {
                return;
            }
            T other = rows.putIfAbsent(key, row);
            if (other != null && !saysTheSame.test(other, row)) {
                rows.remove(key);
                givenUp.add(key);
            }
        }

        Optional<T> find(String key) {
            return Optional.ofNullable(rows.get(key));
        }
    }

    /** "abdomen, abdominal" is either word; each step of the path on its own choice. */
    private static List<String> alternatives(List<String> path) {
        List<String> wordings = List.of("");
        for (String title : path) {
            List<String> longer = new ArrayList<>();
            String[] choices = title.split(", ");
            for (String wording : wordings) {
                for (String choice : choices) {
                    longer.add(wording + " " + choice);
                }
                longer.add(wording + " " + title);
            }
            wordings = longer;
        }
        return wordings;
    }

    /** The words sorted, without what does not count, so that order and punctuation do not matter. */
    private static String key(String words) {
        String plain = words.toLowerCase(Locale.ROOT);
        if (plain.indexOf('(') >= 0) {
            plain = PARENTHESES.matcher(PLURAL.matcher(plain).replaceAll("")).replaceAll(" ");
        }
        Set<String> sorted = new TreeSet<>();
        for (String word : plain.split("\\s+")) {
            int begin = 0;
            int end = word.length();
            while (begin < end && SIGNS.indexOf(word.charAt(begin)) >= 0) {
                begin++;
            }
            while (end > begin && SIGNS.indexOf(word.charAt(end - 1)) >= 0) {
                end--;
            }
            String bare = word.substring(begin, end);
            if (!bare.isEmpty() && !IGNORED.contains(bare)) {
                sorted.add(bare);
            }
        }
        return String.join(" ", sorted);
    }
}
