package org.chartproof.coding.candidate;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What was found out about codes, each once: the codes of notes are common ones for the most part. Safe for any number of threads; grows
 * with the code set at most.
 *
 * @param <V> what is found out
 */
public final class KnownCodes<V> {

    private final Map<String, V> known = new ConcurrentHashMap<>();
    private final Function<String, V> find;

    /** @param find finds out about a code that was not asked about before */
    public KnownCodes(Function<String, V> find) {
        this.find = find;
    }

    /** What is known of a code. */
    public V of(String code) {
        // A look without the lock that a look-and-add takes.
        V value = known.get(code);
        return value != null ? value : known.computeIfAbsent(code, find);
    }
}
