package org.chartproof.server.ehr.arrival;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.chartproof.server.database.AfterCommit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Where news of an EHR is put down, durably, by whoever learns of it. Several tellings of one thing are one; an older one than what is known already is none. */
public final class News {

    /**
     * What is told without an edition is always to be fetched. With one it is news only if it is newer, or another of the same moment; nothing if that very edition was told. A row that waits to be
     * fetched stays so: what is fetched then is no older than what came meanwhile.
     */
    private static final String TELL =
            """
            insert into cp_ehr_resource as known
                (source, resource, state, way, patient, told_at, told_version, body, deleted)
            values (?, ?, 'waiting', ?, ?, ?, ?, ?, ?)
            on conflict (source, resource) do update set
                body = case when known.state = 'waiting' and known.body is null and not known.deleted then null
                    else excluded.body end,
                state = 'waiting', way = excluded.way, patient = coalesce(excluded.patient, known.patient),
                told_at = coalesce(excluded.told_at, known.told_at),
                told_version = case when excluded.told_version = '' then known.told_version else excluded.told_version end,
                deleted = excluded.deleted, news = known.news + 1, tries = 0, due_at = now(),
                reason_code = null, reason = null, hint = null, changed_at = now()
            where excluded.told_at is null and excluded.told_version = ''
                or known.told_at is not null and excluded.told_at > known.told_at
                or (known.told_at is null or excluded.told_at is null or excluded.told_at = known.told_at)
                    and (excluded.told_version, excluded.told_at) is distinct from (known.told_version, known.told_at)
            """;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Runnable wakeWorkers;

    /** @param wakeWorkers called after a commit that put something down */
    public News(DataSource dataSource, PlatformTransactionManager transactions, Runnable wakeWorkers) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.transaction = new TransactionTemplate(transactions);
        this.wakeWorkers = wakeWorkers;
    }

    /** Puts news down, together with what the caller does in the same transaction: how far it has come. */
    public void tell(String source, Way way, Collection<Told> told, Runnable together) {
        transaction.executeWithoutResult(status -> {
            put(source, way, told);
            together.run();
            AfterCommit.run(wakeWorkers);
        });
    }

    private void put(String source, Way way, Collection<Told> told) {
        // In one order for all, so that two who tell of the same can't wait for each other; and each once.
        SortedMap<ResourceKey, Told> sorted = new TreeMap<>();
        told.forEach(one -> sorted.merge(one.key(), one, News::newer));
        jdbc.execute((Connection connection) -> {
            try (PreparedStatement statement = connection.prepareStatement(TELL)) {
                for (Told one : sorted.values()) {
                    fill(statement, source, way, one);
                    statement.addBatch();
                }
                statement.executeBatch();
            }
            return sorted.size();
        });
    }

    /** Of two about one resource: that which has it fetched, else the newer one, else the later. */
    private static Told newer(Told one, Told later) {
        boolean first = one.edition().isEmpty()
                || later.edition().isPresent()
                        && one.edition().get().replaces(later.edition().get());
        return first && !later.deleted() ? one : later;
    }

    private static void fill(PreparedStatement statement, String source, Way way, Told told) throws SQLException {
        statement.setString(1, source);
        statement.setString(2, told.key().toString());
        statement.setString(3, way.word());
        statement.setString(4, orNull(told.patient().map(ResourceKey::toString)));
        Optional<Timestamp> updated = told.edition().flatMap(Edition::updated).map(Timestamp::from);
        if (updated.isPresent()) {
            statement.setTimestamp(5, updated.get());
        } else {
            statement.setNull(5, Types.TIMESTAMP_WITH_TIMEZONE);
        }
        statement.setString(6, told.edition().map(Edition::version).orElse(""));
        statement.setString(7, orNull(told.body()));
        statement.setBoolean(8, told.deleted());
    }

    private static @Nullable String orNull(Optional<String> text) {
        return text.orElse(null);
    }
}
