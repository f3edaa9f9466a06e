package org.chartproof.coding;

/** Where the patient was seen: decides which half of the Official Guidelines holds (II and III, or IV). */
public enum Setting {
    /** Office, clinic, telehealth, same-day surgery. Uncertain diagnoses are not coded (IV.H). */
    OUTPATIENT,
    /** Emergency department; coded by the outpatient rules. */
    EMERGENCY,
    /** Admitted. Uncertain diagnoses at discharge are coded as if established (II.H, III.C). */
    INPATIENT;

    /** Whether section IV of the Guidelines holds. */
    public boolean outpatientRules() {
        return this != INPATIENT;
    }
}
