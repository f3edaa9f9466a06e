package org.chartproof.server.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.chartproof.hl7.out.BillingDestination;
import org.chartproof.server.outbox.Outbox.Standing;
import org.chartproof.server.status.StatusContributor;
import org.chartproof.server.status.StatusSection;
import org.chartproof.server.status.StatusSection.Line;
import org.chartproof.server.status.StatusSection.Tone;
import org.springframework.context.SmartLifecycle;

/** The couriers of this node: started last, stopped first. */
public final class Couriers implements SmartLifecycle, StatusContributor {

    private static final int TURNS_KEPT = 4;

    private final List<BillingDestination> destinations;
    private final Outbox outbox;
    private final List<Courier> couriers = new ArrayList<>();
    private final ScheduledExecutorService keeper = Executors.newSingleThreadScheduledExecutor(runnable -> {
        Thread thread = new Thread(runnable, "courier-turns");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean running;

    Couriers(List<BillingDestination> destinations, Outbox outbox, MessageWriter writer, MeterRegistry metrics) {
        this.destinations = List.copyOf(destinations);
        this.outbox = outbox;
        for (BillingDestination destination : destinations) {
            couriers.add(new Courier(destination, outbox, writer, metrics));
            Gauge.builder("chartproof.hl7.out.waiting", outbox, box -> box.standing(destination.name())
                            .waiting())
                    .description("Messages that are to be sent")
                    .tag("destination", destination.name())
                    .register(metrics);
            Gauge.builder("chartproof.hl7.out.dead", outbox, box -> box.standing(destination.name())
                            .dead())
                    .description("Messages that were refused and wait for a person")
                    .tag("destination", destination.name())
                    .register(metrics);
            Gauge.builder(
                            "chartproof.hl7.out.oldest.seconds",
                            outbox,
                            box -> box.standing(destination.name()).oldest().toMillis() / 1000.0)
                    .description("Age of the oldest message that is to be sent")
                    .tag("destination", destination.name())
                    .register(metrics);
            Gauge.builder(
                            "chartproof.hl7.out.alert",
                            outbox,
                            box -> box.standing(destination.name()).alert() ? 1 : 0)
                    .description("1 while a certificate or a name does not fit and a person has to look")
                    .tag("destination", destination.name())
                    .register(metrics);
        }
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
            Standing standing = outbox.standing(destination.name());
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
