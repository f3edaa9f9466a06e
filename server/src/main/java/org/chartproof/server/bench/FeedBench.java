package org.chartproof.server.bench;

import ch.qos.logback.classic.Level;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.chartproof.bundles.bench.mllp.ComparisonOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How many messages a second a feed accepts, each on disk before its answer, beside HAPI's SimpleServer that keeps nothing. */
@Command(
        name = "hl7",
        description = "Messages per second that a feed accepts, durable before the answer, beside HAPI's SimpleServer.",
        mixinStandardHelpOptions = true)
public final class FeedBench implements Callable<Integer> {

    @Option(names = "--data", required = true, description = "Folder for the database; made if absent.")
    private Path data = Path.of("");

    @Mixin
    private final ComparisonOptions options = new ComparisonOptions();

    @Override
    public Integer call() throws Exception {
        // No server sets up the log here: without this it would tell each table that is made.
        if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof ch.qos.logback.classic.Logger root) {
            root.setLevel(Level.WARN);
        }
        options.compare(new LedgerContender(data), data);
        return 0;
    }
}
