package org.chartproof.server.outbox;

import java.time.Instant;
import java.util.Optional;
import org.chartproof.hl7.out.BillingDestination.Kind;

/**
 * Something that a billing system is to be told.
 *
 * @param claim id of the Claim
 * @param tries answers of "try again" so far
 * @param controlId empty until the message is written
 * @param ackCode MSA-1 of the last answer
 * @param reason why it was not accepted, without any content
 */
public record Parcel(
        long id,
        String destination,
        Kind kind,
        String claim,
        State state,
        Instant queuedAt,
        Instant changedAt,
        int tries,
        Optional<String> controlId,
        Optional<String> ackCode,
        Optional<String> reason) {

    /** Where it stands. */
    public enum State {
        /** To be sent. */
        WAITING,
        /** Accepted. */
        SENT,
        /** Refused: waits for a person. */
        DEAD,
        /** A person said that it is not to be sent. */
        DISCARDED
    }
}
