package org.chartproof.hl7.send;

import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

/** Spreads messages evenly over time. A message that had to wait does not make those after it come faster. */
final class Pace {

    private final long intervalNanos;
    private long next = System.nanoTime();

    /** @param rate messages a second; empty for as fast as it goes */
    Pace(OptionalDouble rate) {
        this.intervalNanos = rate.isPresent() ? (long) (TimeUnit.SECONDS.toNanos(1) / rate.getAsDouble()) : 0;
    }

    /** Waits until it is time for a message. */
    void await() throws InterruptedException {
        if (intervalNanos == 0) {
            return;
        }
        long wait;
        synchronized (this) {
            long now = System.nanoTime();
            long slot = next - now > 0 ? next : now;
            next = slot + intervalNanos;
            wait = slot - now;
        }
        TimeUnit.NANOSECONDS.sleep(wait);
    }
}
