package org.chartproof.server.status;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Figures that cost something to read, such as counts of the database: read at most once in a while, however many metrics and pages ask.
 *
 * @param <T> the figures
 */
public final class Fresh<T> {

    private final long nanos;
    private final Supplier<T> read;
    private Optional<T> last = Optional.empty();
    private long readAt;

    /**
     * @param time how long figures count as fresh
     * @param read reads them
     */
    public Fresh(Duration time, Supplier<T> read) {
        this.nanos = time.toNanos();
        this.read = read;
    }

    /** The figures, no older than they may be. */
    public synchronized T get() {
        if (last.isEmpty() || System.nanoTime() - readAt > nanos) {
            last = Optional.of(read.get());
            readAt = System.nanoTime();
        }
        return last.get();
    }
}
