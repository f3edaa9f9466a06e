package org.chartproof.coding.mention;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Phrases as a trie of word numbers in one open-addressed table: for the 300,000 terms of the full code set a fraction of the
 * memory of a map at each node, and one probe a word. Built once, then read by any number of threads.
 */
public final class PhraseTrie {

    /** No node, no value. */
    static final int NONE = -1;

    /** The node where each walk begins. */
    static final int ROOT = 0;

    private final Map<String, Integer> words = new HashMap<>();
    private long[] keys = new long[1 << 12];
    private int[] children = new int[1 << 12];
    private int[] values = new int[1 << 10];
    private int nodes = 1;

    /** An empty trie. */
    public PhraseTrie() {
        Arrays.fill(keys, NONE);
        Arrays.fill(values, NONE);
    }

    /**
     * Adds a phrase, or finds it.
     *
     * @return its node, for {@link #setValue}
     */
    int add(List<String> phrase) {
        int node = ROOT;
        for (String word : phrase) {
            Integer known = words.putIfAbsent(word, words.size());
            int number = known == null ? words.size() - 1 : known;
            int child = child(node, number);
            if (child == NONE) {
                child = nodes++;
                insert(key(node, number), child);
            }
            node = child;
        }
        if (node >= values.length) {
            int before = values.length;
            values = Arrays.copyOf(values, Math.max(node + 1, before * 2));
            Arrays.fill(values, before, values.length, NONE);
        }
        return node;
    }

    void setValue(int node, int value) {
        values[node] = value;
    }

    /** The value of the phrase that ends at a node. */
    int value(int node) {
        return node < values.length ? values[node] : NONE;
    }

    /** The node one word on. */
    int next(int node, String word) {
        Integer number = words.get(word);
        return number == null ? NONE : child(node, number);
    }

    private int child(int node, int word) {
        long key = key(node, word);
        for (int slot = slot(key); keys[slot] != NONE; slot = (slot + 1) & (keys.length - 1)) {
            if (keys[slot] == key) {
                return children[slot];
            }
        }
        return NONE;
    }

    private void insert(long key, int child) {
        if (nodes * 2 > keys.length) {
            grow();
        }
        int slot = slot(key);
        while (keys[slot] != NONE) {
            slot = (slot + 1) & (keys.length - 1);
        }
        keys[slot] = key;
        children[slot] = child;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldChildren = children;
        keys = new long[oldKeys.length * 2];
        children = new int[oldKeys.length * 2];
        Arrays.fill(keys, NONE);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != NONE) {
                int slot = slot(oldKeys[i]);
                while (keys[slot] != NONE) {
                    slot = (slot + 1) & (keys.length - 1);
                }
                keys[slot] = oldKeys[i];
                children[slot] = oldChildren[i];
            }
        }
    }

    private static long key(int node, int word) {
        return ((long) node << 32) | word;
    }

    private int slot(long key) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 40) & (keys.length - 1);
    }
}
