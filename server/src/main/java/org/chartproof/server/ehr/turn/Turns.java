package org.chartproof.server.ehr.turn;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.chartproof.server.ehr.http.EhrUnavailable;
import org.chartproof.server.ehr.turn.TurnTable.Turn;
import org.chartproof.server.polling.Backoff;
import org.chartproof.server.polling.PollingThreads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads of this node that do chores. */
public final class Turns implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Turns.class);
    private static final Duration POLL = Duration.ofMillis(500);
    /** Short, so that another node, or this one started anew, goes on soon where a killed one stopped. */
    private static final Duration LEASE = Duration.ofSeconds(12);

    private static final int KEPT_IN_A_LEASE = 4;
    private static final Duration LONGEST_STOP = Duration.ofSeconds(15);
    private static final int MOST_THREADS = 8;

    private final TurnTable table;
    private final List<Chore> chores;
    private final List<String> names;
    private final Backoff backoff;
    private final PollingThreads threads;
    private final Set<Turn> underWay = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService keeper = Executors.newSingleThreadScheduledExecutor(runnable -> {
        Thread thread = new Thread(runnable, "ehr-turn-keeper");
        thread.setDaemon(true);
        return thread;
    });

    /** @param backoff wait after a chore failed */
    public Turns(TurnTable table, List<Chore> chores, Backoff backoff) {
        this.table = table;
        this.chores = List.copyOf(chores);
        this.names = chores.stream().map(Turns::name).toList();
        this.backoff = backoff;
        this.threads = new PollingThreads(
                "ehr-turn", Math.max(1, Math.min(MOST_THREADS, chores.size())), POLL, LONGEST_STOP, this::didOne);
    }

    private static String name(Chore chore) {
        return chore.source() + "/" + chore.work();
    }

    /** Starts the threads, if there is anything to do. */
    public void start() {
        if (!chores.isEmpty()) {
            chores.forEach(table::ensure);
            threads.start();
            long interval = LEASE.toMillis() / KEPT_IN_A_LEASE;
            keeper.scheduleWithFixedDelay(this::keepAll, interval, interval, TimeUnit.MILLISECONDS);
        }
    }

    /** Asks for chores before their time: those whose work begins with some words. */
    public boolean ask(String source, String workBegins) {
        boolean any = table.ask(source, workBegins) > 0;
        threads.wake();
        return any;
    }

    /** Tells the threads that a chore was asked for. */
    public void wake() {
        threads.wake();
    }

    private boolean didOne() {
        try {
            Optional<Turn> turn = table.claim(names, LEASE);
            turn.ifPresent(this::run);
            return turn.isPresent();
        } catch (RuntimeException e) {
            LOG.error(
                    "Whose turn it is can't be read or written, trying again: {}",
                    e.getClass().getSimpleName());
            return false;
        }
    }

    /** While one waits for an EHR's answer. One that is lost is noticed when it is about to note how far it has come. */
    private void keepAll() {
        try {
            underWay.forEach(turn -> table.keep(turn, LEASE));
        } catch (RuntimeException e) {
            LOG.warn("Turns could not be kept, trying again: {}", e.getClass().getSimpleName());
        }
    }

    private void run(Turn turn) {
        underWay.add(turn);
        try {
            doChore(turn);
        } finally {
            underWay.remove(turn);
        }
    }

    private void doChore(Turn turn) {
        Chore chore = chores.stream()
                .filter(one -> name(one).equals(turn.source() + "/" + turn.work()))
                .findFirst()
                .orElseThrow();
        try {
            table.done(turn, chore.run(() -> keep(turn)));
        } catch (TurnLost e) {
            table.release(turn);
        } catch (EhrUnavailable e) {
            Duration delay = backoff.after(turn.failures() + 1);
            table.failed(
                    turn,
                    e.code(),
                    e.getMessage() + ".",
                    e.retryAfter().filter(wait -> wait.compareTo(delay) > 0).orElse(delay));
        } catch (RuntimeException e) {
            LOG.error(
                    "{} of {} broke off with {}",
                    turn.work(),
                    turn.source(),
                    e.getClass().getSimpleName());
            table.failed(
                    turn,
                    "internal-error",
                    "It broke off with " + e.getClass().getSimpleName() + ".",
                    backoff.after(turn.failures() + 1));
        }
    }

    private void keep(Turn turn) {
        if (!threads.isRunning() || !table.keep(turn, LEASE)) {
            throw new TurnLost();
        }
    }

    /** Begins no more and waits for what is under way. */
    @Override
    public void close() {
        threads.close();
        keeper.shutdown();
    }
}
