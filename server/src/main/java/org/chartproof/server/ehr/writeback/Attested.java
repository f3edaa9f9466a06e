package org.chartproof.server.ehr.writeback;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.chartproof.server.ehr.identity.ForeignId;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Claim.ClaimStatus;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Encounter;

/**
 * The coding of an encounter that came from an EHR, as a person left it.
 *
 * @param state whether it counts
 * @param claim id of the Claim
 * @param patient in the EHR
 * @param encounter in the EHR
 * @param stay the encounter as it is stored here
 * @param diagnoses in claim order
 * @param attester who made the claim active, as people know them
 * @param at when
 */
record Attested(
        State state,
        String claim,
        ForeignId patient,
        ForeignId encounter,
        Encounter stay,
        List<Diagnosis> diagnoses,
        Optional<String> attester,
        Instant at) {

    Attested {
        diagnoses = List.copyOf(diagnoses);
    }

    /** Whether there is something to tell. */
    enum State {
        /** A person has attested it. */
        ACTIVE,
        /** It is open (again): nothing is told until a person attests it. */
        OPEN,
        /** It was taken back. */
        WITHDRAWN;

        static State of(Claim claim) {
            if (claim.getStatus() == ClaimStatus.ACTIVE) {
                return ACTIVE;
            }
            return claim.getStatus() == ClaimStatus.CANCELLED || claim.getStatus() == ClaimStatus.ENTEREDINERROR
                    ? WITHDRAWN
                    : OPEN;
        }
    }

    /**
     * A diagnosis of the claim.
     *
     * @param condition id of its Condition here
     * @param code as the claim has it
     * @param role principal, first-listed or nothing
     * @param onAdmission the indicator, as the claim has it
     * @param words of the notes that prove it
     */
    record Diagnosis(
            String condition, Coding code, Optional<String> role, Optional<String> onAdmission, List<String> words) {
        Diagnosis {
            words = List.copyOf(words);
        }
    }
}
