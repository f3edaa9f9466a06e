package org.chartproof.server.hl7.feed;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.chartproof.hl7.feed.Feed;
import org.chartproof.server.hl7.ledger.Archive;
import org.chartproof.server.hl7.ledger.Archive.Counts;
import org.chartproof.server.status.Fresh;
import org.chartproof.server.status.StatusContributor;
import org.chartproof.server.status.StatusSection;
import org.chartproof.server.status.StatusSection.Line;
import org.chartproof.server.status.StatusSection.Tone;

/** The feeds on the status page and as gauges. Counts are read from the database at most once in a while. */
public final class FeedStatus implements StatusContributor {

    private static final Duration FRESH = Duration.ofSeconds(2);

    private final Feeds feeds;
    private final Fresh<Map<String, Counts>> counts;

    public FeedStatus(Feeds feeds, Archive archive, MeterRegistry registry) {
        this.feeds = feeds;
        this.counts = new Fresh<>(FRESH, archive::countsByFeed);
        for (Feed feed : feeds.configured()) {
            String name = feed.name();
            gauge(registry, "chartproof.hl7.waiting", "Messages that are to be mapped", name, Counts::waiting);
            gauge(registry, "chartproof.hl7.dead", "Messages that wait for a person", name, Counts::dead);
            gauge(
                    registry,
                    "chartproof.hl7.oldest.seconds",
                    "Age of the oldest message that is to be mapped",
                    name,
                    counts -> counts.oldestWaiting().toMillis() / 1000.0);
            Gauge.builder("chartproof.hl7.silent", feeds, all -> all.isSilent(name) ? 1 : 0)
                    .description("1 if the feed has been without a message for longer than its silent-after")
                    .tag("feed", name)
                    .register(registry);
            Gauge.builder("chartproof.hl7.connections", feeds, all -> connections(name))
                    .description("Open connections")
                    .tag("feed", name)
                    .register(registry);
        }
    }

    private int connections(String name) {
        return feeds.listener(name)
                .map(listener -> listener.figures().connections().size())
                .orElse(0);
    }

    private void gauge(
            MeterRegistry registry, String name, String description, String feed, ToDoubleFunction<Counts> figure) {
        Gauge.builder(name, this, status -> figure.applyAsDouble(status.counts(feed)))
                .description(description)
                .tag("feed", feed)
                .register(registry);
    }

    /** The counts of a feed. */
    public Counts counts(String feed) {
        return counts.get().getOrDefault(feed, Counts.NONE);
    }

    @Override
    public StatusSection section() {
        List<Line> lines = new ArrayList<>();
        for (Feed feed : feeds.configured()) {
            Counts counts = counts(feed.name());
            boolean silent = feeds.isSilent(feed.name());
            boolean closed = feeds.closed().contains(feed.name());
            String value = (closed ? "closed" : "port " + feeds.port(feed.name())) + ", "
                    + connections(feed.name()) + " connections, " + counts.lastHour() + " messages in the last hour, "
                    + counts.waiting() + " to be mapped, " + counts.dead() + " dead letters"
                    + (silent ? ", silent" : "");
            lines.add(
                    new Line(feed.name(), value, closed || silent || counts.dead() > 0 ? Tone.ATTENTION : Tone.PLAIN));
        }
        if (lines.isEmpty()) {
            lines.add(new Line("Feeds", "none configured"));
        }
        return new StatusSection("HL7 v2 feeds", lines);
    }
}
