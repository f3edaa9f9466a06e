package org.chartproof.server.ehr.writeback;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.chartproof.server.ehr.writeback.EhrOutbox.Standing;
import org.chartproof.server.status.Fresh;
import org.chartproof.server.status.StatusContributor;
import org.chartproof.server.status.StatusSection;
import org.chartproof.server.status.StatusSection.Line;
import org.chartproof.server.status.StatusSection.Tone;
import org.springframework.context.SmartLifecycle;

/** The couriers of this node, one for each EHR that is told anything: started last, stopped first. */
final class Couriers implements SmartLifecycle, StatusContributor {

    private static final Duration FRESH = Duration.ofSeconds(1);

    private final List<Courier> couriers;
    private final Map<String, Fresh<Standing>> standings = new LinkedHashMap<>();
    private volatile boolean running;

    /** @param sources names of the EHRs, in the order of the configuration */
    Couriers(List<String> sources, List<Courier> couriers, EhrOutbox outbox, MeterRegistry metrics) {
        this.couriers = List.copyOf(couriers);
        for (String source : sources) {
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
            gauge(
                    metrics,
                    "alert",
                    "1 while an EHR does not let this server in and a person has to look",
                    source,
                    standing,
                    now -> now.alert() ? 1 : 0);
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
                .register(metrics);
    }

    /** Tells all that there may be something to tell. */
    void wake() {
        couriers.forEach(Courier::wake);
    }

    @Override
    public StatusSection section() {
        List<Line> lines = new ArrayList<>();
        if (standings.isEmpty()) {
            lines.add(new Line("EHRs", "none is told anything (ehr.sources.NAME.write-back)"));
        }
        standings.forEach((source, fresh) -> {
            Standing standing = fresh.get();
            boolean well = standing.dead() == 0 && standing.fault().isEmpty();
            String words = standing.sent() + " told, " + standing.waiting() + " waiting, " + standing.dead() + " dead"
                    + standing.fault().map(fault -> "; " + fault).orElse("");
            lines.add(new Line(source, words, well ? Tone.PLAIN : Tone.ATTENTION));
        });
        return new StatusSection("Coding told to EHRs", lines);
    }

    @Override
    public void start() {
        couriers.forEach(Courier::start);
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        couriers.forEach(Courier::close);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 1;
    }
}
