package org.chartproof.server.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.chartproof.hl7.mllp.Connecting;
import org.chartproof.hl7.mllp.Connecting.Fault;
import org.chartproof.hl7.mllp.MllpClient;
import org.chartproof.hl7.mllp.Reply;
import org.chartproof.hl7.out.Answer;
import org.chartproof.hl7.out.BillingDestination;
import org.chartproof.server.polling.Backoff;
import org.chartproof.server.polling.PollingThreads;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends to one destination: one connection, one message at a time, the next only when the one before it was answered. A message is sent under the same control id until
 * it is; a receiver that got it twice knows it by that.
 */
final class Courier implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final Duration POLL = Duration.ofMillis(500);
    /** How long a node sends without saying that it still does. */
    static final Duration TURN = Duration.ofSeconds(12);

    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

    private final BillingDestination destination;
    private final Outbox outbox;
    private final MessageWriter writer;
    private final MeterRegistry metrics;
    private final UUID token = UUID.randomUUID();
    private final Backoff backoff;
    private final PollingThreads thread;
    private volatile @Nullable MllpClient client;
    private volatile long turnEnds = System.nanoTime();
    private int failures;

    Courier(BillingDestination destination, Outbox outbox, MessageWriter writer, MeterRegistry metrics) {
        this.destination = destination;
        this.outbox = outbox;
        this.writer = writer;
        this.metrics = metrics;
        this.backoff = new Backoff(destination.backoff(), destination.longestBackoff());
        this.thread = new PollingThreads("courier-" + destination.name(), 1, POLL, LONGEST_STOP, this::sentOne);
    }

    void start() {
        thread.start();
    }

    /** Tells that there is something to send. */
    void wake() {
        thread.wake();
    }

    private boolean sentOne() {
        try {
            if (!hasTurn()) {
                disconnect();
                return false;
            }
            Optional<Parcel> next = outbox.next(destination.name());
            next.ifPresent(this::send);
            return next.isPresent();
        } catch (RuntimeException e) {
            LOG.error(
                    "The outbox of {} can't be read or written, trying again: {}",
                    destination.name(),
                    e.getClass().getSimpleName());
            return false;
        }
    }

    private boolean hasTurn() {
        boolean mine = outbox.lease(destination.name(), token, TURN);
        if (mine) {
            turnEnds = System.nanoTime() + TURN.toNanos();
        }
        return mine;
    }

    /**
     * Keeps this node's turn while a message waits for its answer; called from another thread, several times within a turn. The turn is short, so that another node, or this one started anew,
     * goes on soon where a killed one stopped. Whoever has lost it drops the connection: it is the other's now.
     */
    void keepTurn() {
        boolean mine;
        try {
            mine = turnEnds - System.nanoTime() < 0 || hasTurn();
        } catch (RuntimeException e) {
            mine = turnEnds - System.nanoTime() > 0;
        }
        if (!mine) {
            LOG.warn("Another node sends to {} now", destination.name());
            disconnect();
        }
    }

    private void send(Parcel parcel) {
        if (parcel.controlId().isEmpty()) {
            writer.write(parcel, destination);
            return;
        }
        Optional<byte[]> message = outbox.message(parcel.id());
        Optional<MllpClient> connected = message.isPresent() ? connected(parcel) : Optional.empty();
        if (connected.isEmpty()) {
            return;
        }
        Reply reply = connected.get().exchange(message.get());
        if (reply instanceof Reply.Answered answered) {
            answered(parcel, Answer.read(answered.content(), parcel.controlId().get()));
        } else if (reply instanceof Reply.Unanswered unanswered) {
            unanswered(parcel, unanswered.reason());
        }
    }

    private Optional<MllpClient> connected(Parcel parcel) {
        MllpClient open = client;
        if (open != null && !open.isClosed()) {
            return Optional.of(open);
        }
        Connecting connecting = MllpClient.connect(destination.destination());
        if (connecting instanceof Connecting.Connected connected) {
            client = connected.client();
            outbox.fault(destination.name(), Optional.empty(), false);
            return Optional.of(connected.client());
        }
        Connecting.NotConnected not = (Connecting.NotConnected) connecting;
        if (failures == 0) {
            // Once; the page and the metrics show for how long.
            if (not.fault() == Fault.UNREACHABLE) {
                LOG.warn("{} can't be reached; it is tried again until it can", destination.name());
            } else {
                LOG.error("{} needs a person: {}", destination.name(), not.reason());
            }
        }
        outbox.fault(destination.name(), Optional.of(not.reason()), not.fault() != Fault.UNREACHABLE);
        outbox.again(parcel.id(), Optional.empty(), not.reason(), nextDelay());
        count(not.fault() == Fault.UNREACHABLE ? "unreachable" : "certificate-or-name");
        return Optional.empty();
    }

    private void answered(Parcel parcel, Answer answer) {
        if (answer instanceof Answer.Accepted accepted) {
            failures = 0;
            outbox.sent(parcel.id(), accepted.code());
            count(accepted.code());
        } else if (answer instanceof Answer.TryAgain again) {
            if (parcel.tries() + 1 >= destination.maxTries()) {
                outbox.dead(
                        parcel.id(),
                        Optional.of(again.code()),
                        "answered " + again.code() + " too often: " + again.reason());
                LOG.warn(
                        "A message to {} was answered {} too often; it is a dead letter",
                        destination.name(),
                        again.code());
            } else {
                outbox.again(parcel.id(), Optional.of(again.code()), again.reason(), backoff.after(parcel.tries() + 1));
            }
            count(again.code());
        } else if (answer instanceof Answer.Refused refused) {
            failures = 0;
            outbox.dead(parcel.id(), Optional.of(refused.code()), refused.reason());
            LOG.warn("A message to {} was refused; it is a dead letter", destination.name());
            count(refused.code());
        } else if (answer instanceof Answer.Unusable unusable) {
            unanswered(parcel, unusable.reason());
        }
    }

    /** It is unknown whether the message arrived: a late answer must not be taken for that to another message. */
    private void unanswered(Parcel parcel, String reason) {
        disconnect();
        outbox.again(parcel.id(), Optional.empty(), reason, nextDelay());
        count("unanswered");
    }

    private Duration nextDelay() {
        failures++;
        return backoff.after(failures);
    }

    private void count(String outcome) {
        metrics.counter("chartproof.hl7.out", "destination", destination.name(), "outcome", outcome)
                .increment();
    }

    private void disconnect() {
        MllpClient open = client;
        client = null;
        if (open != null) {
            open.close();
        }
    }

    /** Finishes the exchange in hand, then gives the turn back. */
    @Override
    public void close() {
        thread.close();
        disconnect();
        try {
            outbox.release(destination.name(), token);
        } catch (RuntimeException e) {
            // The lease runs out by itself.
            LOG.debug("The turn of {} could not be given back", destination.name());
        }
    }
}
