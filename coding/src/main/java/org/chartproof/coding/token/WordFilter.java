package org.chartproof.coding.token;

/**
 * The words that a table looks for, a bit for each by its hash: most words of a note stand in no table, and one look at a bit tells
 * so. Filled once, then read by any number of threads.
 */
public final class WordFilter {

    /** Few enough to stay near the processor, enough to tell a table's words from nearly all others. */
    private static final int INDEX_BITS = 14;

    private final long[] bits = new long[(1 << INDEX_BITS) / Long.SIZE];

    /** Adds a word in normal form. */
    public void add(String form) {
        int bit = bit(form);
        bits[bit / Long.SIZE] |= 1L << bit;
    }

    /** Whether a word in normal form may be one of them; false for nearly all that are not. */
    public boolean mayHave(String form) {
        int bit = bit(form);
        return (bits[bit / Long.SIZE] & 1L << bit) != 0;
    }

    private static int bit(String form) {
        return form.hashCode() * 0x9E3779B1 >>> Integer.SIZE - INDEX_BITS;
    }
}
