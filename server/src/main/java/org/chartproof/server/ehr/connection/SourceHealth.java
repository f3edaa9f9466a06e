package org.chartproof.server.ehr.connection;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.chartproof.server.ehr.http.EhrUnavailable;
import org.chartproof.server.polling.Backoff;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether an EHR can be asked: a circuit breaker. After some failures in a row, or when the EHR says so, it is left alone for a while; then one request tries whether it is back, and the others wait
 * for how that goes.
 */
public final class SourceHealth {

    private static final Logger LOG = LoggerFactory.getLogger(SourceHealth.class);
    private static final int FAILURES_TO_OPEN = 4;
    private static final Duration PROBE = Duration.ofSeconds(30);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final String name;
    private final Backoff backoff;
    private final InstantSource clock;
    private int failures;
    private Instant closedUntil = Instant.EPOCH;
    private Instant pausedUntil = Instant.EPOCH;
    private Instant probeUntil = Instant.EPOCH;
    private Optional<Trouble> trouble = Optional.empty();
    private Optional<Instant> lastAnswer = Optional.empty();

    /**
     * What keeps an EHR from being asked.
     *
     * @param code   such as {@code no-connection}
     * @param reason in words
     * @param since  when it began
     */
    public record Trouble(String code, String reason, Instant since) {}

    SourceHealth(String name, Backoff backoff, InstantSource clock) {
        this.name = name;
        this.backoff = backoff;
        this.clock = clock;
    }

    /** @throws EhrUnavailable if nothing should be asked at the moment */
    synchronized void permit() {
        Instant now = clock.instant();
        Duration closed = closedFor();
        if (!closed.isZero()) {
            throw refuse(closed);
        }
        if (failures >= FAILURES_TO_OPEN) {
            if (now.isBefore(probeUntil)) {
                throw refuse(LOOK_AGAIN);
            }
            probeUntil = now.plus(PROBE);
        }
    }

    private EhrUnavailable refuse(Duration wait) {
        return EhrUnavailable.until(
                trouble.map(Trouble::code).orElse("paused"),
                trouble.map(Trouble::reason).orElse("It asked for a pause"),
                wait);
    }

    /** It answered, whatever it said. */
    synchronized void answered() {
        if (trouble.isPresent()) {
            LOG.info("The EHR {} answers again", name);
        }
        failures = 0;
        closedUntil = Instant.EPOCH;
        probeUntil = Instant.EPOCH;
        trouble = Optional.empty();
        lastAnswer = Optional.of(clock.instant());
    }

    /** It did not answer, or let nobody in. */
    synchronized void failed(EhrUnavailable why) {
        failures++;
        Instant now = clock.instant();
        trouble = Optional.of(new Trouble(
                why.code(),
                String.valueOf(why.getMessage()),
                trouble.map(Trouble::since).orElse(now)));
        probeUntil = Instant.EPOCH;
        if (failures >= FAILURES_TO_OPEN) {
            closedUntil = now.plus(backoff.after(failures - FAILURES_TO_OPEN + 1));
            if (failures == FAILURES_TO_OPEN) {
                LOG.warn("The EHR {} can't be asked for now ({}); it is tried again until it can", name, why.code());
            }
        }
    }

    /** It asks to be left alone for a while. */
    synchronized void pause(Duration wait) {
        Instant until = clock.instant().plus(wait);
        if (until.isAfter(pausedUntil)) {
            pausedUntil = until;
        }
    }

    /** What is wrong; empty while all is well. */
    public synchronized Optional<Trouble> trouble() {
        return trouble;
    }

    /** When it answered last. */
    public synchronized Optional<Instant> lastAnswer() {
        return lastAnswer;
    }

    /** How long it is left alone from now; zero if it can be asked. */
    public synchronized Duration closedFor() {
        Instant until = closedUntil.isAfter(pausedUntil) ? closedUntil : pausedUntil;
        Duration left = Duration.between(clock.instant(), until);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
