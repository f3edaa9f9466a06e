package org.chartproof.coding.mention;

import org.jspecify.annotations.Nullable;

/**
 * Words that were asked for lately: most of a note's words are common ones, and what no term has would be corrected anew each time. A
 * table of fixed size in which a word has one of four places and the last four stay; an entry is whole or not there, for any number of
 * threads.
 */
final class RecentWords {

    private static final int SLOT_BITS = 16;
    private static final int PLACES = 4;

    private record Entry(String form, Word word) {}

    private final @Nullable Entry[] entries = new Entry[1 << SLOT_BITS];

    /** What was found out about a word in normal form; null if it was not asked for lately. */
    @Nullable
    Word get(String form) {
        int first = firstSlot(form);
        for (int slot = first; slot < first + PLACES; slot++) {
            Entry known = entries[slot];
            if (known != null && known.form().equals(form)) {
                return known.word();
            }
        }
        return null;
    }

    void put(String form, Word word) {
        int first = firstSlot(form);
        System.arraycopy(entries, first, entries, first + 1, PLACES - 1);
        entries[first] = new Entry(form, word);
    }

    private static int firstSlot(String form) {
        return (form.hashCode() * 0x9E3779B1 >>> Integer.SIZE - SLOT_BITS) / PLACES * PLACES;
    }
}
