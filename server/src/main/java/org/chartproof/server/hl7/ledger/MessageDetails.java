package org.chartproof.server.hl7.ledger;

import java.util.List;
import java.util.Optional;

/**
 * All that is known of a message.
 *
 * @param raw       as received
 * @param ack       as answered
 * @param warnings  JSON array; as the mapping noted them
 * @param resources JSON array; versions that it wrote
 * @param history   what people did with it, oldest first
 * @param lanes     in which order it is mapped
 */
public record MessageDetails(
        MessageSummary summary,
        byte[] raw,
        Optional<byte[]> ack,
        String warnings,
        String resources,
        List<Action> history,
        Lanes lanes) {}
