package org.chartproof.server.queue;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.ToDoubleFunction;
import org.chartproof.server.status.StatusContributor;
import org.chartproof.server.status.StatusSection;
import org.chartproof.server.status.StatusSection.Line;
import org.chartproof.server.status.StatusSection.Tone;

/** The queue's figures as metrics and on the status page. They are read from the database at most once a second. */
public final class QueueMetrics implements StatusContributor {

    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

    private final WorkQueue queue;
    private QueueFigures last = new QueueFigures(0, Duration.ZERO, 0, 0);
    private long readAt = System.nanoTime() - 2 * FRESH_NANOS;

    public QueueMetrics(WorkQueue queue, MeterRegistry registry) {
        this.queue = queue;
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
        Gauge.builder(name, this, metrics -> figure.applyAsDouble(metrics.figures()))
                .description(description)
                .register(registry);
    }

    private synchronized QueueFigures figures() {
        if (System.nanoTime() - readAt > FRESH_NANOS) {
            last = queue.figures();
            readAt = System.nanoTime();
        }
        return last;
    }

    @Override
    public StatusSection section() {
        QueueFigures figures = figures();
        return new StatusSection(
                "Coding queue",
                java.util.List.of(
                        new Line("To be coded", Long.toString(figures.depth())),
                        new Line("Oldest", figures.oldest().toSeconds() + " s"),
                        new Line("Documents that wait", Long.toString(figures.waiting()), toneOf(figures.waiting())),
                        new Line("Dead letters", Long.toString(figures.dead()), toneOf(figures.dead()))));
    }

    private static Tone toneOf(long count) {
        return count == 0 ? Tone.PLAIN : Tone.ATTENTION;
    }
}
