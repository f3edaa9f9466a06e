package org.chartproof.server.ehr.arrival;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.chartproof.server.database.Conditions;
import org.springframework.jdbc.core.JdbcTemplate;

/** What people see of what EHRs told of, and do about it. */
public final class Arrivals {

    private final JdbcTemplate jdbc;
    private final Runnable wakeWorkers;

    /**
     * One resource, as people see it.
     *
     * @param resource {@code Type/id} as the EHR has it
     * @param local    id of what is stored here; empty if nothing is
     */
    public record Seen(
            long id,
            String source,
            String resource,
            String state,
            String way,
            Optional<String> local,
            int tries,
            String reasonCode,
            String reason,
            String hint,
            Instant firstToldAt,
            Instant changedAt,
            Instant dueAt) {}

    /**
     * How many there are.
     *
     * @param oldest age of the oldest that waits; zero if none does
     */
    public record Standing(long waiting, long stored, long skipped, long dead, Duration oldest) {}

    public Arrivals(DataSource dataSource, Runnable wakeWorkers) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.wakeWorkers = wakeWorkers;
    }

    /** How things stand with one EHR. */
    public Standing standing(String source) {
        return jdbc.query(
                        """
                        select count(*) filter (where state = 'waiting') waiting, count(*) filter (where state = 'stored') stored,
                            count(*) filter (where state = 'skipped') skipped, count(*) filter (where state = 'dead') dead,
                            coalesce(extract(epoch from now() - min(changed_at) filter (where state = 'waiting')), 0) oldest
                        from cp_ehr_resource where source = ?
                        """,
                        (row, number) -> new Standing(
                                row.getLong("waiting"),
                                row.getLong("stored"),
                                row.getLong("skipped"),
                                row.getLong("dead"),
                                Duration.ofSeconds((long) row.getDouble("oldest"))),
                        source)
                .get(0);
    }

    /** Newest first; each part of the filter may be empty. */
    public List<Seen> search(
            Optional<String> source,
            Optional<String> state,
            Optional<String> reasonCode,
            Optional<String> resource,
            OptionalLong before,
            int most) {
        Conditions conditions = new Conditions()
                .and("source = ?", source)
                .and("state = ?", state)
                .and("reason_code = ?", reasonCode)
                .and("resource = ?", resource)
                .and("id < ?", before);
        return jdbc.query(
                "select * from cp_ehr_resource" + conditions.where() + " order by id desc limit ?",
                (row, number) -> seen(row),
                conditions.values(most));
    }

    /** One of them. */
    public Optional<Seen> find(long id) {
        return jdbc.query("select * from cp_ehr_resource where id = ?", (row, number) -> seen(row), id).stream()
                .findFirst();
    }

    private static Seen seen(ResultSet row) throws SQLException {
        String source = row.getString("source");
        ResourceKey key = ResourceKey.parse(row.getString("resource")).orElseThrow();
        return new Seen(
                row.getLong("id"),
                source,
                key.toString(),
                row.getString("state"),
                row.getString("way"),
                row.getString("stored_version") == null
                        ? Optional.empty()
                        : Optional.of(key.type() + "/" + key.localId(source)),
                row.getInt("tries"),
                Optional.ofNullable(row.getString("reason_code")).orElse(""),
                Optional.ofNullable(row.getString("reason")).orElse(""),
                Optional.ofNullable(row.getString("hint")).orElse(""),
                row.getTimestamp("first_told_at").toInstant(),
                row.getTimestamp("changed_at").toInstant(),
                row.getTimestamp("due_at").toInstant());
    }

    /** Fetches one anew, at once. */
    public boolean retry(long id) {
        return again("id = ?", id) > 0;
    }

    /** Fetches all anew that failed for one reason. */
    public int retryAlike(String source, String reasonCode) {
        return again("state = 'dead' and source = ? and reason_code = ?", source, reasonCode);
    }

    private int again(String which, Object... values) {
        int changed = jdbc.update(
                "update cp_ehr_resource set state = 'waiting', way = 'person', body = null, deleted = false, news = news + 1, tries = 0, due_at = now(),"
                        + " changed_at = now() where " + which,
                values);
        wakeWorkers.run();
        return changed;
    }

    /** Treats one as deleted in the EHR: what is stored of it no longer counts. */
    public boolean withdraw(long id) {
        int changed = jdbc.update(
                "update cp_ehr_resource set state = 'waiting', way = 'person', deleted = true, news = news + 1, tries = 0,"
                        + " due_at = now(), changed_at = now() where id = ? and stored_version is not null",
                id);
        wakeWorkers.run();
        return changed > 0;
    }

    /** Gives up one that waits or is dead. */
    public boolean discard(long id, String reason) {
        return jdbc.update(
                        "update cp_ehr_resource set state = 'discarded', body = null, token = null, reason = ?, changed_at = now()"
                                + " where id = ? and state in ('waiting', 'dead')",
                        reason,
                        id)
                > 0;
    }
}
