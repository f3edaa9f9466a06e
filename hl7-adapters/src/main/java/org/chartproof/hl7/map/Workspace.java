package org.chartproof.hl7.map;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Resource;

/**
 * Where the mapping of one message reads what is stored, and leaves what is to be stored. Resources are handed out as copies to be changed in place; after the mapping
 * those that differ from what is stored are written in one transaction. A resource that a later event has already changed is handed out as well, but changes of it are
 * not kept (and noted as {@link Warning}): an old message that comes late never overwrites a newer one.
 */
public interface Workspace {

    /**
     * The resource of an identity; at first sight a new, empty one under an id that is made from the identity alone.
     *
     * @return with its id set; the same object for the same resource throughout a message
     */
    <T extends Resource> T open(Class<T> type, Identity identity);

    /** The resource of an identity if it is stored or was opened before; changes are kept as with {@link #open}. */
    <T extends Resource> Optional<T> find(Class<T> type, Identity identity);

    /**
     * Makes a resource known under one more identity. An identity that belonged to another resource moves: that is what a merge of visits or a change of an
     * identifier is.
     *
     * @param resource from this workspace
     */
    void alias(Identity identity, Resource resource);

    /**
     * Stored resources of a type that refer to another by a search parameter, such as Encounters whose {@code subject} is a patient.
     *
     * @param parameter a FHIR search parameter of kind reference
     * @param target from this workspace
     */
    <T extends Resource> List<T> referring(Class<T> type, String parameter, Resource target);

    /**
     * Keeps the changes of a resource even if a later event has changed it already: they complete what that event said and overwrite nothing, as when a document arrives that
     * another one was waiting for.
     *
     * @param resource from this workspace
     */
    default void complete(Resource resource) {}

    /** Notes what a person should know and the message was mapped in spite of. */
    void warn(Warning warning);
}
