package org.chartproof.server.hl7.workspace;

import java.util.Optional;
import org.hl7.fhir.r4.model.Resource;

/**
 * What a mapping would change.
 *
 * @param after  the resource as the mapping left it
 * @param before as it is stored; empty if it is not
 * @param stale  whether a newer event has changed it already, so that this change is not kept
 */
public record Draft(Resource after, Optional<Resource> before, boolean stale) {

    /** {@code Type/id}. */
    public String key() {
        return after.fhirType() + "/" + after.getIdElement().getIdPart();
    }
}
