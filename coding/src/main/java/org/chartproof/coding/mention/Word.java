package org.chartproof.coding.mention;

/**
 * What is known of a word form.
 *
 * @param number its number among the words of the terms, or {@link #UNKNOWN}
 * @param wordClass what it is between a term's words
 * @param others what else it can be read as, each as word numbers: "renal" as kidney, "CKD" as chronic kidney disease
 */
record Word(int number, WordClass wordClass, Reading[] others) {

    /** No term has it. */
    static final int UNKNOWN = -1;

    static final Reading[] NONE = {};

    /**
     * Another reading of a word.
     *
     * @param words their numbers
     * @param alone whether the reading names a condition without another word beside it
     * @param of the abbreviation whose conditions must hold; empty for a synonym
     */
    record Reading(int[] words, boolean alone, TermEntry[] of) {}

    static Word unknown(WordClass wordClass) {
        return new Word(UNKNOWN, wordClass, NONE);
    }
}
