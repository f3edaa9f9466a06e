package org.chartproof.coding;

import java.util.List;
import org.chartproof.terminology.BillableCode;

/**
 * A diagnosis code assigned to the encounter.
 *
 * @param code billable on the date of service
 * @param role its place on the claim
 * @param confidence estimated probability that a second coder would assign it, 0..1
 * @param evidence the words it rests on, at least one span, in order of note and position
 * @param presentOnAdmission for inpatients; {@link PresentOnAdmission#NOT_APPLICABLE} else
 * @param trace how it was found
 */
public record CodedDiagnosis(
        BillableCode code,
        Role role,
        double confidence,
        List<Evidence> evidence,
        PresentOnAdmission presentOnAdmission,
        Trace trace) {

    /** The place of a diagnosis on a claim (Guidelines II, III, IV.G). */
    public enum Role {
        /** The condition established after study to be chiefly responsible for the admission (inpatient). */
        PRINCIPAL,
        /** The condition chiefly responsible for the services (outpatient). */
        FIRST_LISTED,
        /** Any other reportable diagnosis. */
        ADDITIONAL
    }

    /** The POA indicator (Guidelines, appendix I). */
    public enum PresentOnAdmission {
        /** Y. */
        YES,
        /** N. */
        NO,
        /** U: documentation insufficient. */
        UNKNOWN,
        /** W: clinically undetermined. */
        UNDETERMINED,
        /** The code is on the exempt list. */
        EXEMPT,
        /** Not an inpatient claim. */
        NOT_APPLICABLE
    }

    public CodedDiagnosis {
        evidence = List.copyOf(evidence);
        if (evidence.isEmpty()) {
            throw new IllegalArgumentException("no code without evidence: " + code);
        }
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("confidence is a probability: " + confidence);
        }
    }
}
