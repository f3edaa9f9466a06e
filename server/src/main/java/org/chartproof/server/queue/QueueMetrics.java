package org.chartproof.server.queue;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.ToDoubleFunction;
import org.chartproof.server.status.Fresh;
import org.chartproof.server.status.StatusContributor;
import org.chartproof.server.status.StatusSection;
import org.chartproof.server.status.StatusSection.Line;
import org.chartproof.server.status.StatusSection.Tone;

/** The queue's figures as metrics and on the status page. They are read from the database at most once a second. */
public final class QueueMetrics implements StatusContributor {

    private static final Duration FRESH = Duration.ofSeconds(1);

    private final Fresh<QueueFigures> figures;

    public QueueMetrics(WorkQueue queue, MeterRegistry registry) {
        this.figures = new Fresh<>(FRESH, queue::figures);
        gauge(registry, "chartproof.queue.depth", "Changes that are to be coded", QueueFigures::depth);
        gauge(
                registry,
                "chartproof.queue.oldest.seconds",
                "Age of the oldest of them",
                figures -> figures.oldest().toMillis() / 1000.0);
        gauge(
                registry,
                "chartproof.queue.waiting",
                "Documents that can't be coded as they stand",
                QueueFigures::waiting);
        gauge(registry, "chartproof.queue.dead", "Changes given up after the last try", QueueFigures::dead);
    }

    private void gauge(MeterRegistry registry, String name, String description, ToDoubleFunction<QueueFigures> figure) {
        Gauge.builder(name, this, metrics -> figure.applyAsDouble(metrics.figures.get()))
                .description(description)
                .register(registry);
    }

    @Override
    public StatusSection section() {
        QueueFigures now = figures.get();
        return new StatusSection(
                "Coding queue",
                java.util.List.of(
                        new Line("To be coded", Long.toString(now.depth())),
                        new Line("Oldest", now.oldest().toSeconds() + " s"),
                        new Line("Documents that wait", Long.toString(now.waiting()), toneOf(now.waiting())),
                        new Line("Dead letters", Long.toString(now.dead()), toneOf(now.dead()))));
    }

    private static Tone toneOf(long count) {
        return count == 0 ? Tone.PLAIN : Tone.ATTENTION;
    }
}
