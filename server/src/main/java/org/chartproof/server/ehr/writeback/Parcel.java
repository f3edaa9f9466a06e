package org.chartproof.server.ehr.writeback;

import java.time.Instant;
import java.util.Optional;
import org.chartproof.server.config.EhrSource.WriteBack.Kind;

/**
 * Something that an EHR is to be told of a claim.
 *
 * @param source name of the EHR
 * @param claim id of the Claim
 * @param news rises with each change of the claim
 * @param tries that failed so far for reasons of its own
 * @param reason why it is not told, without any content
 * @param hint what to do about it
 */
record Parcel(
        long id,
        String source,
        Kind kind,
        String claim,
        long news,
        State state,
        Instant queuedAt,
        Instant changedAt,
        int tries,
        Optional<String> reason,
        Optional<String> hint) {

    /** Where it stands. */
    enum State {
        /** To be told. */
        WAITING,
        /** The EHR has it. */
        SENT,
        /** Refused: waits for a person. */
        DEAD,
        /** A person said that it is not to be told, or a later one told it. */
        DISCARDED
    }
}
