package org.chartproof.server.encounter;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.chartproof.server.queue.Workers;
import org.chartproof.server.subscription.CodingSubscriptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Starts coding once all else stands, and ends it first. */
public final class CodingLifecycle implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(CodingLifecycle.class);
    private static final int REFRESH_SECONDS = 10;
    private static final int LONGEST_END_SECONDS = 10;

    private final CodingSubscriptions subscriptions;
    private final Workers workers;
    private final SeededResources seeds;
    private final boolean enabled;
    private final ScheduledExecutorService refresher = Executors.newSingleThreadScheduledExecutor(runnable -> {
        Thread thread = new Thread(runnable, "subscriptions");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean running;

    /**
     * @param enabled whether this node codes; it queues work in any case
     */
    public CodingLifecycle(CodingSubscriptions subscriptions, Workers workers, SeededResources seeds, boolean enabled) {
        this.subscriptions = subscriptions;
        this.workers = workers;
        this.seeds = seeds;
        this.enabled = enabled;
    }

    /** Before the port opens: no document may come in while nothing listens for it. */
    @Override
    public int getPhase() {
        return 0;
    }

    @Override
    public void start() {
        subscriptions.seed();
        seeds.coder();
        seeds.searchParameters();
        refresher.execute(seeds::definitions);
        refresher.scheduleWithFixedDelay(this::refresh, REFRESH_SECONDS, REFRESH_SECONDS, TimeUnit.SECONDS);
        if (enabled) {
            workers.start();
        }
        running = true;
    }

    /** Reads the Subscriptions anew on another thread. */
    public void refreshSoon() {
        refresher.execute(this::refresh);
    }

    private void refresh() {
        try {
            subscriptions.refresh();
        } catch (RuntimeException e) {
            LOG.warn(
                    "Subscriptions can't be read, trying again: {}",
                    e.getClass().getSimpleName());
        }
    }

    @Override
    public void stop() {
        running = false;
        workers.close();
        endRefresher();
    }

    /** Lets what is being written finish: an interrupted thread would leave its connection broken. */
    private void endRefresher() {
        refresher.shutdown();
        try {
            if (!refresher.awaitTermination(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
                refresher.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
