package org.chartproof.server.hl7.feed;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chartproof.hl7.feed.Feed;
import org.chartproof.hl7.mllp.ConnectionLimit;
import org.chartproof.hl7.mllp.ListenerFigures;
import org.chartproof.hl7.mllp.MllpListener;
import org.chartproof.server.config.ConfigurationException;
import org.chartproof.server.hl7.ledger.Arrival;
import org.chartproof.server.hl7.ledger.Ledger;
import org.chartproof.server.hl7.ledger.LedgerWriter;
import org.chartproof.server.hl7.mapping.MessageMapping;

/** The configured feeds with their doors and ports. */
public final class Feeds implements MessageMapping.Feeds {

    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Map<String, Open> feeds = new LinkedHashMap<>();
    private final InstantSource clock;
    private final Instant since;

    private record Open(Feed feed, Door door, MllpListener listener) {}

    /**
     * Listens to nothing before {@link #start}.
     *
     * @param configured settings
     * @param events     those that are mapped, such as {@code ADT^A01}
     */
    public Feeds(
            Collection<Feed> configured,
            Set<String> events,
            LedgerWriter writer,
            Ledger ledger,
            MappingEvents mappingEvents,
            InstantSource clock) {
        this.clock = clock;
        this.since = clock.instant();
        ConnectionLimit limit = new ConnectionLimit(ConnectionLimit.DEFAULT);
        Stamps stamps = new Stamps();
        for (Feed feed : configured) {
            Door door = new Door(feed, events, stamps);
            FeedReceiver receiver = new FeedReceiver(
                    feed, door, writer, ledger, mappingEvents.outcomes(), mappingEvents.metrics(), clock);
            feeds.put(feed.name(), new Open(feed, door, new MllpListener(feed, receiver, limit, clock)));
        }
    }

    /**
     * Opens all ports.
     *
     * @throws ConfigurationException if one can't be opened; those that were are closed again
     */
    public void start() {
        for (Open open : feeds.values()) {
            try {
                open.listener().start();
            } catch (IOException e) {
                stop();
                throw new ConfigurationException("hl7.feeds." + open.feed().name() + ": " + e.getMessage(), e);
            }
        }
    }

    /** Closes all ports; what is being received is answered first. */
    public void stop() {
        List<Thread> stops = new ArrayList<>();
        for (Open open : feeds.values()) {
            Thread stop = new Thread(
                    () -> open.listener().stop(GRACE), "hl7-stop-" + open.feed().name());
            stop.start();
            stops.add(stop);
        }
        try {
            for (Thread stop : stops) {
                stop.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Settings of all feeds, as configured. */
    public List<Feed> configured() {
        return feeds.values().stream().map(Open::feed).toList();
    }

    @Override
    public Feed named(String name) {
        Open open = feeds.get(name);
        return open == null ? Feed.named(name, 0) : open.feed();
    }

    /** The door of a feed; empty if there is no such feed. */
    public Optional<Door> door(String name) {
        return Optional.ofNullable(feeds.get(name)).map(Open::door);
    }

    /** An arrival that a person entered, which is to be mapped; of a feed that is no longer configured as well. */
    public Arrival entered(String name, byte[] raw, Instant now, long copyOf) {
        return door(name)
                .orElseGet(() -> new Door(named(name), Set.of(), new Stamps()))
                .entered(raw, now, copyOf);
    }

    /** The port of a feed, to stop and start it; empty if there is no such feed. */
    public Optional<MllpListener> listener(String name) {
        return Optional.ofNullable(feeds.get(name)).map(Open::listener);
    }

    /** The port that a feed listens on. */
    public int port(String name) {
        return listener(name)
                .orElseThrow(() -> new IllegalArgumentException("there is no such feed"))
                .port();
    }

    /** Whether a feed has been without a message for longer than its settings allow. Of this node since its start. */
    public boolean isSilent(String name) {
        Open open = feeds.get(name);
        if (open == null || open.feed().silentAfter().isEmpty()) {
            return false;
        }
        Instant last = figures(open).lastFrame().orElse(since);
        return Duration.between(last, clock.instant())
                        .compareTo(open.feed().silentAfter().get())
                > 0;
    }

    private static ListenerFigures figures(Open open) {
        return open.listener().figures();
    }

    /** The names of feeds whose ports are not open. */
    public List<String> closed() {
        return feeds.values().stream()
                .filter(open -> !figures(open).listening())
                .map(open -> open.feed().name())
                .toList();
    }
}
