package org.chartproof.server.ehr.operations;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.chartproof.server.ehr.arrival.Arrivals;
import org.chartproof.server.ehr.arrival.Arrivals.Standing;
import org.chartproof.server.ehr.connection.Ehr;
import org.chartproof.server.ehr.connection.Ehrs;
import org.chartproof.server.ehr.connection.SourceHealth.Trouble;
import org.chartproof.server.ehr.turn.TurnTable;
import org.chartproof.server.status.Fresh;
import org.chartproof.server.status.StatusContributor;
import org.chartproof.server.status.StatusSection;
import org.chartproof.server.status.StatusSection.Line;
import org.chartproof.server.status.StatusSection.Tone;

/** How things stand with the EHRs: on the status page, and as metrics. */
public final class EhrStatus implements StatusContributor {

    private static final Duration FRESH = Duration.ofSeconds(5);

    private final Ehrs ehrs;
    private final TurnTable turns;
    private final Map<String, Fresh<Standing>> standings = new HashMap<>();

    public EhrStatus(Ehrs ehrs, Arrivals arrivals, TurnTable turns, MeterRegistry metrics) {
        this.ehrs = ehrs;
        this.turns = turns;
        for (Ehr ehr : ehrs.all()) {
            standings.put(ehr.name(), new Fresh<>(FRESH, () -> arrivals.standing(ehr.name())));
            gauge(metrics, "waiting", "Resources that are to be fetched or stored", ehr, Standing::waiting);
            gauge(metrics, "dead", "Resources that can't be had and wait for a person", ehr, Standing::dead);
            gauge(
                    metrics,
                    "oldest.seconds",
                    "Age of the oldest resource that is to be fetched or stored",
                    ehr,
                    now -> now.oldest().toSeconds());
        }
    }

    private void gauge(
            MeterRegistry metrics, String name, String description, Ehr ehr, ToDoubleFunction<Standing> figure) {
        Gauge.builder("chartproof.ehr." + name, this, all -> figure.applyAsDouble(all.standing(ehr)))
                .description(description)
                .tag("source", ehr.name())
                .register(metrics);
    }

    private Standing standing(Ehr ehr) {
        return Objects.requireNonNull(standings.get(ehr.name())).get();
    }

    @Override
    public StatusSection section() {
        List<Line> lines = new ArrayList<>();
        if (ehrs.all().isEmpty()) {
            lines.add(new Line("Sources", "none configured (ehr.sources)"));
        }
        for (Ehr ehr : ehrs.all()) {
            Standing standing = standing(ehr);
            Optional<String> trouble = ehr.health()
                    .trouble()
                    .map(Trouble::reason)
                    .or(() -> turns.standings(ehr.name()).stream()
                            .flatMap(turn -> turn.fault().stream())
                            .findFirst());
            String words = standing.stored() + " stored, " + standing.waiting() + " waiting, " + standing.dead()
                    + " dead" + trouble.map(reason -> "; " + reason).orElse("");
            boolean well = standing.dead() == 0 && trouble.isEmpty();
            lines.add(new Line(ehr.name(), words, well ? Tone.PLAIN : Tone.ATTENTION));
        }
        return new StatusSection("EHRs", lines);
    }
}
