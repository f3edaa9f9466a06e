package org.chartproof.server.hl7.operations;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import org.chartproof.hl7.feed.Feed;
import org.chartproof.hl7.mllp.ListenerFigures;
import org.chartproof.hl7.mllp.MllpListener;
import org.chartproof.server.hl7.feed.Door;
import org.chartproof.server.hl7.feed.FeedMetrics;
import org.chartproof.server.hl7.feed.FeedStatus;
import org.chartproof.server.hl7.feed.Feeds;
import org.chartproof.server.hl7.ledger.Archive;
import org.chartproof.server.hl7.ledger.Reason;
import org.chartproof.server.hl7.mapping.Rehearsals;
import org.chartproof.server.hl7.operations.Hl7Access.Administrator;

/** What an administrator sees of feeds and does with them. */
final class FeedOperations {

    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Feeds feeds;
    private final FeedStatus status;
    private final FeedMetrics metrics;
    private final Archive archive;
    private final Rehearsals rehearsals;
    private final InstantSource clock;

    FeedOperations(
            Feeds feeds,
            FeedStatus status,
            FeedMetrics metrics,
            Archive archive,
            Rehearsals rehearsals,
            InstantSource clock) {
        this.feeds = feeds;
        this.status = status;
        this.metrics = metrics;
        this.archive = archive;
        this.rehearsals = rehearsals;
        this.clock = clock;
    }

    /** Each feed with its figures. */
    ObjectNode figures(JsonViews views) {
        ObjectNode node = views.object();
        ArrayNode list = node.putArray("feeds");
        feeds.configured().forEach(feed -> describe(list.addObject(), feed));
        return node;
    }

    private void describe(ObjectNode node, Feed feed) {
        node.put("name", feed.name()).put("tls", feed.tls().isPresent()).put("silent", feeds.isSilent(feed.name()));
        feeds.listener(feed.name()).map(MllpListener::figures).ifPresent(figures -> describe(node, figures));
        Archive.Counts counts = status.counts(feed.name());
        node.put("lastHour", counts.lastHour())
                .put("lastDay", counts.lastDay())
                .put("waiting", counts.waiting())
                .put("dead", counts.dead())
                .put("oldestWaitingSeconds", counts.oldestWaiting().toMillis() / 1000.0);
        ObjectNode codes = node.putObject("acknowledgments");
        metrics.acknowledgments(feed.name()).forEach(codes::put);
        metrics.usualAnswer(feed.name()).ifPresent(time -> node.put("answerMillisP95", millis(time)));
        metrics.usualLag(feed.name()).ifPresent(time -> node.put("lagMillisP95", millis(time)));
    }

    private static void describe(ObjectNode node, ListenerFigures figures) {
        node.put("listening", figures.listening())
                .put("port", figures.port())
                .put("frames", figures.frames())
                .put("brokenFrames", figures.brokenFrames())
                .put("strayBytes", figures.strayBytes())
                .put("refusedAddresses", figures.refusedAddresses())
                .put("refusedForLimit", figures.refusedForLimit())
                .put("failedHandshakes", figures.failedHandshakes());
        figures.lastFrame().ifPresent(last -> node.put("lastMessage", last.toString()));
        ArrayNode connections = node.putArray("connections");
        for (ListenerFigures.ConnectionFigures connection : figures.connections()) {
            ObjectNode one = connections
                    .addObject()
                    .put("peer", connection.peer().toString())
                    .put("since", connection.since().toString())
                    .put("frames", connection.frames());
            connection.certificate().ifPresent(certificate -> one.put("certificate", certificate));
            connection.lastFrame().ifPresent(last -> one.put("lastMessage", last.toString()));
        }
    }

    private static double millis(Duration time) {
        return time.toNanos() / 1e6;
    }

    /** Opens, closes or reopens the port of a feed. */
    ObjectNode act(String name, String act, Administrator who, JsonViews views) {
        MllpListener listener = feeds.listener(name).orElseThrow(() -> new Refused(404, "There is no such feed."));
        try {
            switch (act) {
                case "start" -> listener.start();
                case "stop" -> listener.stop(GRACE);
                case "restart" -> listener.restart(GRACE);
                default -> throw new Refused(404, "There is no such operation.");
            }
        } catch (IOException e) {
            throw new Refused(409, String.valueOf(e.getMessage()));
        }
        archive.note(OptionalLong.empty(), who.name(), act, "feed " + name);
        return views.object().put("listening", listener.figures().listening());
    }

    /** What would be answered to a message and made of it. Stores nothing. */
    ObjectNode preview(String name, byte[] raw, JsonViews views) {
        Door door = feeds.door(name).orElseThrow(() -> new Refused(404, "There is no such feed."));
        Door.Judged judged = door.judge(raw, clock.instant(), "");
        ObjectNode node = views.object().put("event", judged.arrival().event());
        judged.arrival().answer().ifPresent(answer -> {
            node.put("ackCode", answer.code());
            views.content(node, "ack", answer.bytes());
        });
        Optional<Reason> refusal = judged.arrival().reason();
        if (refusal.isPresent()) {
            node.put("state", judged.arrival().state().column());
            node.set("reason", views.reason(refusal.get()));
        } else {
            views.rehearsal(node, rehearsals.of(feeds.named(name), raw, clock.instant()));
        }
        return node;
    }
}
