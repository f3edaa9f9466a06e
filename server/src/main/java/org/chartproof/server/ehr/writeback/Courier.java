package org.chartproof.server.ehr.writeback;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.chartproof.server.polling.Backoff;
import org.chartproof.server.polling.PollingThreads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells one EHR what waits for it, one claim after the other; on one node at a time. */
final class Courier implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);
    /** Kept from request to request; a node that dies is followed by another after it. */
    private static final Duration TURN = Duration.ofSeconds(30);

    private final String source;
    private final EhrOutbox outbox;
    private final Teller teller;
    private final Backoff backoff;
    private final int maxTries;
    private final MeterRegistry metrics;
    private final UUID token = UUID.randomUUID();
    private final PollingThreads thread;
    private int failures;

    Courier(String source, EhrOutbox outbox, Teller teller, Backoff backoff, int maxTries, MeterRegistry metrics) {
        this.source = source;
        this.outbox = outbox;
        this.teller = teller;
        this.backoff = backoff;
        this.maxTries = maxTries;
        this.metrics = metrics;
        this.thread = new PollingThreads("ehr-courier-" + source, 1, POLL, LONGEST_STOP, this::toldOne);
    }

    void start() {
        thread.start();
    }

    /** Tells that there is something to tell. */
    void wake() {
        thread.wake();
    }

    private boolean toldOne() {
        try {
            if (!hasTurn()) {
                return false;
            }
            Optional<Parcel> next = outbox.next(source);
            next.ifPresent(this::tell);
            return next.isPresent();
        } catch (RuntimeException e) {
            LOG.error(
                    "The outbox of the EHR {} can't be read or written, trying again: {}",
                    source,
                    e.getClass().getName());
            return false;
        }
    }

    private boolean hasTurn() {
        return outbox.lease(source, token, TURN);
    }

    private void tell(Parcel parcel) {
        Outcome outcome;
        try {
            outcome = teller.tell(parcel, this::hasTurn);
        } catch (RuntimeException e) {
            LOG.error(
                    "A claim can't be told to the EHR {}: {}",
                    source,
                    e.getClass().getName());
            outcome = new Outcome.Later(
                    "Reading it failed with " + e.getClass().getSimpleName(), Optional.empty(), false, false);
        }
        if (outcome instanceof Outcome.Later later) {
            later(parcel, later);
            return;
        }
        if (outcome instanceof Outcome.Left) {
            LOG.warn("Another node tells the EHR {} now", source);
            return;
        }
        well();
        if (outcome instanceof Outcome.Refused refused) {
            outbox.dead(parcel, refused.reason(), refused.hint());
            LOG.warn("The EHR {} refused what it was told of a claim; it is a dead letter", source);
            count("refused");
        } else if (outcome instanceof Outcome.Told) {
            outbox.sent(parcel);
            count("told");
        } else {
            outbox.drop(parcel);
        }
    }

    private void well() {
        failures = 0;
        outbox.fault(source, Optional.empty(), false);
    }

    private void later(Parcel parcel, Outcome.Later later) {
        if (later.everything()) {
            failures++;
            outbox.fault(source, Optional.of(later.reason()), later.person());
            outbox.again(parcel, later.reason(), later.retryAfter().orElseGet(() -> backoff.after(failures)), false);
            count(later.person() ? "not-let-in" : "unavailable");
        } else if (parcel.tries() + 1 >= maxTries) {
            outbox.dead(parcel, later.reason(), "It was tried " + maxTries + " times. Retry once the EHR is well.");
            LOG.warn("Something was told to the EHR {} too often in vain; it is a dead letter", source);
            count("tried-too-often");
        } else {
            outbox.again(
                    parcel,
                    later.reason(),
                    later.retryAfter().orElseGet(() -> backoff.after(parcel.tries() + 1)),
                    true);
            count("again");
        }
    }

    private void count(String outcome) {
        metrics.counter("chartproof.ehr.out", "source", source, "outcome", outcome)
                .increment();
    }

    /** Finishes what is in hand, then gives the turn back. */
    @Override
    public void close() {
        thread.close();
        try {
            outbox.release(source, token);
        } catch (RuntimeException e) {
            // The lease runs out by itself.
            LOG.debug("The turn of {} could not be given back", source);
        }
    }
}
