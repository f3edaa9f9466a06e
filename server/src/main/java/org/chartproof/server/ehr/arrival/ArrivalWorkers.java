package org.chartproof.server.ehr.arrival;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import javax.sql.DataSource;
import org.chartproof.server.config.ChartproofConfig;
import org.chartproof.server.ehr.connection.Ehr;
import org.chartproof.server.ehr.connection.Ehrs;
import org.chartproof.server.ehr.http.EhrUnavailable;
import org.chartproof.server.polling.Backoff;
import org.chartproof.server.polling.PollingThreads;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Meta;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.PlatformTransactionManager;

/** The threads of this node that fetch and store what EHRs have told of. */
public final class ArrivalWorkers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ArrivalWorkers.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(15);
    private static final Duration LONGEST_BACKOFF = Duration.ofHours(1);

    private final Ehrs ehrs;
    private final ArrivalTable table;
    private final Assembler assembler;
    private final LocalStore store;
    private final MeterRegistry metrics;
    private final InstantSource clock;
    private final ChartproofConfig.Ehr settings;
    private final Backoff backoff;
    private final PollingThreads threads;

    public ArrivalWorkers(
            Ehrs ehrs,
            FhirContext fhir,
            DaoRegistry daos,
            IFhirSystemDao<Bundle, Meta> system,
            DataSource dataSource,
            PlatformTransactionManager transactions,
            MeterRegistry metrics,
            InstantSource clock,
            ChartproofConfig.Ehr settings,
            OwnWritings own) {
        this.ehrs = ehrs;
        this.table = new ArrivalTable(dataSource);
        this.assembler = new Assembler(fhir, table, own);
        this.store = new LocalStore(fhir, daos, system, table, transactions);
        this.metrics = metrics;
        this.clock = clock;
        this.settings = settings;
        this.backoff = new Backoff(settings.backoff(), LONGEST_BACKOFF);
        this.threads = new PollingThreads("ehr-arrival", settings.workers(), POLL, LONGEST_STOP, this::workedOnOne);
    }

    /** Starts the threads. */
    public void start() {
        threads.start();
    }

    /** Tells the workers that there is something to do. */
    public void wake() {
        threads.wake();
    }

    private boolean workedOnOne() {
        try {
            Optional<Arrival> next = table.claim(settings.lease());
            next.ifPresent(this::work);
            return next.isPresent();
        } catch (RuntimeException e) {
            // The database is away: nothing is lost, the lease runs out and it is tried again.
            LOG.error(
                    "What EHRs told of can't be read or written, trying again: {}",
                    e.getClass().getSimpleName());
            return false;
        }
    }

    private void work(Arrival arrival) {
        Optional<Ehr> ehr = ehrs.named(arrival.source());
        if (ehr.isEmpty()) {
            table.putOff(
                    arrival,
                    new Reason(
                            "no-source", "Its source is no longer configured.", "Configure it again, or discard this."),
                    LONGEST_BACKOFF,
                    false);
            return;
        }
        Instant begin = clock.instant();
        try {
            count(arrival, work(ehr.get(), arrival));
        } catch (LeaseLost e) {
            LOG.warn(
                    "A resource of {} took longer than its lease; it is left to the worker that took it over",
                    arrival.source());
        } catch (EhrUnavailable e) {
            boolean ofThisOne = !e.concernsAll()
                    || !e.code().equals("busy")
                            && ehr.get()
                                    .health()
                                    .lastAnswer()
                                    .map(begin::isBefore)
                                    .orElse(false);
            failed(arrival, Reason.of(e.code(), e.getMessage() + "."), ofThisOne, e.retryAfter());
        } catch (RuntimeException e) {
            Reason reason = StorageFaults.explain(e);
            LOG.warn("A resource of {} was not stored: {}", arrival.source(), reason.reason());
            failed(arrival, reason, true, Optional.empty());
        }
    }

    private String work(Ehr ehr, Arrival arrival) {
        Assembly assembly = assembler.assemble(ehr, arrival);
        if (assembly instanceof Assembly.Complete complete) {
            store.store(ehr, arrival, complete.parts());
            return "stored";
        } else if (assembly instanceof Assembly.NothingNew) {
            table.finish(arrival, "stored");
            return "known";
        } else if (assembly instanceof Assembly.NotTaken) {
            table.finish(arrival, "skipped");
            return "skipped";
        } else if (assembly instanceof Assembly.Withdrawn) {
            store.withdraw(arrival);
            return "withdrawn";
        }
        Reason reason = ((Assembly.Failed) assembly).reason();
        LOG.warn("A resource of {} can't be had ({}); it waits for a person", arrival.source(), reason.code());
        table.bury(arrival, reason);
        return "dead";
    }

    private void failed(Arrival arrival, Reason reason, boolean counts, Optional<Duration> retryAfter) {
        int tries = arrival.tries() + 1;
        if (counts && tries >= settings.maxTries()) {
            LOG.warn("A resource of {} failed too often ({}); it waits for a person", arrival.source(), reason.code());
            table.bury(arrival, reason);
            count(arrival, "dead");
            return;
        }
        Duration delay = counts ? backoff.after(tries) : settings.backoff();
        table.putOff(
                arrival,
                reason,
                retryAfter.filter(wait -> wait.compareTo(delay) > 0).orElse(delay),
                counts);
        count(arrival, "put-off");
    }

    private void count(Arrival arrival, String outcome) {
        metrics.counter("chartproof.ehr.arrivals", "source", arrival.source(), "outcome", outcome)
                .increment();
    }

    /** Takes on no more and waits for what is being stored. */
    @Override
    public void close() {
        threads.close();
    }
}
