package org.chartproof.server.hl7.ledger;

import java.time.Instant;

/**
 * A stored message that is to be mapped.
 *
 * @param id         its number in the ledger
 * @param feed       name of the feed that it came by
 * @param lanes      order of mapping
 * @param tries      attempts so far
 * @param reused     whether the sender used its control id before, for other bytes
 * @param raw        as received
 */
public record Received(
        long id,
        String feed,
        Instant receivedAt,
        String controlId,
        Lanes lanes,
        int tries,
        boolean reused,
        byte[] raw) {}
