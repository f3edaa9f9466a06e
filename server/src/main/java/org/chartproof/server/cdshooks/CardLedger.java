package org.chartproof.server.cdshooks;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.chartproof.server.cdshooks.Feedback.Outcome;
import org.chartproof.server.status.Fresh;
import org.springframework.jdbc.core.JdbcTemplate;

/** Which cards were shown to whom, and what became of them. {@link #answered} takes part in the caller's transaction. */
final class CardLedger {

    private static final Duration SWEEP = Duration.ofMinutes(10);

    private final JdbcTemplate jdbc;
    /** Forgets what was shown long ago, now and then. */
    private final Fresh<Integer> sweep;

    CardLedger(DataSource dataSource, Duration retention) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.sweep = new Fresh<>(
                SWEEP,
                () -> jdbc.update(
                        "delete from cp_cds_card where shown_at < now() - make_interval(secs => ?)",
                        retention.toMillis() / 1000.0));
    }

    /**
     * A card that was shown.
     *
     * @param client name of the configured EHR; empty where none is
     * @param practitioner as the EHR named them
     */
    record Shown(
            UUID card,
            HookService service,
            String client,
            String practitioner,
            String issue,
            String patient,
            String encounter) {}

    void shown(List<Shown> cards) {
        jdbc.batchUpdate(
                "insert into cp_cds_card (card, service, client, practitioner, issue, patient, encounter)"
                        + " values (?, ?, ?, ?, ?, ?, ?)",
                cards.stream()
                        .map(one -> new Object[] {
                            one.card(),
                            one.service().id(),
                            one.client(),
                            one.practitioner(),
                            one.issue(),
                            one.patient(),
                            one.encounter()
                        })
                        .toList());
        Integer unused = sweep.get();
    }

    /** The card, if this EHR was given it by this service. */
    Optional<Shown> find(UUID card, HookService service, String client) {
        return jdbc
                .query(
                        "select * from cp_cds_card where card = ? and service = ? and client = ?",
                        (rows, number) -> new Shown(
                                card,
                                service,
                                client,
                                rows.getString("practitioner"),
                                rows.getString("issue"),
                                rows.getString("patient"),
                                rows.getString("encounter")),
                        card,
                        service.id(),
                        client)
                .stream()
                .findFirst();
    }

    /** Keeps what became of a card; of two tellings the later counts. */
    void answered(UUID card, Outcome outcome) {
        Optional<String> reason = outcome instanceof Outcome.Overridden overridden
                ? overridden.reason().map(Feedback.Reason::code)
                : Optional.empty();
        jdbc.update(
                "update cp_cds_card set outcome = ?, reason = ? where card = ?",
                outcome.word(),
                reason.orElse(null),
                card);
    }

    /** The questions that a user has done with at a service: nobody is asked again what they answered, unless they said that they would later. */
    Set<String> settled(HookService service, String client, String practitioner) {
        return new HashSet<>(jdbc.queryForList(
                "select distinct issue from cp_cds_card where service = ? and client = ? and practitioner = ?"
                        + " and (outcome = 'accepted' or outcome = 'overridden' and reason is not null and reason <> ?)",
                String.class,
                service.id(),
                client,
                practitioner,
                OverrideReason.LATER.code()));
    }
}
