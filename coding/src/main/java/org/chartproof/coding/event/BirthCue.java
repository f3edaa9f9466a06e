package org.chartproof.coding.event;

/** What a phrase of {@code birth-cues.tsv} says of a newborn's birth. */
enum BirthCue {
    /** That the patient is a newborn. */
    NEWBORN,
    VAGINAL,
    CESAREAN,
    /** At home or on the way. */
    OUTSIDE,
    /** In another hospital, or before this stay. */
    ELSEWHERE,
    TWIN,
    TRIPLET,
    BIRTH_WEIGHT,
    /** A gestational diabetes of the mother. */
    GESTATIONAL_DIABETES
}
