package org.chartproof.terminology.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Which texts have a word that begins with given letters. Words are sorted, so that the words of one beginning stand together; each has
 * the ascending numbers of its texts.
 */
final class WordIndex {

    /** A shorter word is not taken for a misspelt one. */
    private static final int SHORTEST_MISSPELT = 5;

    private final String[] words;
    private final int[][] texts;

    private WordIndex(SortedMap<String, IntStream.Builder> postings) {
        words = postings.keySet().toArray(new String[0]);
        texts = new int[words.length][];
        int word = 0;
        for (IntStream.Builder numbers : postings.values()) {
            texts[word++] = numbers.build().distinct().toArray();
        }
    }

    /** The words of a text: runs of letters and digits, in lower case. */
    static List<String> wordsOf(String text) {
        List<String> found = new ArrayList<>();
        String lower = text.toLowerCase(Locale.ROOT);
        int begin = -1;
        for (int i = 0; i <= lower.length(); i++) {
            boolean inWord = i < lower.length() && Character.isLetterOrDigit(lower.charAt(i));
            if (inWord && begin < 0) {
                begin = i;
            } else if (!inWord && begin >= 0) {
                found.add(lower.substring(begin, i));
                begin = -1;
            }
        }
        return found;
    }

    /** Collects texts in ascending order of their numbers. */
    static final class Builder {
        private final SortedMap<String, IntStream.Builder> postings = new TreeMap<>();

        /** Adds a word of a text. */
        void add(String word, int text) {
            postings.computeIfAbsent(word, none -> IntStream.builder()).add(text);
        }

        WordIndex build() {
            return new WordIndex(postings);
        }
    }

    /** The texts with a word that begins so; where there is none, those with a word that differs from it by one slip of the pen. */
    BitSet textsWith(String beginning) {
        BitSet found = new BitSet();
        for (int word = firstFrom(beginning); word < words.length && words[word].startsWith(beginning); word++) {
            add(found, word);
        }
        if (found.isEmpty() && beginning.length() >= SHORTEST_MISSPELT) {
            String initial = beginning.substring(0, 1);
            for (int word = firstFrom(initial); word < words.length && words[word].startsWith(initial); word++) {
                if (withinOneSlip(beginning, words[word])) {
                    add(found, word);
                }
            }
        }
        return found;
    }

    private int firstFrom(String beginning) {
        int found = Arrays.binarySearch(words, beginning);
        return found < 0 ? -found - 1 : found;
    }

    private void add(BitSet found, int word) {
        for (int text : texts[word]) {
            found.set(text);
        }
    }

    /** Whether one letter more, less, other or changed places turns one word into the other. */
    static boolean withinOneSlip(String typed, String word) {
        if (Math.abs(typed.length() - word.length()) > 1) {
            return false;
        }
        int same = 0;
        int shorter = Math.min(typed.length(), word.length());
        while (same < shorter && typed.charAt(same) == word.charAt(same)) {
            same++;
        }
        String typedRest = typed.substring(same);
        String wordRest = word.substring(same);
        if (typedRest.length() != wordRest.length()) {
            boolean more = typedRest.length() > wordRest.length();
            return more
                    ? typedRest.substring(1).equals(wordRest)
                    : wordRest.substring(1).equals(typedRest);
        }
        if (typedRest.isEmpty() || typedRest.substring(1).equals(wordRest.substring(1))) {
            return true;
        }
        return typedRest.length() >= 2
                && typedRest.charAt(0) == wordRest.charAt(1)
                && typedRest.charAt(1) == wordRest.charAt(0)
                && typedRest.substring(2).equals(wordRest.substring(2));
    }
}
