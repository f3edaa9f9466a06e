package org.chartproof.server.hl7.ledger;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes messages of all connections and stores as many as wait in one transaction (group commit): while one batch goes to disk the next one gathers. Each caller is held until its own message
 * is committed; while the database does not take any, all are held, and so are their senders.
 */
public final class LedgerWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerWriter.class);

    private static final int MOST_BYTES = 16 << 20;
    private static final Duration LONGEST_END = Duration.ofSeconds(10);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final LinkedBlockingQueue<Ticket> waiting = new LinkedBlockingQueue<>();
    private final BatchStore store;
    private final Runnable stored;
    private final BooleanSupplier roomLeft;
    private final Duration patience;
    private final Thread thread = new Thread(this::run, "hl7-ledger");
    private volatile boolean closing;
    private boolean failing;

    /**
     * @param stored   called after each commit that added messages to be mapped; must return at once
     * @param roomLeft whether the disk has room for more; false holds all senders as a failing database does
     * @param patience how long a message is held while the database does not take it
     */
    public LedgerWriter(DataSource dataSource, Runnable stored, BooleanSupplier roomLeft, Duration patience) {
        this.store = new BatchStore(dataSource);
        this.stored = stored;
        this.roomLeft = roomLeft;
        this.patience = patience;
    }

    /** A caller that is held. */
    private static final class Ticket {
        private final Arrival arrival;
        private final Thread owner = Thread.currentThread();
        private final long deadline;
        private volatile @Nullable Deposit result;

        Ticket(Arrival arrival, long deadline) {
            this.arrival = arrival;
            this.deadline = deadline;
        }

        void complete(Deposit deposit) {
            result = deposit;
            LockSupport.unpark(owner);
        }
    }

    /** Starts its thread. */
    public void start() {
        thread.start();
    }

    /**
     * Stores a message.
     *
     * @return once it is committed, was found stored already, or could not be stored for as long as it was held
     */
    public Deposit store(Arrival arrival) {
        if (closing) {
            return new Deposit.NotStored();
        }
        Ticket ticket = new Ticket(arrival, System.nanoTime() + patience.toNanos());
        waiting.add(ticket);
        Deposit result = ticket.result;
        while (result == null) {
            LockSupport.parkNanos(ticket, PAUSE_NANOS);
            result = ticket.result;
            if (result == null && !thread.isAlive()) {
                return new Deposit.NotStored();
            }
        }
        return result;
    }

    private void run() {
        List<Ticket> batch = new ArrayList<>();
        while (!closing || !waiting.isEmpty()) {
            try {
                gather(batch);
                if (!batch.isEmpty()) {
                    write(batch);
                }
            } catch (InterruptedException e) {
                closing = true;
            }
        }
    }

    /** Waits for one, and takes all that are there: up to the size of a batch, and no message twice. */
    private void gather(List<Ticket> batch) throws InterruptedException {
        batch.clear();
        Ticket next = waiting.poll(100, TimeUnit.MILLISECONDS);
        Set<Sending> seen = new HashSet<>();
        long bytes = 0;
        List<Ticket> twice = new ArrayList<>();
        while (next != null) {
            if (next.arrival.senderKey().isPresent() && !seen.add(Sending.of(next.arrival))) {
                twice.add(next);
            } else {
                batch.add(next);
                bytes += next.arrival.raw().length;
            }
            next = batch.size() < BatchStore.LARGEST && bytes < MOST_BYTES ? waiting.poll() : null;
        }
        // Those find the first sending stored when their turn comes.
        waiting.addAll(twice);
    }

    private record Sending(long key, int hash) {
        static Sending of(Arrival arrival) {
            return new Sending(arrival.senderKey().orElse(0), Arrays.hashCode(arrival.sha256()));
        }
    }

    private void write(List<Ticket> batch) {
        try {
            if (!roomLeft.getAsBoolean()) {
                hold(batch, "the disk is nearly full");
                return;
            }
            List<Deposit> deposits =
                    store.store(batch.stream().map(ticket -> ticket.arrival).toList());
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).complete(deposits.get(i));
            }
            if (failing) {
                LOG.info("HL7 messages are stored again");
                failing = false;
            }
            stored.run();
        } catch (SQLException e) {
            hold(batch, "SQL state " + e.getSQLState());
        } catch (RuntimeException e) {
            hold(batch, e.getClass().getSimpleName());
        }
    }

    private void hold(List<Ticket> batch, String why) {
        if (!failing) {
            LOG.error("HL7 messages can't be stored, senders are held: {}", why);
            failing = true;
        }
        long now = System.nanoTime();
        for (Ticket ticket : batch) {
            if (closing || now - ticket.deadline > 0) {
                ticket.complete(new Deposit.NotStored());
            } else {
                waiting.add(ticket);
            }
        }
        LockSupport.parkNanos(PAUSE_NANOS);
    }

    /** Messages that are held now. */
    public int held() {
        return waiting.size();
    }

    /** Stores what was taken, and takes no more. */
    @Override
    public void close() {
        closing = true;
        try {
            thread.join(LONGEST_END.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
