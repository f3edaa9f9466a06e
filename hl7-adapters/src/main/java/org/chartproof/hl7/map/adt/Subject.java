package org.chartproof.hl7.map.adt;

import java.util.Optional;
import org.chartproof.hl7.map.Mapping.Unmappable;
import org.chartproof.hl7.map.Translation;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Patient;

/** Whom a message is about: the patient of its PID and the visit of its PV1. */
public sealed interface Subject {

    /**
     * They are known, and hold what the message says of them.
     *
     * @param encounter empty if the message has no PV1, or none that tells which visit it is
     */
    record Known(Patient patient, Optional<Encounter> encounter) implements Subject {}

    /** They can't be told: the message can't be mapped. */
    record Refused(Unmappable reason) implements Subject {}

    /**
     * Finds and updates the patient and the visit of a message; makes them at first sight.
     *
     * @param event what the message tells of the visit
     */
    static Subject of(Translation translation, VisitEvent event) {
        Optional<Patient> patient = PatientMapping.map(translation);
        return patient.isEmpty()
                ? new Refused(Refusals.noPatientIdentifier())
                : VisitMapping.map(translation, patient.get(), event);
    }
}
