package org.chartproof.server.queue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The queue's table. {@link #enqueue} and {@link #complete} take part in the caller's transaction; every other method has its
 * own. All times are the database's, so nodes need no common clock.
 */
public final class WorkQueue {

    /** A lock on the row keeps two idle workers from trying for the same unit; the lease is what holds once that has committed. */
    private static final String NEXT_UNIT =
            """
            select w.unit from cp_work w
            where w.parked is null and w.due_at <= now()
              and not exists (select 1 from cp_lease l where l.unit = w.unit and l.leased_until > now())
            order by w.due_at, w.id
            for update of w skip locked
            limit 1
            """;

    private static final String LEASE =
            """
            insert into cp_lease (unit, token, leased_until) values (?, ?, now() + make_interval(secs => ?))
            on conflict (unit) do update set token = excluded.token, leased_until = excluded.leased_until
            where cp_lease.leased_until <= now()
            """;

    private static final String FIGURES =
            """
            select count(*) filter (where parked is null),
                   coalesce(extract(epoch from now() - min(enqueued_at) filter (where parked is null)), 0),
                   count(*) filter (where parked = 'waiting'),
                   count(*) filter (where parked = 'dead')
            from cp_work
            """;

    private static final int LONGEST_REASON = 1000;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Duration lease;

    /**
     * @param lease how long a worker may take for one unit before another may have it
     */
    public WorkQueue(DataSource dataSource, PlatformTransactionManager transactions, Duration lease) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.transaction = new TransactionTemplate(transactions);
        this.lease = lease;
    }

    /** Adds a change, in the caller's transaction. The same resource version a second time changes nothing. */
    public void enqueue(Change change) {
        jdbc.update(
                "insert into cp_work (unit, resource, version) values (?, ?, ?) on conflict do nothing",
                change.unit(),
                change.resource(),
                change.version());
    }

    /** Notes which encounter a document belongs to, in the caller's transaction; answers the encounter it belonged to before. */
    public Optional<String> assign(String documentId, String encounterId) {
        List<String> before = encounterOf(documentId);
        if (before.isEmpty() || !before.get(0).equals(encounterId)) {
            jdbc.update(
                    "insert into cp_document (document, encounter) values (?, ?)"
                            + " on conflict (document) do update set encounter = excluded.encounter",
                    documentId,
                    encounterId);
        }
        return before.stream().findFirst();
    }

    /** Forgets a document, in the caller's transaction; answers the encounter it belonged to. */
    public Optional<String> unassign(String documentId) {
        List<String> before = encounterOf(documentId);
        jdbc.update("delete from cp_document where document = ?", documentId);
        return before.stream().findFirst();
    }

    private List<String> encounterOf(String documentId) {
        return jdbc.queryForList("select encounter from cp_document where document = ?", String.class, documentId);
    }

    /** The documents of an encounter, by id. */
    public List<String> documentsOf(String encounterId) {
        return jdbc.queryForList(
                "select document from cp_document where encounter = ? order by document", String.class, encounterId);
    }

    /** Takes the unit that has been due longest and that nobody works on. */
    public Optional<Work> claim() {
        return Optional.ofNullable(transaction.execute(status -> {
            List<String> units = jdbc.queryForList(NEXT_UNIT, String.class);
            if (units.isEmpty()) {
                return null;
            }
            String unit = units.get(0);
            UUID token = UUID.randomUUID();
            if (jdbc.update(LEASE, unit, token, lease.toMillis() / 1000.0) == 0) {
                return null;
            }
            List<Work.Item> items = jdbc.query(
                    "select id, resource, tries from cp_work where unit = ? and parked is null order by id",
                    (row, number) -> new Work.Item(row.getLong(1), row.getString(2), row.getInt(3)),
                    unit);
            return new Work(unit, token, items);
        }));
    }

    /**
     * Takes finished work off the queue, in the transaction that stores its result.
     *
     * @param readyDocuments documents ({@code DocumentReference/id}) that were coded: what was parked of them is done with
     * @param waiting documents that could not be coded as they stand
     * @throws LeaseLost if the lease ran out meanwhile: the caller's transaction must roll back
     */
    public void complete(Work work, List<String> readyDocuments, List<Waiting> waiting) {
        // The rows before the lease, as claim() takes them: the other way round the two could wait for each other.
        for (Waiting document : waiting) {
            park(work, document);
        }
        Long[] ids = work.items().stream().map(Work.Item::id).toArray(Long[]::new);
        updateWithArray("delete from cp_work where parked is null and id = any(?)", "bigint", ids);
        updateWithArray(
                "delete from cp_work where parked is not null and resource = any(?)",
                "varchar",
                readyDocuments.toArray(String[]::new));
        jdbc.update("delete from cp_work where parked = 'dead' and unit = ?", work.unit());
        giveBack(work);
    }

    private void giveBack(Work work) {
        if (jdbc.update("delete from cp_lease where unit = ? and token = ?", work.unit(), work.token()) != 1) {
            throw new LeaseLost();
        }
    }

    /**
     * A document that waits.
     *
     * @param resource {@code DocumentReference/id}
     */
    public record Waiting(String resource, String reasonCode, String reason) {}

    private void park(Work work, Waiting document) {
        Optional<Work.Item> newest = work.items().stream()
                .filter(item -> item.resource().equals(document.resource()))
                .reduce((first, second) -> second);
        if (newest.isEmpty()) {
            return;
        }
        jdbc.update("delete from cp_work where parked is not null and resource = ?", document.resource());
        jdbc.update(
                "update cp_work set parked = 'waiting', parked_at = now(), reason_code = ?, reason = ? where id = ?",
                document.reasonCode(),
                shorten(document.reason()),
                newest.get().id());
    }

    /**
     * Gives work back after a failure: it is due again after the delay, or set aside for good when this was the last try.
     *
     * @param lastTry whether to give up
     * @throws LeaseLost if the lease ran out meanwhile: the work is another's, and nothing is changed
     */
    public void fail(Work work, String reasonCode, String reason, Duration delay, boolean lastTry) {
        transaction.executeWithoutResult(status -> {
            for (Work.Item item : work.items()) {
                jdbc.update(
                        """
                        update cp_work set tries = tries + 1, due_at = now() + make_interval(secs => ?),
                            reason_code = ?, reason = ?,
                            parked = case when ? then 'dead' end, parked_at = case when ? then now() end
                        where id = ?
                        """,
                        delay.toMillis() / 1000.0,
                        reasonCode,
                        shorten(reason),
                        lastTry,
                        lastTry,
                        item.id());
            }
            giveBack(work);
        });
    }

    /** The state of the queue. */
    public QueueFigures figures() {
        return jdbc.query(FIGURES, (ResultSet row) -> {
            row.next();
            Duration oldest = Duration.ofMillis(Math.max(0, (long) (row.getDouble(2) * 1000)));
            return new QueueFigures(row.getLong(1), oldest, row.getLong(3), row.getLong(4));
        });
    }

    /** What waits for a person, oldest first. */
    public List<Parked> parked(int most) {
        return jdbc.query(
                """
                select parked, unit, resource, tries, parked_at, reason_code, reason
                from cp_work where parked is not null order by parked_at, id limit ?
                """,
                (row, number) -> new Parked(
                        Parked.Kind.valueOf(row.getString(1).toUpperCase(Locale.ROOT)),
                        row.getString(2),
                        row.getString(3),
                        row.getInt(4),
                        row.getTimestamp(5).toInstant(),
                        row.getString(6),
                        row.getString(7)),
                most);
    }

    /** Tries what is set aside again: that of one resource ({@code Type/id}), or all. Answers how many changes that were. */
    public int retry(Optional<String> resource) {
        return jdbc.update(
                """
                update cp_work set parked = null, parked_at = null, tries = 0, due_at = now()
                where parked is not null and (cast(? as varchar) is null or resource = ?)
                """,
                resource.orElse(null),
                resource.orElse(null));
    }

    private void updateWithArray(String sql, String type, Object[] values) {
        if (values.length > 0) {
            jdbc.execute((Connection connection) -> {
                try (PreparedStatement statement = connection.prepareStatement(sql)) {
                    statement.setArray(1, connection.createArrayOf(type, values));
                    return statement.executeUpdate();
                }
            });
        }
    }

    private static String shorten(String reason) {
        return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
    }
}
