package org.chartproof.server.ehr.writeback;

import java.util.Optional;

/**
 * A resource that an EHR was given, or was about to be.
 *
 * @param name value of the identifier under which the EHR has it
 * @param foreignId id at the EHR; empty until it is known
 * @param etag at the EHR after the last writing
 * @param told as it was told last, as JSON; empty until it was
 * @param withdrawn whether the EHR was told that it was entered in error
 */
record Written(
        String name,
        String type,
        Optional<String> foreignId,
        Optional<String> etag,
        Optional<String> told,
        boolean withdrawn) {}
