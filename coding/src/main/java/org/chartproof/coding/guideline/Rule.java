package org.chartproof.coding.guideline;

/** A step of the Guidelines on the draft of a claim: carries out one or more named rules. */
interface Rule {

    /** Applies it. */
    void apply(Draft draft);
}
