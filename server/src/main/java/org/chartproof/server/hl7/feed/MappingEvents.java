package org.chartproof.server.hl7.feed;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import org.chartproof.hl7.map.Warning;
import org.chartproof.server.hl7.ledger.Ledger;
import org.chartproof.server.hl7.ledger.MessageState;
import org.chartproof.server.hl7.ledger.Received;
import org.chartproof.server.hl7.mapping.MappingListener;

/** Brings what the workers do back to the feeds: to senders that wait for it, and to the metrics. */
public final class MappingEvents implements MappingListener {

    private final Outcomes outcomes;
    private final FeedMetrics metrics;

    public MappingEvents(Ledger ledger, MeterRegistry registry, InstantSource clock) {
        this.outcomes = new Outcomes(ledger);
        this.metrics = new FeedMetrics(registry, clock);
    }

    @Override
    public void ended(Received message, MessageState state, List<Warning> warnings) {
        outcomes.ended(message.id(), state);
        metrics.mapped(message, state, warnings);
    }

    Outcomes outcomes() {
        return outcomes;
    }

    /** Counts and times. */
    public FeedMetrics metrics() {
        return metrics;
    }
}
