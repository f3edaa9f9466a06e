package org.chartproof.server.hl7.lane;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import javax.sql.DataSource;
import org.chartproof.server.hl7.ledger.Ledger;
import org.chartproof.server.hl7.ledger.Received;
import org.chartproof.server.polling.Backoff;
import org.chartproof.server.polling.PollingThreads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The threads of this node that map messages. Each holds a lane for a while and takes its messages one after the other; one that joins two patients is taken when it is the first
 * of both their lanes. They are woken when this node stores messages, and look by themselves at an interval for those of other nodes.
 */
public final class LaneWorkers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LaneWorkers.class);

    /** Then the lane is given back, so that others have their turn. */
    private static final int MOST_OF_A_LANE = 50;

    private static final int LOOK_AHEAD = 16;
    private static final Duration LONGEST_STOP = Duration.ofSeconds(15);
    private static final Duration SOON = Duration.ofMillis(20);
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(5);
    private static final long LONGEST_STEP_ASIDE_MILLIS = 20;

    /**
     * How many and how patient.
     *
     * @param threads  workers of this node
     * @param poll     longest time between two looks for messages
     * @param maxTries tries before a message that meets passing faults becomes a dead letter
     * @param backoff  delay after the first of them; doubles with each further one
     * @param lease    how long a worker owns a lane
     */
    public record Settings(int threads, Duration poll, int maxTries, Duration backoff, Duration lease) {}

    private final LaneQueue lanes;
    private final Ledger ledger;
    private final MessageWork work;
    private final Function<RuntimeException, Fault> explain;
    private final Settings settings;
    private final Backoff backoff;
    private final PollingThreads threads;

    /** @param explain names a fault without quoting what it met */
    public LaneWorkers(
            DataSource dataSource,
            PlatformTransactionManager transactions,
            Ledger ledger,
            MessageWork work,
            Function<RuntimeException, Fault> explain,
            Settings settings) {
        this.lanes = new LaneQueue(dataSource, transactions, settings.lease());
        this.ledger = ledger;
        this.work = work;
        this.explain = explain;
        this.settings = settings;
        this.backoff = new Backoff(settings.backoff(), LONGEST_DELAY);
        this.threads =
                new PollingThreads("hl7-lane", settings.threads(), settings.poll(), LONGEST_STOP, this::workedOnALane);
    }

    /** Starts the threads. */
    public void start() {
        threads.start();
    }

    /** Tells the workers that there are messages. */
    public void wake() {
        threads.wake();
    }

    private boolean workedOnALane() {
        try {
            Optional<LaneLease> lease = lanes.claim();
            lease.ifPresent(this::follow);
            return lease.isPresent();
        } catch (RuntimeException e) {
            // The database is away: nothing is lost, the lease runs out and the lane is taken up again.
            LOG.error(
                    "HL7 messages can't be read or written, trying again: {}",
                    e.getClass().getSimpleName());
            return false;
        }
    }

    /** Takes the messages of a lane one after the other. */
    private void follow(LaneLease lease) {
        long last = 0;
        int taken = 0;
        List<Received> next = List.of();
        while (threads.isRunning() && taken < MOST_OF_A_LANE) {
            if (next.isEmpty()) {
                next = ledger.waiting(lease.lanes(), last, LOOK_AHEAD);
            }
            if (next.isEmpty()) {
                break;
            }
            Received message = next.get(0);
            Optional<Integer> missing = missing(lease, message);
            if (missing.isPresent()) {
                if (!lanes.extend(lease, missing.get())) {
                    stepAside(lease);
                    return;
                }
                // Earlier messages of the lane that was added come first.
                next = List.of();
                last = 0;
                continue;
            }
            if (!mapped(lease, message)) {
                return;
            }
            last = message.id();
            next = next.subList(1, next.size());
            taken++;
        }
        lanes.release(lease);
    }

    private static Optional<Integer> missing(LaneLease lease, Received message) {
        if (!lease.lanes().contains(message.lanes().first())) {
            return Optional.of(message.lanes().first());
        }
        return message.lanes().second().stream()
                .boxed()
                .filter(lane -> !lease.lanes().contains(lane))
                .findFirst();
    }

    /** Another worker holds the other lane, and may want this one: both give way, for times that differ. */
    private void stepAside(LaneLease lease) {
        lanes.release(lease, Duration.ofMillis(ThreadLocalRandom.current().nextLong(1, LONGEST_STEP_ASIDE_MILLIS)));
    }

    /** Answers whether the lane goes on. */
    private boolean mapped(LaneLease lease, Received message) {
        try {
            MessageWork.Ending unused = work.map(message, () -> lanes.keep(lease));
            return true;
        } catch (LeaseLost e) {
            LOG.warn(
                    "An HL7 message took longer than the lease of its lane; it is left to the worker that took it over");
            return false;
        } catch (RuntimeException e) {
            return afterFault(lease, message, explain.apply(e));
        }
    }

    private boolean afterFault(LaneLease lease, Received message, Fault fault) {
        int tries = message.tries() + 1;
        if (fault instanceof Fault.Passing passing && tries < settings.maxTries()) {
            LOG.warn(
                    "Mapping an HL7 message failed at try {}: {}",
                    tries,
                    fault.reason().code());
            lanes.whileKept(lease, () -> ledger.countTry(message.id(), fault.reason()));
            lanes.release(lease, passing.soon() ? SOON : backoff.after(tries));
            return false;
        }
        LOG.warn("An HL7 message became a dead letter: {}", fault.reason().code());
        lanes.whileKept(lease, () -> ledger.bury(message.id(), fault.reason(), "[]"));
        return true;
    }

    /** Takes no more messages, and waits for those that are being mapped. */
    @Override
    public void close() {
        threads.close();
    }
}
