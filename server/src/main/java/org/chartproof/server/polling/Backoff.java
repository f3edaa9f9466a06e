package org.chartproof.server.polling;

import java.time.Duration;

/**
 * How long to wait before something that failed is tried again: twice as long after each failure.
 *
 * @param first wait after the first failure
 * @param longest the wait never exceeds this
 */
public record Backoff(Duration first, Duration longest) {

    private static final int MOST_DOUBLINGS = 20;

    /** @param failures so far, at least one */
    public Duration after(int failures) {
        Duration delay = first.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        return delay.compareTo(longest) > 0 ? longest : delay;
    }
}
