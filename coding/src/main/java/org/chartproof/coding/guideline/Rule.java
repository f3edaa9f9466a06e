package org.chartproof.coding.guideline;

/** A rule of the Official Guidelines, applied to the draft of a claim. */
interface Rule {

    /** Its name and section, as a reviewer is shown it. */
    String name();

    /** Applies it. */
    void apply(Draft draft);
}
