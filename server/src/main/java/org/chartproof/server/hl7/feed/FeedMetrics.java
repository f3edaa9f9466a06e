package org.chartproof.server.hl7.feed;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.ValueAtPercentile;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.chartproof.hl7.map.Warning;
import org.chartproof.server.hl7.ledger.MessageState;
import org.chartproof.server.hl7.ledger.Received;
import org.jspecify.annotations.Nullable;

/** Counts and times of this node's feeds. Nothing of a message is in their names. */
public final class FeedMetrics {

    private static final double HALF = 0.5;
    private static final double MOST = 0.95;

    private final MeterRegistry registry;
    private final InstantSource clock;
    private final Map<String, Timer> answers = new ConcurrentHashMap<>();
    private final Map<String, Timer> lags = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Counter>> codes = new ConcurrentHashMap<>();

    FeedMetrics(MeterRegistry registry, InstantSource clock) {
        this.registry = registry;
        this.clock = clock;
    }

    /** @param code MSA-1; empty where nothing was answered */
    void answered(String feed, Optional<String> code, long nanos) {
        answers.computeIfAbsent(
                        feed, name -> timer("chartproof.hl7.answer", "From the end of a message to its answer", name))
                .record(nanos, TimeUnit.NANOSECONDS);
        codes.computeIfAbsent(feed, name -> new ConcurrentHashMap<>())
                .computeIfAbsent(code.orElse("none"), name -> Counter.builder("chartproof.hl7.acknowledgments")
                        .description("Answers by MSA-1")
                        .tag("feed", feed)
                        .tag("code", name)
                        .register(registry))
                .increment();
    }

    void duplicate(String feed) {
        counter("chartproof.hl7.duplicates", "Messages that were sent again", feed)
                .increment();
    }

    void broken(String feed) {
        counter("chartproof.hl7.broken.frames", "Frames broken off, too long or too slow", feed)
                .increment();
    }

    /** A message was mapped. */
    void mapped(Received message, MessageState state, List<Warning> warnings) {
        Counter.builder("chartproof.hl7.messages")
                .description("Messages that were mapped, by what became of them")
                .tag("feed", message.feed())
                .tag("state", state.column())
                .register(registry)
                .increment();
        for (Warning warning : warnings) {
            Counter.builder("chartproof.hl7.warnings")
                    .description("What was odd about mapped messages, by kind")
                    .tag("feed", message.feed())
                    .tag("code", warning.code())
                    .register(registry)
                    .increment();
        }
        if (message.tries() == 0) {
            lags.computeIfAbsent(
                            message.feed(),
                            name -> timer(
                                    "chartproof.hl7.lag",
                                    "From the receipt of a message to its stored resources",
                                    name))
                    .record(Duration.between(message.receivedAt(), clock.instant()));
        }
    }

    private Counter counter(String name, String description, String feed) {
        return Counter.builder(name).description(description).tag("feed", feed).register(registry);
    }

    private Timer timer(String name, String description, String feed) {
        return Timer.builder(name)
                .description(description)
                .tag("feed", feed)
                .publishPercentiles(HALF, MOST)
                .register(registry);
    }

    /** Answers of this node since its start, by MSA-1. */
    public Map<String, Long> acknowledgments(String feed) {
        Map<String, Long> counts = new TreeMap<>();
        codes.getOrDefault(feed, Map.of()).forEach((code, counter) -> counts.put(code, (long) counter.count()));
        return counts;
    }

    /** How long 95 of 100 answers took at most, lately; empty before the first. */
    public Optional<Duration> usualAnswer(String feed) {
        return percentile(answers.get(feed));
    }

    /** How long it took from receipt to stored resources, for 95 of 100 messages, lately; empty before the first. */
    public Optional<Duration> usualLag(String feed) {
        return percentile(lags.get(feed));
    }

    private static Optional<Duration> percentile(@Nullable Timer timer) {
        if (timer == null || timer.count() == 0) {
            return Optional.empty();
        }
        for (ValueAtPercentile value : timer.takeSnapshot().percentileValues()) {
            if (value.percentile() == MOST) {
                return Optional.of(Duration.ofNanos((long) value.value(TimeUnit.NANOSECONDS)));
            }
        }
        return Optional.empty();
    }
}
