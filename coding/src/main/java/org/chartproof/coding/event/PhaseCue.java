package org.chartproof.coding.event;

/** What words tell of the healing of an injury: see {@code phase-cues.tsv}. */
enum PhaseCue {
    /** Routine care in healing or recovery. */
    HEALING,
    DELAYED,
    NONUNION,
    MALUNION
}
