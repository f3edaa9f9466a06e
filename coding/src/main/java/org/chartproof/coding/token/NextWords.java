package org.chartproof.coding.token;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The words that a phrase may go on with, each with the place in the trie of phrases that it leads to. A bit for each word by its hash tells
 * most of those that lead nowhere. Filled once, then read by any number of threads.
 *
 * @param <N> a place in the trie
 */
public final class NextWords<N> {

    private final Map<String, N> places = new HashMap<>(2);
    private long goingOn;

    /**
     * The place that a word in normal form leads to.
     *
     * @param place makes it where there is none yet
     */
    public N add(String word, Supplier<N> place) {
        goingOn |= bit(word);
        return places.computeIfAbsent(word, none -> place.get());
    }

    /** The place that a word in normal form leads to; null if no phrase goes on with it. */
    public @Nullable N get(String word) {
        return (goingOn & bit(word)) == 0 ? null : places.get(word);
    }

    private static long bit(String word) {
        return 1L << (word.hashCode() * 0x9E3779B1 >>> Integer.SIZE - 6);
    }
}
