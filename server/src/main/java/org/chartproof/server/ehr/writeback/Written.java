package org.chartproof.server.ehr.writeback;

import java.util.Optional;
import org.chartproof.server.ehr.identity.ToldId;

/**
 * A resource that an EHR was given, or was about to be.
 *
 * @param id under which the EHR knows it for ours
 * @param foreignId the EHR's own; empty where it is not known whether the EHR has it
 * @param etag at the EHR after the last writing
 * @param told as it was told last, as JSON
 * @param withdrawn whether that says that it was entered in error
 */
record Written(
        ToldId id, String type, Optional<String> foreignId, Optional<String> etag, String told, boolean withdrawn) {

    /** Whether the EHR has it just so. */
    boolean says(Draft draft) {
        return foreignId.isPresent() && told.equals(draft.json());
    }
}
