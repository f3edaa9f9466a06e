package org.chartproof.coding.event;

/** What a phrase of {@code obstetric-cues.tsv} says of a pregnancy. */
enum ObstetricCue {
    /** That there is one, where it is not denied. */
    PREGNANT,
    /** That there is one, even where what it names is denied: "no LOF". */
    WATCHED,
    /** That the child was born now. */
    BORN,
    /** That it was born now, and lives. */
    ALIVE,
    /** That it was born dead. */
    DEAD,
    /** That the birth was within the last weeks. */
    AFTER_BIRTH,
    /** That one of another time is spoken of: "before pregnancy", "pregnancy next year". */
    OTHER_TIME,
    TWINS,
    TRIPLETS
}
