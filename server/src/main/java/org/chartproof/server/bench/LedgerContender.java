package org.chartproof.server.bench;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chartproof.bundles.bench.mllp.MllpContender;
import org.chartproof.hl7.feed.Feed;
import org.chartproof.hl7.map.event.Events;
import org.chartproof.server.config.ConfigLoader;
import org.chartproof.server.database.Database;
import org.chartproof.server.hl7.feed.Feeds;
import org.chartproof.server.hl7.feed.MappingEvents;
import org.chartproof.server.hl7.ledger.DiskRoom;
import org.chartproof.server.hl7.ledger.Ledger;
import org.chartproof.server.hl7.ledger.LedgerWriter;

/** A feed of this server as it stands: each message judged, on disk and committed before it is answered. What it says waits in the ledger. */
final class LedgerContender implements MllpContender {

    private static final int CONNECTIONS = 1024;
    private static final String FEED = "bench";

    private final Path data;
    private Optional<Running> running = Optional.empty();

    private record Running(Database database, LedgerWriter writer, Feeds feeds) {}

    /** @param data folder for the database; made if absent */
    LedgerContender(Path data) {
        this.data = data;
    }

    @Override
    public String name() {
        return "Chartproof's feed, durable before the answer";
    }

    @Override
    public int start() {
        Database database = Database.open(new ConfigLoader(Map.of())
                .override("data-directory", data.toString(), "bench")
                .load());
        LedgerWriter writer =
                new LedgerWriter(database.dataSource(), () -> {}, new DiskRoom(data), Duration.ofSeconds(10));
        Ledger ledger = new Ledger(database.dataSource());
        InstantSource clock = InstantSource.system();
        Feeds feeds = new Feeds(
                List.of(Feed.named(FEED, 0).withMaxConnections(CONNECTIONS)),
                Events.mapper().events(),
                writer,
                ledger,
                new MappingEvents(ledger, new SimpleMeterRegistry(), clock),
                clock);
        writer.start();
        feeds.start();
        running = Optional.of(new Running(database, writer, feeds));
        return feeds.port(FEED);
    }

    @Override
    public void close() {
        running.ifPresent(one -> {
            one.feeds().stop();
            one.writer().close();
            one.database().close();
        });
        running = Optional.empty();
    }
}
