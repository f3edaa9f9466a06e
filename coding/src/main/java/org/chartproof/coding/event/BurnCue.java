package org.chartproof.coding.event;

/** What a phrase of {@code burn-cues.tsv} says. */
enum BurnCue {
    /** That the note is of a burn. */
    BURN,
    FIRST_DEGREE,
    SECOND_DEGREE,
    THIRD_DEGREE,
    /** That a part is not burnt. */
    SPARED
}
