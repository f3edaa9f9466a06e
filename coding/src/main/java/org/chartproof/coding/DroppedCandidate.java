package org.chartproof.coding;

import java.util.List;

/**
 * A code that the note's words could stand for and that was not assigned, with the reason.
 *
 * @param code the code or category, with its dot
 * @param display its title
 * @param evidence the words, and the cue where there is one
 * @param reason why
 * @param detail one clause for a reader: the cue's kind, the excluding code, the guideline section; no words of the note
 */
public record DroppedCandidate(String code, String display, List<Evidence> evidence, Reason reason, String detail) {

    /** Why a candidate was dropped. */
    public enum Reason {
        NEGATED,
        FAMILY_HISTORY,
        OTHER_PERSON,
        HISTORICAL,
        HYPOTHETICAL,
        PLANNED,
        /** Uncertain in an outpatient setting (IV.H). */
        UNCERTAIN,
        /** A symptom integral to a confirmed diagnosis (I.B.5). */
        INTEGRAL_SYMPTOM,
        EXCLUDES1,
        /** A more specific code of the same category, or a combination code, stands for it. */
        LESS_SPECIFIC,
        /** It does not fit the patient's age or sex. */
        AGE_OR_SEX,
        /** No billable code for it in the release in force. */
        NOT_BILLABLE,
        /** It stands in a section that states no diagnosis of this encounter. */
        SECTION,
        /** Below the least confidence that is reported at all. */
        LOW_CONFIDENCE;

        /** As it stands in results: lower case with hyphens, e.g. {@code family-history}. */
        public String label() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    public DroppedCandidate {
        evidence = List.copyOf(evidence);
    }
}
