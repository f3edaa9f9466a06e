package org.chartproof.coding.mention;

import java.util.Arrays;

/**
 * Sets of words as a trie of word numbers in one open-addressed table: each set is a path of its numbers in rising order, so that all
 * sets within some words are found by one descent, whatever the order in which a note has them. For the 300,000 terms of the full
 * code set a fraction of the memory of a map at each node, and one probe a word. Built once, then read by any number of threads.
 */
final class WordSetTrie {

    /** No node, no value. */
    static final int NONE = -1;

    /** The node where each descent begins. */
    static final int ROOT = 0;

    private long[] keys = new long[1 << 12];
    private int[] children = new int[1 << 12];
    private int[] values = new int[1 << 10];

    /** For each node a bit for each word that goes on from it, by the word's lowest bits: tells most that do not. */
    private long[] goingOn = new long[1 << 10];

    /** The nodes one word on from the root: each descent begins there. */
    private int[] first = new int[0];

    /** For each word a bit for each other word of the sets that begin with it, by that word's lowest bits. */
    private long[] together = new long[0];

    private int nodes = 1;

    /** An empty trie. */
    WordSetTrie() {
        Arrays.fill(keys, NONE);
        Arrays.fill(values, NONE);
    }

    /**
     * Adds a set, or finds it.
     *
     * @param words distinct, rising
     * @return its node, for {@link #setValue}
     */
    int add(int[] words) {
        int node = ROOT;
        for (int word : words) {
            int child = next(node, word);
            if (child == NONE) {
                child = nodes++;
                insert(node, word, child);
                makeRoom(child);
                goingOn[node] |= 1L << word;
            }
            node = child;
        }
        for (int word : words) {
            together[words[0]] |= 1L << word;
        }
        return node;
    }

    /** Bits of the words of the sets that begin with a word: a word whose bit, that of its lowest bits, is not set is in none of them. */
    long together(int firstWord) {
        return together[firstWord];
    }

    private void makeRoom(int node) {
        if (node >= values.length) {
            int before = values.length;
            values = Arrays.copyOf(values, before * 2);
            Arrays.fill(values, before, values.length, NONE);
            goingOn = Arrays.copyOf(goingOn, before * 2);
        }
    }

    void setValue(int node, int value) {
        values[node] = value;
    }

    /** The value of the set that ends at a node. */
    int value(int node) {
        return values[node];
    }

    /** Whether larger sets go on from a node. */
    boolean goesOn(int node) {
        return goingOn[node] != 0;
    }

    /** The node one word on. */
    int next(int node, int word) {
        if (node == ROOT) {
            return word < first.length ? first[word] : NONE;
        }
        if ((goingOn[node] & 1L << word) == 0) {
            return NONE;
        }
        long key = key(node, word);
        for (int slot = slot(key); keys[slot] != NONE; slot = (slot + 1) & (keys.length - 1)) {
            if (keys[slot] == key) {
                return children[slot];
            }
        }
        return NONE;
    }

    private void insert(int node, int word, int child) {
        if (node == ROOT) {
            if (word >= first.length) {
                int before = first.length;
                first = Arrays.copyOf(first, Math.max(word + 1, before * 2));
                together = Arrays.copyOf(together, first.length);
                Arrays.fill(first, before, first.length, NONE);
            }
            first[word] = child;
            return;
        }
        long key = key(node, word);
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
