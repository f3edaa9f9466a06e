package org.chartproof.server.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.chartproof.hl7.out.BillingDestination;
import org.chartproof.server.outbox.Outbox.Standing;
import org.chartproof.server.status.Fresh;
import org.chartproof.server.status.StatusContributor;
import org.chartproof.server.status.StatusSection;
import org.chartproof.server.status.StatusSection.Line;
import org.chartproof.server.status.StatusSection.Tone;
import org.springframework.context.SmartLifecycle;

/** The couriers of this node: started last, stopped first. */
public final class Couriers implements SmartLifecycle, StatusContributor {

    private static final int TURNS_KEPT = 4;
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final List<BillingDestination> destinations;
    /** The sent ones are counted too, so they are not read for each gauge. */
    private final Map<String, Fresh<Standing>> standings = new HashMap<>();

    private final List<Courier> couriers = new ArrayList<>();
    private final ScheduledExecutorService keeper = Executors.newSingleThreadScheduledExecutor(runnable -> {
        Thread thread = new Thread(runnable, "courier-turns");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean running;

    Couriers(List<BillingDestination> destinations, Outbox outbox, MessageWriter writer, MeterRegistry metrics) {
        this.destinations = List.copyOf(destinations);
        for (BillingDestination destination : destinations) {
            couriers.add(new Courier(destination, outbox, writer, metrics));
            Fresh<Standing> standing = new Fresh<>(FRESH, () -> outbox.standing(destination.name()));
            standings.put(destination.name(), standing);
            gauge(metrics, "waiting", "Messages that are to be sent", destination, Standing::waiting);
            gauge(metrics, "dead", "Messages that were refused and wait for a person", destination, Standing::dead);
            gauge(
                    metrics,
                    "oldest.seconds",
                    "Age of the oldest message that is to be sent",
                    destination,
                    now -> now.oldest().toMillis() / 1000.0);
            gauge(
                    metrics,
                    "alert",
                    "1 while a certificate or a name does not fit and a person has to look",
                    destination,
                    now -> now.alert() ? 1 : 0);
        }
    }

    private void gauge(
            MeterRegistry metrics,
            String name,
            String description,
            BillingDestination destination,
            ToDoubleFunction<Standing> figure) {
        Gauge.builder("chartproof.hl7.out." + name, this, all -> figure.applyAsDouble(all.standing(destination)))
                .description(description)
                .tag("destination", destination.name())
                .register(metrics);
    }

    private Standing standing(BillingDestination destination) {
        return Objects.requireNonNull(standings.get(destination.name())).get();
    }

    /** Tells all that there may be something to send. */
    public void wake() {
        couriers.forEach(Courier::wake);
    }

    @Override
    public StatusSection section() {
        List<Line> lines = new ArrayList<>();
        if (destinations.isEmpty()) {
            lines.add(new Line("Destinations", "none configured (hl7.destinations)"));
        }
        for (BillingDestination destination : destinations) {
            Standing standing = standing(destination);
            boolean well = standing.dead() == 0 && standing.fault().isEmpty();
            String words = standing.sent() + " sent, " + standing.waiting() + " waiting, " + standing.dead() + " dead"
                    + standing.fault().map(fault -> "; " + fault).orElse("");
            lines.add(new Line(destination.name(), words, well ? Tone.PLAIN : Tone.ATTENTION));
        }
        return new StatusSection("Billing systems", lines);
    }

    @Override
    public void start() {
        couriers.forEach(Courier::start);
        long interval = Courier.TURN.toMillis() / TURNS_KEPT;
        keeper.scheduleWithFixedDelay(
                () -> couriers.forEach(Courier::keepTurn), interval, interval, TimeUnit.MILLISECONDS);
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        couriers.forEach(Courier::close);
        keeper.shutdown();
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
