package org.chartproof.server.encounter;

import java.util.List;
import java.util.Optional;
import org.chartproof.server.ehr.identity.ToldId;
import org.hl7.fhir.r4.model.Coverage;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Patient;

/**
 * What is stored of one encounter, as far as coding reads it.
 *
 * @param encounter the encounter
 * @param patient its patient, where it names one that is stored
 * @param coverages the patient's active coverages, by id
 * @param documents all documents that name the encounter, whatever their status, by date and id; but none that this server gave to an EHR: codes are no evidence of themselves
 */
public record Chart(
        Encounter encounter, Optional<Patient> patient, List<Coverage> coverages, List<DocumentReference> documents) {

    public Chart {
        coverages = List.copyOf(coverages);
        documents = documents.stream()
                .filter(document -> !ToldId.isIn(document.getIdentifier()))
                .toList();
    }
}
