package org.chartproof.server.ehr.writeback;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import org.chartproof.server.ehr.connection.Ehr;
import org.chartproof.server.ehr.http.EhrUnavailable;
import org.chartproof.server.ehr.turn.Chore;
import org.chartproof.server.ehr.turn.TurnLost;
import org.chartproof.server.polling.Backoff;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells one EHR what waits for it, one claim after the other, until nothing is due. While the EHR as a whole can't be told, nothing is lost and no try is counted. */
final class Courier implements Chore {

    /** Its name among the chores of an EHR. */
    static final String WORK = "tell";

    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    /** It is asked for in the transaction that has something to tell; this is for nothing but a clock that was put back. */
    private static final Duration LONGEST_REST = Duration.ofMinutes(1);

    private final String source;
    private final EhrOutbox outbox;
    private final Teller teller;
    private final Backoff backoff;
    private final int maxTries;
    private final MeterRegistry metrics;

    /** @param maxTries of one claim, for reasons of its own */
    Courier(Ehr ehr, EhrOutbox outbox, Teller teller, int maxTries, MeterRegistry metrics) {
        this.source = ehr.name();
        this.outbox = outbox;
        this.teller = teller;
        this.backoff = new Backoff(
                ehr.source().connection().backoff(), ehr.source().connection().longestBackoff());
        this.maxTries = maxTries;
        this.metrics = metrics;
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public String work() {
        return WORK;
    }

    @Override
    public Optional<Duration> run(Keep keep) {
        for (Optional<Parcel> next = outbox.next(source); next.isPresent(); next = outbox.next(source)) {
            tell(next.get(), keep);
        }
        Duration rest = outbox.untilNext(source);
        return Optional.of(rest.compareTo(LONGEST_REST) < 0 ? rest : LONGEST_REST);
    }

    private void tell(Parcel parcel, Keep keep) {
        try {
            keep.keep();
            settle(parcel, teller.tell(parcel, keep));
        } catch (EhrUnavailable e) {
            String reason = String.valueOf(e.getMessage());
            if (e.concernsAll()) {
                outbox.note(parcel, reason);
                count("unavailable");
                throw e;
            }
            failed(parcel, reason, e.retryAfter());
        } catch (TurnLost e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error(
                    "A claim can't be told to the EHR {}: {}",
                    source,
                    e.getClass().getName());
            failed(parcel, "It broke off with " + e.getClass().getSimpleName(), Optional.empty());
        }
    }

    private void settle(Parcel parcel, Outcome outcome) {
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

    private void failed(Parcel parcel, String reason, Optional<Duration> retryAfter) {
        int tries = parcel.tries() + 1;
        if (tries >= maxTries) {
            outbox.dead(parcel, reason, "It was tried " + maxTries + " times. Retry once the EHR is well.");
            LOG.warn("Something was told to the EHR {} too often in vain; it is a dead letter", source);
            count("tried-too-often");
        } else {
            outbox.again(parcel, reason, retryAfter.orElseGet(() -> backoff.after(tries)));
            count("again");
        }
    }

    private void count(String outcome) {
        metrics.counter("chartproof.ehr.out", "source", source, "outcome", outcome)
                .increment();
    }
}
