package org.chartproof.coding.token;

import org.jspecify.annotations.Nullable;

/**
 * Printed words and their normal forms, as notes were read before: nearly every word of a note stands in many. A table of fixed size in
 * which a word has one place by its hash and the last one stays, so that it can't grow with what is read. Safe for any number of
 * threads: an entry is whole or not there.
 */
public final class KnownWords {

    private static final int SLOTS = 1 << 14;

    private final @Nullable Entry[] entries = new Entry[SLOTS];

    /**
     * A word.
     *
     * @param form its normal form; one and the same object for all words of that form, so that looking it up compares no letters
     * @param capitals whether it is written in capitals throughout
     */
    record Entry(String printed, String form, boolean capitals) {

        static Entry of(String printed) {
            boolean capitals = printed.length() > 1;
            for (int i = 0; i < printed.length() && capitals; i++) {
                capitals = !Character.isLowerCase(printed.charAt(i));
            }
            return new Entry(printed, WordForm.of(printed).intern(), capitals);
        }
    }

    /** The word that stands somewhere in a text. */
    Entry at(String text, int begin, int end) {
        int hash = 0;
        for (int i = begin; i < end; i++) {
            hash = 31 * hash + text.charAt(i);
        }
        int slot = (hash ^ hash >>> 15) & SLOTS - 1;
        Entry known = entries[slot];
        if (known != null && known.printed.length() == end - begin && text.startsWith(known.printed, begin)) {
            return known;
        }
        Entry entry = Entry.of(text.substring(begin, end));
        entries[slot] = entry;
        return entry;
    }
}
