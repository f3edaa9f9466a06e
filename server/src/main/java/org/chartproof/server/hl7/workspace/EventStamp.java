package org.chartproof.server.hl7.workspace;

import java.time.Instant;

/**
 * Where a message stands among those that change the same resource.
 *
 * @param at      when what it tells was recorded by its sender
 * @param message its number in the ledger, which decides between two of the same time
 */
public record EventStamp(Instant at, long message) implements Comparable<EventStamp> {

    @Override
    public int compareTo(EventStamp other) {
        int byTime = at.compareTo(other.at);
        return byTime != 0 ? byTime : Long.compare(message, other.message);
    }
}
