package org.chartproof.server.hl7.feed;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.chartproof.server.hl7.lane.LaneWorkers;
import org.chartproof.server.hl7.ledger.Archive;
import org.chartproof.server.hl7.ledger.LedgerWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Opens the feeds once all else stands, and closes them first: ports, then the writing of what has come, then the mapping of it. */
public final class FeedLifecycle implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(FeedLifecycle.class);

    private final Feeds feeds;
    private final LedgerWriter writer;
    private final LaneWorkers workers;
    private final Archive archive;
    private final Duration retention;
    private final ScheduledExecutorService cleaner = Executors.newSingleThreadScheduledExecutor(runnable -> {
        Thread thread = new Thread(runnable, "hl7-retention");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean running;

    /** @param retention how long messages are kept; zero keeps them for ever */
    public FeedLifecycle(Feeds feeds, LedgerWriter writer, LaneWorkers workers, Archive archive, Duration retention) {
        this.feeds = feeds;
        this.writer = writer;
        this.workers = workers;
        this.archive = archive;
        this.retention = retention;
    }

    /** After the web server and everything else: a message may be mapped the moment after it came. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 1;
    }

    @Override
    public void start() {
        writer.start();
        workers.start();
        if (!retention.isZero()) {
            cleaner.scheduleWithFixedDelay(this::forget, 1, 60, TimeUnit.MINUTES);
        }
        feeds.start();
        running = true;
    }

    private void forget() {
        try {
            int deleted = archive.forget(retention);
            if (deleted > 0) {
                LOG.info("{} HL7 messages deleted that are older than {} days", deleted, retention.toDays());
            }
        } catch (RuntimeException e) {
            LOG.warn(
                    "Old HL7 messages can't be deleted, trying again: {}",
                    e.getClass().getSimpleName());
        }
    }

    @Override
    public void stop() {
        running = false;
        feeds.stop();
        writer.close();
        workers.close();
        cleaner.shutdown();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
