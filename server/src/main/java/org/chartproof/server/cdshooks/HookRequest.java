package org.chartproof.server.cdshooks;

import java.net.URI;
import java.util.Optional;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Patient;

/**
 * What an EHR asks.
 *
 * @param source where the ids come from and how more can be read there; empty if the EHR names no FHIR server
 * @param user {@code Practitioner/ID} or the like, in the EHR
 * @param patient id in the EHR
 * @param encounter id in the EHR
 * @param prefetchedPatient as the EHR sent it along
 * @param prefetchedEncounter as the EHR sent it along
 */
record HookRequest(
        Optional<Source> source,
        String user,
        String patient,
        Optional<String> encounter,
        Optional<Patient> prefetchedPatient,
        Optional<Encounter> prefetchedEncounter) {

    /**
     * The FHIR server of the EHR.
     *
     * @param base without a slash at its end
     * @param token to read there for this user; empty if the EHR gave none
     */
    record Source(URI base, Optional<String> token) {
        @Override
        public String toString() {
            return "Source[" + base + "]";
        }
    }
}
