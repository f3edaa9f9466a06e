package org.chartproof.coding.section;

import java.util.Locale;

/** What a part of a note is for. */
public enum SectionKind {
    CHIEF_COMPLAINT(Weight.REASON),
    INDICATION(Weight.REASON),
    HISTORY_OF_PRESENT_ILLNESS(Weight.NARRATIVE),
    INTERVAL_HISTORY(Weight.NARRATIVE),
    PAST_MEDICAL_HISTORY(Weight.HISTORY),
    PAST_SURGICAL_HISTORY(Weight.HISTORY),
    OBSTETRIC_HISTORY(Weight.HISTORY),
    FAMILY_HISTORY(Weight.FAMILY),
    SOCIAL_HISTORY(Weight.NARRATIVE),
    REVIEW_OF_SYSTEMS(Weight.FINDING),
    PHYSICAL_EXAM(Weight.FINDING),
    VITAL_SIGNS(Weight.FINDING),
    LABORATORY(Weight.FINDING),
    IMAGING(Weight.FINDING),
    FINDINGS(Weight.FINDING),
    TECHNIQUE(Weight.NONE),
    MEDICATIONS(Weight.NONE),
    ALLERGIES(Weight.NONE),
    IMMUNIZATIONS(Weight.NONE),
    HOSPITAL_COURSE(Weight.NARRATIVE),
    PROCEDURES(Weight.FINDING),
    IMPRESSION(Weight.ASSESSMENT),
    ASSESSMENT(Weight.ASSESSMENT),
    PLAN(Weight.PLAN),
    ADMISSION_DIAGNOSIS(Weight.NARRATIVE),
    PREOPERATIVE_DIAGNOSIS(Weight.NARRATIVE),
    POSTOPERATIVE_DIAGNOSIS(Weight.ASSESSMENT),
    PRINCIPAL_DIAGNOSIS(Weight.PRINCIPAL),
    SECONDARY_DIAGNOSIS(Weight.ASSESSMENT),
    DISCHARGE_DIAGNOSIS(Weight.ASSESSMENT),
    DISPOSITION(Weight.PLAN),
    INSTRUCTIONS(Weight.NONE),
    OTHER(Weight.NARRATIVE);

    /** What a diagnosis that stands there is worth. */
    public enum Weight {
        /** The diagnosis chiefly responsible. */
        PRINCIPAL,
        /** The author's conclusion. */
        ASSESSMENT,
        /** What is done about it. */
        PLAN,
        /** Why the patient came. */
        REASON,
        /** The story. */
        NARRATIVE,
        /** What was before. */
        HISTORY,
        /** What relatives have. */
        FAMILY,
        /** What was seen or measured. */
        FINDING,
        /** States no diagnosis. */
        NONE;

        /** Whether what stands there is what the author concludes on. */
        public boolean concludes() {
            return this == PRINCIPAL || this == ASSESSMENT;
        }
    }

    private final Weight weight;
    private final String words = name().toLowerCase(Locale.ROOT).replace('_', ' ');

    SectionKind(Weight weight) {
        this.weight = weight;
    }

    /** Its name as a reader is told it: "chief complaint". */
    public String words() {
        return words;
    }

    /** Whether it tells what was before this encounter: what does not last is over. */
    public boolean tellsThePast() {
        return weight == Weight.HISTORY || this == SOCIAL_HISTORY || this == ALLERGIES;
    }

    /** What a diagnosis in such a section is worth. */
    public Weight weight() {
        return weight;
    }
}
