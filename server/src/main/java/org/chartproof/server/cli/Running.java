package org.chartproof.server.cli;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.chartproof.server.config.ChartproofConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server in the foreground: started, used, and stopped by Ctrl-C. */
final class Running {
    private static final Logger LOG = LoggerFactory.getLogger(Running.class);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Running() {}

    /** What is done with a server that is ready. */
    interface Use {
        /** @return whether the server then goes on until Ctrl-C */
        boolean of(ChartproofServer server) throws Exception;
    }

    /**
     * Starts a server, uses it, and runs it until it is told to stop.
     *
     * @param config what to start
     * @param use    called once it is ready
     */
    static void serve(ChartproofConfig config, Use use) throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        // Before the start: Ctrl-C while starting stops cleanly as well.
        Thread stop = new Thread(
                () -> {
                    told.countDown();
                    awaitQuietly(stopped);
                },
                "stop");
        Runtime.getRuntime().addShutdownHook(stop);
        try (ChartproofServer server = ChartproofServer.start(config)) {
            while (told.getCount() > 0 && !server.awaitReady(PATIENCE)) {
                LOG.warn("Still not ready; see /health/ready");
            }
            Duration started =
                    Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
            LOG.info(
                    "Chartproof is ready on http://{}:{}/ after {} s",
                    config.server().bind(),
                    server.port(),
                    String.format("%.1f", started.toMillis() / 1000.0));
            if (told.getCount() > 0 && use.of(server)) {
                told.await();
            }
            LOG.info("Stopping");
        } finally {
            stopped.countDown();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
