package org.chartproof.server.ehr.turn;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Whose turn it is. */
public final class TurnTable {

    private final JdbcTemplate jdbc;

    /**
     * A turn that a node has.
     *
     * @param asked how often it had been asked for
     */
    record Turn(String source, String work, UUID token, long asked, int failures) {}

    /**
     * How things stand with a chore.
     *
     * @param fault  what went wrong last; empty while all is well
     * @param doneAt when it was done last
     */
    public record Standing(String work, Instant dueAt, Optional<String> fault, Optional<Instant> doneAt) {}

    public TurnTable(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    void ensure(Chore chore) {
        jdbc.update(
                "insert into cp_ehr_turn (source, work, due_at) values (?, ?, now()) on conflict do nothing",
                chore.source(),
                chore.work());
        // It may have waited to be asked for under former settings.
        jdbc.update(
                "update cp_ehr_turn set due_at = now() where source = ? and work = ? and due_at = 'infinity'",
                chore.source(),
                chore.work());
    }

    /** Asks for chores of an EHR before their time; one that is under way is done once more. */
    public int ask(String source, String workBegins) {
        return jdbc.update(
                "update cp_ehr_turn set asked = asked + 1, due_at = now(), failures = 0 where source = ? and starts_with(work, ?)",
                source,
                workBegins);
    }

    Optional<Turn> claim(List<String> sourcesAndWorks, Duration lease) {
        return jdbc
                .query(
                        """
                        update cp_ehr_turn set token = ?, leased_until = now() + ? * interval '1 millisecond'
                        where (source, work) = (select source, work from cp_ehr_turn
                            where due_at <= now() and leased_until < now() and source || '/' || work = any(string_to_array(?, chr(10)))
                            order by due_at limit 1 for update skip locked)
                        returning source, work, token, asked, failures
                        """,
                        (row, number) -> new Turn(
                                row.getString("source"),
                                row.getString("work"),
                                row.getObject("token", UUID.class),
                                row.getLong("asked"),
                                row.getInt("failures")),
                        UUID.randomUUID(),
                        lease.toMillis(),
                        String.join("\n", sourcesAndWorks))
                .stream()
                .findFirst();
    }

    boolean keep(Turn turn, Duration lease) {
        return jdbc.update(
                        "update cp_ehr_turn set leased_until = now() + ? * interval '1 millisecond'"
                                + " where source = ? and work = ? and token = ?",
                        lease.toMillis(),
                        turn.source(),
                        turn.work(),
                        turn.token())
                > 0;
    }

    /** @param next after what time it is due again; empty: when somebody asks */
    void done(Turn turn, Optional<Duration> next) {
        jdbc.update(
                """
                update cp_ehr_turn set token = null, leased_until = '-infinity', failures = 0, fault_code = null, fault = null,
                    done_at = now(),
                    due_at = case when asked <> ? then now()
                        when ? < 0 then 'infinity' else now() + ? * interval '1 millisecond' end
                where source = ? and work = ? and token = ?
                """,
                turn.asked(),
                next.map(Duration::toMillis).orElse(-1L),
                next.map(Duration::toMillis).orElse(0L),
                turn.source(),
                turn.work(),
                turn.token());
    }

    void failed(Turn turn, String code, String reason, Duration delay) {
        jdbc.update(
                """
                update cp_ehr_turn set token = null, leased_until = '-infinity', failures = failures + 1, fault_code = ?,
                    fault = ?, due_at = now() + ? * interval '1 millisecond'
                where source = ? and work = ? and token = ?
                """,
                code,
                reason,
                delay.toMillis(),
                turn.source(),
                turn.work(),
                turn.token());
    }

    void release(Turn turn) {
        jdbc.update(
                "update cp_ehr_turn set token = null, leased_until = '-infinity' where source = ? and work = ? and token = ?",
                turn.source(),
                turn.work(),
                turn.token());
    }

    /** How things stand with the chores of an EHR. */
    public List<Standing> standings(String source) {
        return jdbc.query(
                "select work, least(due_at, '9999-01-01') due_at, fault, done_at from cp_ehr_turn where source = ? order by work",
                (row, number) -> new Standing(
                        row.getString("work"),
                        row.getTimestamp("due_at").toInstant(),
                        Optional.ofNullable(row.getString("fault")),
                        Optional.ofNullable(row.getTimestamp("done_at")).map(java.sql.Timestamp::toInstant)),
                source);
    }
}
