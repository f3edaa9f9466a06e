package org.chartproof.server.audit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.chartproof.server.audit.AuditRecord.Agent;
import org.chartproof.server.http.Allowance;

/**
 * Records refusals, and not so many that whoever is refused could fill the disk: of each person so many a second, of each address that nobody is known at fewer, of all those together no more than a
 * few. What is beyond that is counted, and the count recorded once a minute.
 */
final class RefusalLog implements AutoCloseable {
    /** The interaction of a record that stands for many. */
    static final String LEFT_OUT = "refusals-left-out";

    private static final int AT_ONCE = 600;
    private static final int KNOWN_PER_SECOND = 5;
    private static final int UNKNOWN_PER_SECOND = 5;
    private static final int ADDRESS_AT_ONCE = 60;
    private static final double ADDRESS_PER_SECOND = 0.5;
    private static final int MOST_KNOWN = 50_000;

    private final Consumer<List<AuditRecord>> store;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final Counter leftOutOfAll;
    private final AtomicLong leftOut = new AtomicLong();
    private final Allowance unknown;
    private final Cache<String, Allowance> allowances = Caffeine.newBuilder()
            .maximumSize(MOST_KNOWN)
            .expireAfterAccess(Duration.ofMinutes(10))
            .build();
    private final ScheduledExecutorService minutes = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "audit-refusals");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * @param store where records go
     * @param nanos a clock that runs evenly
     */
    RefusalLog(Consumer<List<AuditRecord>> store, InstantSource clock, LongSupplier nanos, MeterRegistry metrics) {
        this.store = store;
        this.clock = clock;
        this.nanos = nanos;
        this.unknown = new Allowance(UNKNOWN_PER_SECOND, AT_ONCE, nanos.getAsLong());
        this.leftOutOfAll = Counter.builder("chartproof.audit.refusals.left.out")
                .description("Refusals that are not recorded one by one, since there were too many")
                .register(metrics);
    }

    void start() {
        minutes.scheduleWithFixedDelay(this::tellLeftOut, 1, 1, TimeUnit.MINUTES);
    }

    /**
     * Records refusals of one request.
     *
     * @param known whether the one who was refused has shown who they are
     */
    void record(List<AuditRecord> refusals, boolean known) {
        List<AuditRecord> kept = refusals.stream()
                .filter(refusal -> mayRecord(refusal.agent(), known))
                .toList();
        if (kept.size() < refusals.size()) {
            leftOut.addAndGet(refusals.size() - kept.size());
            leftOutOfAll.increment(refusals.size() - kept.size());
        }
        store.accept(kept);
    }

    private boolean mayRecord(Agent agent, boolean known) {
        long now = nanos.getAsLong();
        if (known) {
            return allowances
                    .get("person " + agent.subject(), key -> new Allowance(KNOWN_PER_SECOND, AT_ONCE, now))
                    .take(now);
        }
        return allowances
                        .get(
                                "address " + agent.address(),
                                key -> new Allowance(ADDRESS_PER_SECOND, ADDRESS_AT_ONCE, now))
                        .take(now)
                && unknown.take(now);
    }

    /** Records how many were left out since it was last told, if any were. */
    void tellLeftOut() {
        long count = leftOut.getAndSet(0);
        if (count > 0) {
            store.accept(List.of(new AuditRecord(
                    clock.instant(),
                    AuditedAction.QUERY,
                    LEFT_OUT,
                    true,
                    Optional.empty(),
                    Optional.empty(),
                    new Agent(Agents.UNKNOWN, Agents.UNKNOWN, Optional.empty(), "", "", Optional.empty()),
                    Optional.empty(),
                    Optional.of(count + " more were refused and are not recorded one by one"))));
        }
    }

    @Override
    public void close() {
        minutes.shutdownNow();
        tellLeftOut();
    }
}
