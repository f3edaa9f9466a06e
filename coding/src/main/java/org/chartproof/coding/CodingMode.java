package org.chartproof.coding;

/** What a result is for. */
public enum CodingMode {
    /** A claim: the Guidelines decide what is reported, in which order. */
    CLAIM,
    /**
     * A problem-by-problem reading: each condition that the note says the patient has or had is coded, symptoms beside the diagnosis
     * that explains them included. For registries, searches, and measuring against mention-level gold.
     */
    MENTIONS
}
