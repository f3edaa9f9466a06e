package org.chartproof.server.ehr.bulk;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Exports and how far they have come. */
public final class ExportTable {

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    /**
     * One export.
     *
     * @param state    requested, running, loading, done or failed
     * @param progress as the EHR says
     * @param tries    how often it had to be asked for anew
     * @param errors   that the EHR reports of it
     */
    public record Export(
            long id,
            String source,
            String state,
            Optional<String> statusUrl,
            Optional<Instant> since,
            Optional<String> progress,
            int tries,
            long errors,
            Optional<String> reason,
            Instant changedAt) {}

    /**
     * A file of an export.
     *
     * @param kind  output, deleted or error
     * @param token whether it wants the token
     * @param lines that are put down
     */
    record ExportFile(int number, String kind, String type, String url, boolean token, long lines, boolean done) {}

    public ExportTable(DataSource dataSource, PlatformTransactionManager transactions) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Wishes for an export; nothing if one is under way.
     *
     * @param since only what changed after it; empty for all
     */
    public boolean request(String source, Optional<Instant> since) {
        @Nullable Timestamp after = since.map(Timestamp::from).orElse(null);
        return jdbc.update(
                        "insert into cp_ehr_export (source, state, since) values (?, 'requested', ?) on conflict do nothing",
                        source,
                        after)
                > 0;
    }

    /** The one that is under way. */
    Optional<Export> open(String source) {
        return jdbc
                .query(
                        "select * from cp_ehr_export where source = ? and state in ('requested', 'running', 'loading')",
                        (row, number) -> read(row),
                        source)
                .stream()
                .findFirst();
    }

    /** Newest first. */
    public List<Export> all(String source) {
        return jdbc.query(
                "select * from cp_ehr_export where source = ? order by id desc limit 20",
                (row, number) -> read(row),
                source);
    }

    private static Export read(ResultSet row) throws SQLException {
        return new Export(
                row.getLong("id"),
                row.getString("source"),
                row.getString("state"),
                Optional.ofNullable(row.getString("status_url")),
                Optional.ofNullable(row.getTimestamp("since")).map(Timestamp::toInstant),
                Optional.ofNullable(row.getString("progress")),
                row.getInt("tries"),
                row.getLong("errors"),
                Optional.ofNullable(row.getString("reason")),
                row.getTimestamp("changed_at").toInstant());
    }

    void running(long id, String statusUrl) {
        jdbc.update(
                "update cp_ehr_export set state = 'running', status_url = ?, reason = null, changed_at = now() where id = ?",
                statusUrl,
                id);
    }

    void progress(long id, String progress) {
        jdbc.update("update cp_ehr_export set progress = ?, changed_at = now() where id = ?", progress, id);
    }

    /** The EHR has made it. */
    void made(long id, Optional<Instant> madeAt, List<ExportFile> files) {
        @Nullable Timestamp at = madeAt.map(Timestamp::from).orElse(null);
        transaction.executeWithoutResult(status -> {
            jdbc.update(
                    "update cp_ehr_export set state = 'loading', made_at = ?, progress = null, changed_at = now() where id = ?",
                    at,
                    id);
            files.forEach(file -> jdbc.update(
                    "insert into cp_ehr_export_file (export, number, kind, type, url, token) values (?, ?, ?, ?, ?, ?)",
                    id,
                    file.number(),
                    file.kind(),
                    file.type(),
                    file.url(),
                    file.token()));
        });
    }

    List<ExportFile> files(long id) {
        return jdbc.query(
                "select * from cp_ehr_export_file where export = ? order by number",
                (row, number) -> new ExportFile(
                        row.getInt("number"),
                        row.getString("kind"),
                        row.getString("type"),
                        row.getString("url"),
                        row.getBoolean("token"),
                        row.getLong("lines"),
                        row.getBoolean("done")),
                id);
    }

    /** Lines of a file are put down; in the caller's transaction. */
    void read(long id, int number, long lines, long errors) {
        jdbc.update("update cp_ehr_export_file set lines = ? where export = ? and number = ?", lines, id, number);
        jdbc.update("update cp_ehr_export set errors = errors + ?, changed_at = now() where id = ?", errors, id);
    }

    void done(long id, int number) {
        jdbc.update("update cp_ehr_export_file set done = true where export = ? and number = ?", id, number);
    }

    void done(long id) {
        jdbc.update("update cp_ehr_export set state = 'done', changed_at = now() where id = ?", id);
    }

    /** The EHR has it no longer: it is asked for anew. What was put down already is told once more, which changes nothing. */
    void anew(long id, String reason) {
        transaction.executeWithoutResult(status -> {
            jdbc.update("delete from cp_ehr_export_file where export = ?", id);
            jdbc.update(
                    "update cp_ehr_export set state = 'requested', status_url = null, tries = tries + 1, reason = ?,"
                            + " changed_at = now() where id = ?",
                    reason,
                    id);
        });
    }

    void failed(long id, String reason) {
        jdbc.update(
                "update cp_ehr_export set state = 'failed', reason = ?, changed_at = now() where id = ?", reason, id);
    }
}
