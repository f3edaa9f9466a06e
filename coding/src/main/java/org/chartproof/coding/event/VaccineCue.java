package org.chartproof.coding.event;

/** What a phrase of {@code vaccine-cues.tsv} says. */
enum VaccineCue {
    VACCINE,
    GIVEN,
    NOT_NOW
}
