package org.chartproof.server.queue;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.chartproof.server.polling.Backoff;
import org.chartproof.server.polling.PollingThreads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of this node that take work off the queue. They are woken when this node adds work, and look by themselves at an
 * interval for what other nodes added, what was retried, and leases that ran out.
 */
public final class Workers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);

    /** Codes one unit and stores the result, {@link WorkQueue#complete} included, in one transaction. */
    public interface Task {
        void run(Work work);
    }

    /**
     * How often and how fast.
     *
     * @param threads workers of this node
     * @param poll longest time between two looks at the queue
     * @param maxTries tries before work is set aside
     * @param backoff delay after a failure
     */
    public record Settings(int threads, Duration poll, int maxTries, Backoff backoff) {}

    private static final Duration LONGEST_STOP = Duration.ofSeconds(15);

    private final WorkQueue queue;
    private final Task task;
    private final Function<RuntimeException, Failure> explain;
    private final Settings settings;
    private final PollingThreads threads;
    private final Timer done;
    private final Counter failed;

    /**
     * @param explain names a failure without quoting what it met
     */
    public Workers(
            WorkQueue queue,
            Task task,
            Function<RuntimeException, Failure> explain,
            Settings settings,
            MeterRegistry metrics) {
        this.queue = queue;
        this.task = task;
        this.explain = explain;
        this.settings = settings;
        this.threads =
                new PollingThreads("coder", settings.threads(), settings.poll(), LONGEST_STOP, this::workedOnOne);
        this.done = Timer.builder("chartproof.coding.units")
                .description("Encounters coded, from taking the work to the commit of its result")
                .publishPercentiles(0.5, 0.95)
                .register(metrics);
        this.failed = Counter.builder("chartproof.coding.failures")
                .description("Tries that failed; each is retried or set aside")
                .register(metrics);
    }

    /** Starts the threads. */
    public void start() {
        threads.start();
    }

    /** Tells the workers that there is work. */
    public void wake() {
        threads.wake();
    }

    private boolean workedOnOne() {
        try {
            Optional<Work> work = queue.claim();
            work.ifPresent(this::run);
            return work.isPresent();
        } catch (RuntimeException e) {
            // The database is away or full: nothing is lost, the lease runs out and the work is tried again.
            LOG.error(
                    "The work queue can't be read or written, trying again: {}",
                    e.getClass().getSimpleName());
            return false;
        }
    }

    private void run(Work work) {
        long begin = System.nanoTime();
        try {
            task.run(work);
            done.record(System.nanoTime() - begin, TimeUnit.NANOSECONDS);
        } catch (LeaseLost e) {
            LOG.warn("A unit of work took longer than its lease; it is left to the worker that took it over");
        } catch (RuntimeException e) {
            failed.increment();
            int tries = work.items().stream().mapToInt(Work.Item::tries).max().orElse(0) + 1;
            boolean lastTry = tries >= settings.maxTries();
            Failure failure = explain.apply(e);
            LOG.warn("Coding failed at try {} of {}: {}", tries, settings.maxTries(), failure.code());
            giveBack(work, failure, settings.backoff().after(tries), lastTry);
        }
    }

    private void giveBack(Work work, Failure failure, Duration delay, boolean lastTry) {
        try {
            queue.fail(work, failure.code(), failure.reason(), delay, lastTry);
        } catch (LeaseLost e) {
            LOG.warn("A unit of work failed after its lease had run out; it is left to the worker that took it over");
        }
    }

    /** Takes no more work and waits for what is being written. */
    @Override
    public void close() {
        threads.close();
    }
}
