package org.chartproof.coding.event;

/** What the words around the name of a drug say of its use: see {@code drug-cues.tsv}. */
enum DrugCue {
    TAKEN,
    KEPT,
    STOPPED,
    STARTED,
    GIVEN,
    COURSE,
    AS_NEEDED,
    LASTING,
    REGULAR,
    REGIMEN,
    /** On the skin, in the eye, in the nose: it does not act on the whole body. */
    LOCAL
}
