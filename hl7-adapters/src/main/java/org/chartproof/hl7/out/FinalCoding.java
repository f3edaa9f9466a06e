package org.chartproof.hl7.out;

import java.util.List;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Procedure;

/**
 * The final coding of an encounter, as it is told to billing.
 *
 * @param claim with diagnoses in the order of the claim, the principal or first-listed first
 * @param procedures coded ones of the encounter, in the order of the claim; may be empty
 */
public record FinalCoding(Patient patient, Encounter encounter, Claim claim, List<Procedure> procedures) {

    public FinalCoding {
        procedures = List.copyOf(procedures);
    }
}
