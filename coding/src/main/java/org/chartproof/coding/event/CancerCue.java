package org.chartproof.coding.event;

/** What the words around a cancer tell of its treatment: see {@code cancer-cues.tsv}. */
enum CancerCue {
    /** None is left. */
    FREE,
    /** It was cut out. */
    REMOVED,
    /** It was irradiated or treated with drugs. */
    TREATED,
    /** It is there, or is being treated. */
    ACTIVE,
    /** It has spread; where it began may be gone. */
    SPREAD,
    REMISSION,
    RELAPSE,
    /** What stands with it is over. */
    FINISHED,
    /** The visit looks for a recurrence. */
    SURVEILLANCE,
    /** What the patient came for stands behind. */
    VISIT_FOR,
    CHEMOTHERAPY,
    IMMUNOTHERAPY,
    RADIATION,
    /** A dose of radiation. */
    FRACTION,
    /** A visit in the course of radiation. */
    ON_TREATMENT,
    /** Treatment was not given. */
    HELD
}
