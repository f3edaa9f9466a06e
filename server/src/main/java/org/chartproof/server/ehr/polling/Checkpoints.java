package org.chartproof.server.ehr.polling;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** How far searches have come. */
final class Checkpoints {

    private final JdbcTemplate jdbc;

    Checkpoints(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /**
     * Where a stream stands.
     *
     * @param since    what was changed before is put down
     * @param position the last patient of a round that is under way
     * @param begunAt  when that round began, by the clock of the EHR
     */
    record Checkpoint(Instant since, Optional<String> position, Optional<Instant> begunAt) {}

    Optional<Checkpoint> read(String source, String stream) {
        return jdbc
                .query(
                        "select since, position, begun_at from cp_ehr_checkpoint where source = ? and stream = ?",
                        (row, number) -> new Checkpoint(
                                row.getTimestamp("since").toInstant(),
                                Optional.ofNullable(row.getString("position")),
                                Optional.ofNullable(row.getTimestamp("begun_at"))
                                        .map(Timestamp::toInstant)),
                        source,
                        stream)
                .stream()
                .findFirst();
    }

    /** Never goes back. */
    void reached(String source, String stream, Instant since) {
        jdbc.update(
                """
                insert into cp_ehr_checkpoint (source, stream, since) values (?, ?, ?)
                on conflict (source, stream) do update
                set since = greatest(cp_ehr_checkpoint.since, excluded.since), position = null, begun_at = null
                """,
                source,
                stream,
                Timestamp.from(since));
    }

    /** Notes how far a round has come, that began from {@code since}. */
    void at(String source, String stream, Instant since, Instant begunAt, String position) {
        jdbc.update(
                """
                insert into cp_ehr_checkpoint (source, stream, since, begun_at, position) values (?, ?, ?, ?, ?)
                on conflict (source, stream) do update set position = excluded.position, begun_at = excluded.begun_at
                """,
                source,
                stream,
                Timestamp.from(since),
                Timestamp.from(begunAt),
                position);
    }
}
