package org.chartproof.server.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * One access, change or refusal.
 *
 * @param recorded    when
 * @param action      what was done, or would have been
 * @param interaction of the value set restful-interaction, or the name of an operation
 * @param refused     whether it was not done since the caller may not
 * @param resource    what it was done to; empty for a search
 * @param patient     id of the patient that it is about
 * @param agent       who
 * @param requestId   as the answer told it
 * @param query       what was asked; as sensitive as a chart
 */
record AuditRecord(
        Instant recorded,
        AuditedAction action,
        String interaction,
        boolean refused,
        Optional<Resource> resource,
        Optional<String> patient,
        Agent agent,
        Optional<String> requestId,
        Optional<String> query) {

    /**
     * A resource.
     *
     * @param type    such as {@code Claim}
     * @param id      empty where it has none yet
     * @param version empty where any is meant
     */
    record Resource(String type, Optional<String> id, Optional<String> version) {}

    /**
     * Who did it.
     *
     * @param subject at the issuer of the token
     * @param client  the program
     * @param person  as a resource, such as {@code Practitioner/example}
     * @param roles   words parted by spaces
     * @param address of the network
     * @param purpose of the code system v3-ActReason
     */
    record Agent(
            String subject,
            String client,
            Optional<String> person,
            String roles,
            String address,
            Optional<String> purpose) {}
}
