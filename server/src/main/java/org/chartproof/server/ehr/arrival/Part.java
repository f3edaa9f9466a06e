package org.chartproof.server.ehr.arrival;

import java.util.Optional;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.Resource;

/**
 * One resource of a unit, as it came.
 *
 * @param content of a document; its id is yet to be given
 * @param patient whose it is
 */
record Part(
        ResourceKey key, Resource resource, Edition edition, Optional<Binary> content, Optional<ResourceKey> patient) {}
