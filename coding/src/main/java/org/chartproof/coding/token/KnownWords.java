package org.chartproof.coding.token;

import org.jspecify.annotations.Nullable;

/**
 * Printed words and their normal forms, as notes were read before: nearly every word of a note stands in many. A table of fixed size in
 * which a word has one of four places and the last four stay, so that it can't grow with what is read. Safe for any number of threads: an
 * entry is whole or not there.
 */
public final class KnownWords {

    private static final int SLOT_BITS = 16;
    private static final int PLACES = 4;

    /** Letters in a long, a byte each. */
    private static final int PACKED = 8;

    /** Longer words, and those with letters beyond Latin-1, are rare: they are read anew. */
    private static final int LONGEST = 2 * PACKED;

    private static final int LAST_LATIN = 0xff;

    private final @Nullable Entry[] entries = new Entry[1 << SLOT_BITS];

    /**
     * A word.
     *
     * @param head its first eight letters
     * @param tail its next eight: a word is compared by two numbers, without touching letters elsewhere in memory
     * @param form its normal form; one and the same object for all words of that form, so that looking it up compares no letters
     * @param capitals whether it is written in capitals throughout, but for the s of a plural
     */
    record Entry(long head, long tail, String form, boolean capitals) {}

    /** The word that stands somewhere in a text. */
    Entry at(String text, int begin, int end) {
        if (end - begin > LONGEST) {
            return read(0, 0, text.substring(begin, end));
        }
        long head = 0;
        long tail = 0;
        for (int i = begin; i < end; i++) {
            char letter = text.charAt(i);
            if (letter > LAST_LATIN) {
                return read(0, 0, text.substring(begin, end));
            }
            if (i - begin < PACKED) {
                head = head << 8 | letter;
            } else {
                tail = tail << 8 | letter;
            }
        }
        long mixed = (head * 31 + tail) * 0x9E3779B97F4A7C15L;
        int first = (int) (mixed >>> Long.SIZE - SLOT_BITS) / PLACES * PLACES;
        for (int slot = first; slot < first + PLACES; slot++) {
            Entry known = entries[slot];
            if (known != null && known.head == head && known.tail == tail) {
                return known;
            }
        }
        Entry entry = read(head, tail, text.substring(begin, end));
        System.arraycopy(entries, first, entries, first + 1, PLACES - 1);
        entries[first] = entry;
        return entry;
    }

    /** A word that nothing is known of yet. */
    static Entry read(String printed) {
        return read(0, 0, printed);
    }

    private static Entry read(long head, long tail, String printed) {
        boolean capitals = printed.length() > 1;
        // The plural of an abbreviation, "PVCs", is no less one.
        boolean plural = printed.length() > 2 && printed.charAt(printed.length() - 1) == 's';
        int length = plural ? printed.length() - 1 : printed.length();
        for (int i = 0; i < length && capitals; i++) {
            capitals = !Character.isLowerCase(printed.charAt(i));
        }
        return new Entry(head, tail, WordForm.of(printed).intern(), capitals);
    }
}
