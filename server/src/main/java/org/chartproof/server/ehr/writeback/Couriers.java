package org.chartproof.server.ehr.writeback;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.chartproof.server.ehr.turn.Chore;
import org.chartproof.server.ehr.writeback.EhrOutbox.Standing;
import org.chartproof.server.status.Fresh;
import org.chartproof.server.status.StatusContributor;
import org.chartproof.server.status.StatusSection;
import org.chartproof.server.status.StatusSection.Line;
import org.chartproof.server.status.StatusSection.Tone;

/** One for each EHR that is told anything, and how things stand with them: on the status page, and as metrics. */
public final class Couriers implements StatusContributor {

    private static final Duration FRESH = Duration.ofSeconds(1);

    private final List<Courier> all;
    private final Map<String, Fresh<Standing>> standings = new LinkedHashMap<>();

    /** @param all in the order of the configuration */
    Couriers(List<Courier> all, EhrOutbox outbox, MeterRegistry metrics) {
        this.all = List.copyOf(all);
        for (Courier courier : all) {
            String source = courier.source();
            Fresh<Standing> standing = new Fresh<>(FRESH, () -> outbox.standing(source));
            standings.put(source, standing);
            gauge(metrics, "waiting", "Claims that an EHR is to be told of", source, standing, Standing::waiting);
            gauge(metrics, "dead", "What an EHR refused and waits for a person", source, standing, Standing::dead);
            gauge(
                    metrics,
                    "oldest.seconds",
                    "Age of the oldest that an EHR is to be told",
                    source,
                    standing,
                    now -> now.oldest().toMillis() / 1000.0);
        }
    }

    private static void gauge(
            MeterRegistry metrics,
            String name,
            String description,
            String source,
            Fresh<Standing> standing,
            ToDoubleFunction<Standing> figure) {
        Gauge.builder("chartproof.ehr.out." + name, standing, now -> figure.applyAsDouble(now.get()))
                .description(description)
                .tag("source", source)
                .strongReference(true)
                .register(metrics);
    }

    /** What they do, each in its turn. */
    public List<Chore> chores() {
        return List.copyOf(all);
    }

    @Override
    public StatusSection section() {
        List<Line> lines = new ArrayList<>();
        if (standings.isEmpty()) {
            lines.add(new Line("EHRs", "none is told anything (ehr.sources.NAME.write-back)"));
        }
        standings.forEach((source, fresh) -> {
            Standing standing = fresh.get();
            lines.add(new Line(
                    source,
                    standing.sent() + " told, " + standing.waiting() + " waiting, " + standing.dead() + " dead",
                    standing.dead() == 0 ? Tone.PLAIN : Tone.ATTENTION));
        });
        return new StatusSection("Coding told to EHRs", lines);
    }
}
