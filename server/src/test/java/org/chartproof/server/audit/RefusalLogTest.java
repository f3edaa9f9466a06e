package org.chartproof.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chartproof.server.audit.AuditRecord.Agent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whoever is refused again and again fills no disk, and is not forgotten either. */
class RefusalLogTest {

    private final List<AuditRecord> stored = new ArrayList<>();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private long nanos;
    private final RefusalLog log = new RefusalLog(stored::addAll, () -> Instant.EPOCH, () -> nanos, metrics);

    @AfterEach
    void close() {
        log.close();
    }

    private void refuse(int times, String subject, String address, boolean known) {
        Agent agent = new Agent(subject, "app", Optional.empty(), "", address, Optional.empty());
        for (int i = 0; i < times; i++) {
            log.record(
                    List.of(new AuditRecord(
                            Instant.EPOCH,
                            AuditedAction.READ,
                            "refused",
                            true,
                            Optional.empty(),
                            Optional.empty(),
                            agent,
                            Optional.empty(),
                            Optional.of("GET /fhir/Patient/x"))),
                    known);
        }
    }

    @Test
    void whatIsTooMuchOfAnAddressIsToldAsANumber() {
        refuse(1_000, "unknown", "192.0.2.1", false);
        refuse(1, "unknown", "192.0.2.2", false);
        assertThat(stored).hasSize(61);

        log.tellLeftOut();
        log.tellLeftOut();

        assertThat(stored).hasSize(62);
        AuditRecord told = stored.get(61);
        assertThat(told.interaction()).isEqualTo(RefusalLog.LEFT_OUT);
        assertThat(told.query()).contains("940 more were refused and are not recorded one by one");
        assertThat(metrics.get("chartproof.audit.refusals.left.out").counter().count())
                .isEqualTo(940);
        assertThat(AuditEvents.of(new AuditLog.Kept(1, told)).getOutcomeDesc()).startsWith("940 more");
    }

    @Test
    void manyAddressesAreNoWayRoundIt() {
        for (int i = 0; i < 5_000; i++) {
            refuse(1, "unknown", "192.0.2." + i, false);
        }

        assertThat(stored).hasSize(600);
    }

    @Test
    void whoHasShownWhoTheyAreIsRecordedLongerAndKeepsNobodyElseOut() {
        refuse(1_000, "unknown", "192.0.2.1", false);
        refuse(700, "somebody", "192.0.2.1", true);
        refuse(1, "somebody-else", "192.0.2.1", true);
        assertThat(stored).hasSize(60 + 600 + 1);

        nanos += Duration.ofSeconds(10).toNanos();
        refuse(100, "somebody", "192.0.2.1", true);
        assertThat(stored).hasSize(60 + 600 + 1 + 50);
    }
}
