package org.chartproof.coding.event;

/** What words tell of an event with a drug: see {@code drug-events.tsv}. */
enum DrugEventCue {
    CAUSED_BY,
    CAUSES,
    EFFECT,
    RELIEF,
    NOT_THE_DRUG,
    OVERDOSE,
    INTAKE,
    SELF_HARM,
    ASSAULT,
    UNDETERMINED,
    HISTORY,
    LEFT_OUT,
    LEFT_OUT_BEHIND,
    STOPPING,
    BY_PROVIDER,
    /** Sounds like an event and is none: "no missed doses", "nonadherent gauze". */
    NO_EVENT,
    COST,
    FORGOT,
    AGE,
    OWN_CHOICE,
    CAREGIVER
}
