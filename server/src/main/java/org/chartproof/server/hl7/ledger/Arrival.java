package org.chartproof.server.hl7.ledger;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A received message on its way to disk.
 *
 * @param feed      name of the feed
 * @param receivedAt when its last byte came
 * @param peer      address of the sender
 * @param senderKey hash of feed, MSH-3, MSH-4 and MSH-10; empty where a second sending is not to be known as such
 * @param sha256    of the bytes
 * @param controlId MSH-10; may be empty
 * @param event     MSH-9.1 and MSH-9.2, such as {@code ADT^A01}; may be empty
 * @param lanes     order of mapping
 * @param state     WAITING, or what was decided at the door
 * @param reason    why, where it is REFUSED or DEAD
 * @param answer    what the sender is told once the message is stored; empty for nothing, or not yet
 * @param raw       as received
 * @param copyOf    the message that this one is an edited copy of
 */
public record Arrival(
        String feed,
        Instant receivedAt,
        String peer,
        OptionalLong senderKey,
        byte[] sha256,
        String controlId,
        String event,
        Lanes lanes,
        MessageState state,
        Optional<Reason> reason,
        Optional<Answer> answer,
        byte[] raw,
        OptionalLong copyOf) {

    /**
     * An acknowledgement.
     *
     * @param code  MSA-1
     * @param bytes as they are written to the sender, without a frame
     */
    public record Answer(String code, byte[] bytes) {}
}
