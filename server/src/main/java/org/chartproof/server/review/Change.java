package org.chartproof.server.review;

import java.util.Optional;
import org.hl7.fhir.r4.model.Resource;

/**
 * A resource that a transaction changes.
 *
 * @param before as it was stored; empty for a new one
 * @param after as it will be
 */
record Change<T extends Resource>(Optional<T> before, T after) {

    /** Type and id, e.g. {@code Claim/claim-e1}. */
    String key() {
        return key(after);
    }

    static String key(Resource resource) {
        return resource.fhirType() + "/" + resource.getIdElement().getIdPart();
    }
}
