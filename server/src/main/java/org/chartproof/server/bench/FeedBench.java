package org.chartproof.server.bench;

import ch.qos.logback.classic.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.chartproof.bundles.bench.mllp.HapiContender;
import org.chartproof.bundles.bench.mllp.MllpComparison;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How many messages a second a feed accepts, each on disk before its answer, beside HAPI's SimpleServer that keeps nothing. */
@Command(
        name = "hl7",
        description = "Messages per second that a feed accepts, durable before the answer, beside HAPI's SimpleServer.",
        mixinStandardHelpOptions = true)
public final class FeedBench implements Callable<Integer> {

    @Option(names = "--data", required = true, description = "Folder for the database; made if absent.")
    private Path data = Path.of("");

    @Option(
            names = "--connections",
            split = ",",
            defaultValue = "1,8,64",
            description = "Numbers of senders (default ${DEFAULT-VALUE}).")
    private List<Integer> connections = List.of();

    @Option(names = "--seconds", defaultValue = "10", description = "Time that counts (default ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--warm-up", defaultValue = "5", description = "Seconds before that (default ${DEFAULT-VALUE}).")
    private int warmUp;

    @Override
    public Integer call() throws Exception {
        // No server sets up the log here: without this it would tell each table that is made.
        if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof ch.qos.logback.classic.Logger root) {
            root.setLevel(Level.WARN);
        }
        new MllpComparison(connections, Duration.ofSeconds(warmUp), Duration.ofSeconds(seconds))
                .run(
                        List.of(HapiContender.asItComes(), HapiContender.atItsFastest(), new LedgerContender(data)),
                        System.out);
        return 0;
    }
}
