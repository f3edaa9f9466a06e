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
    REGIMEN
}
