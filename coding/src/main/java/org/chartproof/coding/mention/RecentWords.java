package org.chartproof.coding.mention;

import org.jspecify.annotations.Nullable;

/**
 * Words that were asked for lately: most of a note's words are common ones, and what no term has would be corrected anew each time. A
 * table of fixed size in which a word has one of two places and the last two stay; an entry is whole or not there, for any number of
 * threads.
 */
final class RecentWords {

    private static final int SLOT_BITS = 16;

    private record Entry(String form, Word word) {}

    private final @Nullable Entry[] entries = new Entry[1 << SLOT_BITS];

    /** What was found out about a word in normal form; null if it was not asked for lately. */
    @Nullable
    Word get(String form) {
        int slot = slot(form);
        Entry last = entries[slot];
        if (last != null && last.form().equals(form)) {
            return last.word();
        }
        Entry beforeLast = entries[slot ^ 1];
        return beforeLast != null && beforeLast.form().equals(form) ? beforeLast.word() : null;
    }

    void put(String form, Word word) {
        int slot = slot(form);
        entries[slot ^ 1] = entries[slot];
        entries[slot] = new Entry(form, word);
    }

    private static int slot(String form) {
        return form.hashCode() * 0x9E3779B1 >>> Integer.SIZE - SLOT_BITS;
    }
}
