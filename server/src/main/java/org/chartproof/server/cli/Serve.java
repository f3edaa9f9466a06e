package org.chartproof.server.cli;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.chartproof.server.config.ChartproofConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code chartproof serve}: runs the server until it is told to stop. */
@Command(name = "serve", description = "Runs the server until Ctrl-C.", mixinStandardHelpOptions = true)
final class Serve implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(Serve.class);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    @Override
    public Integer call() throws InterruptedException {
        ChartproofConfig config = options.load();
        CountDownLatch told = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        // Before the start: Ctrl-C while starting stops cleanly as well.
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            told.countDown();
                            awaitQuietly(stopped);
                        },
                        "stop"));
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
            told.await();
            LOG.info("Stopping");
        } finally {
            stopped.countDown();
        }
        return 0;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
