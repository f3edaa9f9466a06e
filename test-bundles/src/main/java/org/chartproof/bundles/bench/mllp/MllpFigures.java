package org.chartproof.bundles.bench.mllp;

import java.util.Locale;

/**
 * What one contender did under one number of senders.
 *
 * @param connections senders, each of which waits for its answer before it sends the next message
 * @param messages answered in the time that counted
 * @param seconds that time
 * @param p50Millis half of them were answered within
 * @param p99Millis ninety-nine of a hundred were answered within
 * @param longestMillis the longest wait
 * @param cpuMicros of this process without its senders, a message; other processes, such as a database, not counted
 * @param refused messages that were not accepted
 */
public record MllpFigures(
        int connections,
        long messages,
        double seconds,
        double p50Millis,
        double p99Millis,
        double longestMillis,
        double cpuMicros,
        long refused) {

    /** Messages a second. */
    public double rate() {
        return messages / seconds;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%3d connections: %8.0f messages/s; answer p50 %.2f ms, p99 %.2f ms, longest %.0f ms; %.0f us CPU a message%s",
                connections,
                rate(),
                p50Millis,
                p99Millis,
                longestMillis,
                cpuMicros,
                refused == 0 ? "" : "; " + refused + " NOT ACCEPTED");
    }
}
