package org.chartproof.server.hl7.ledger;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A message as it stands in a list.
 *
 * @param id      its number
 * @param peer    address of the sender; empty where a person entered it
 * @param event   MSH-9, such as {@code ADT^A01}
 * @param ackCode MSA-1 of the answer
 * @param changedAt when its state last changed
 * @param copyOf  the message that it is an edited copy of
 */
public record MessageSummary(
        long id,
        String feed,
        Instant receivedAt,
        String peer,
        String controlId,
        String event,
        MessageState state,
        Optional<String> ackCode,
        int tries,
        Instant changedAt,
        Optional<Reason> reason,
        OptionalLong copyOf) {}
