package org.chartproof.server.profile;

import org.hl7.fhir.utilities.http.ManagedWebAccess;
import org.hl7.fhir.utilities.http.ManagedWebAccess.WebAccessPolicy;

/**
 * The way out of the HL7 validator. Left alone, it asks public package registries for what it does not know, for one when a
 * StructureDefinition is validated; this server asks nobody.
 */
public final class ValidatorNetwork {

    private ValidatorNetwork() {}

    /** Closes it for this process. Asking twice changes nothing. */
    public static void close() {
        ManagedWebAccess.setAccessPolicy(WebAccessPolicy.PROHIBITED);
    }
}
