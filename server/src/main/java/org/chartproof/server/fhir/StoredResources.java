package org.chartproof.server.fhir;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.IdType;

/**
 * What is stored, by its id, as the server itself reads it: in the transaction under way, without a caller's rights.
 *
 * @param daos of HAPI
 */
public record StoredResources(DaoRegistry daos) {

    /**
     * The current version of a resource.
     *
     * @param id of any writing; its type and version do not count
     * @return empty if there is none, if it was deleted, or if the id has no id part
     */
    public <T extends IBaseResource> Optional<T> read(Class<T> type, IIdType id) {
        if (!id.hasIdPart()) {
            return Optional.empty();
        }
        try {
            return Optional.of(daos.getResourceDao(type)
                    .read(new IdType(type.getSimpleName(), id.getIdPart()), new SystemRequestDetails()));
        } catch (ResourceNotFoundException | ResourceGoneException e) {
            return Optional.empty();
        }
    }

    /**
     * The current version of a resource.
     *
     * @param id with its type, one of {@link ResourceTypes#supported()}
     * @return empty if there is none or it was deleted
     */
    public Optional<IBaseResource> read(IIdType id) {
        try {
            return Optional.of(daos.getResourceDao(id.getResourceType())
                    .read(id.toUnqualifiedVersionless(), new SystemRequestDetails()));
        } catch (ResourceNotFoundException | ResourceGoneException e) {
            return Optional.empty();
        }
    }
}
