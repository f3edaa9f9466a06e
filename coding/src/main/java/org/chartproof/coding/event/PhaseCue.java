package org.chartproof.coding.event;

/** What words tell of the healing of an injury: see {@code phase-cues.tsv}. */
enum PhaseCue {
    /** Routine care in healing or recovery. */
    HEALING,
    /** How long ago an operation was, or that the visit is one after it. */
    RECOVERY,
    DELAYED,
    NONUNION,
    MALUNION
}
