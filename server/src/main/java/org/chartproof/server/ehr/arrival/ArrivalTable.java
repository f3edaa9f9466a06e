package org.chartproof.server.ehr.arrival;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.chartproof.server.ehr.arrival.LocalStore.Written;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The rows of what EHRs have told of, as workers see them. */
final class ArrivalTable {

    private static final String CLAIM =
            """
            update cp_ehr_resource set token = ?, leased_until = now() + ? * interval '1 millisecond'
            where id = (select id from cp_ehr_resource
                where state = 'waiting' and due_at <= now() and leased_until < now()
                order by due_at, id limit 1 for update skip locked)
            returning id, source, resource, way, body, deleted, news, tries, stored_at, stored_version, token
            """;

    private final JdbcTemplate jdbc;

    ArrivalTable(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /** Takes on what has waited longest. */
    Optional<Arrival> claim(Duration lease) {
        return jdbc.query(CLAIM, (row, number) -> arrival(row), UUID.randomUUID(), lease.toMillis()).stream()
                .findFirst();
    }

    private static Arrival arrival(ResultSet row) throws SQLException {
        return new Arrival(
                row.getLong("id"),
                row.getString("source"),
                ResourceKey.parse(row.getString("resource")).orElseThrow(),
                Way.valueOf(row.getString("way").toUpperCase(java.util.Locale.ROOT)),
                Optional.ofNullable(row.getString("body")),
                row.getBoolean("deleted"),
                row.getLong("news"),
                row.getInt("tries"),
                stored(row),
                row.getObject("token", UUID.class));
    }

    private static Optional<Edition> stored(ResultSet row) throws SQLException {
        Timestamp at = row.getTimestamp("stored_at");
        return Optional.ofNullable(row.getString("stored_version"))
                .map(version -> new Edition(Optional.ofNullable(at).map(Timestamp::toInstant), version));
    }

    /** The editions that are stored here, of those that are. */
    Map<ResourceKey, Edition> stored(String source, Collection<ResourceKey> keys) {
        Map<ResourceKey, Edition> editions = new HashMap<>();
        jdbc.query(
                "select resource, stored_at, stored_version from cp_ehr_resource"
                        + " where source = ? and resource = any(string_to_array(?, ' ')) and stored_version is not null",
                row -> {
                    editions.put(
                            ResourceKey.parse(row.getString("resource")).orElseThrow(),
                            stored(row).orElseThrow());
                },
                source,
                String.join(" ", keys.stream().map(ResourceKey::toString).toList()));
        return editions;
    }

    /** A resource that came and waits to be stored. */
    Optional<String> body(String source, ResourceKey key) {
        return jdbc
                .queryForList(
                        "select body from cp_ehr_resource"
                                + " where source = ? and resource = ? and state = 'waiting' and body is not null",
                        String.class,
                        source,
                        key.toString())
                .stream()
                .findFirst();
    }

    /** Until the end of the caller's transaction nobody else stores these. In one order for all. */
    void lock(String source, Set<ResourceKey> keys) {
        keys.stream()
                .sorted()
                .forEach(key -> jdbc.query(
                        "select pg_advisory_xact_lock(hashtextextended(?, 0))", row -> {}, source + "/" + key));
    }

    /** Notes what was stored with an arrival. Those that wait themselves go on waiting, and then find nothing to do. */
    void written(String source, Collection<Written> all) {
        all.stream()
                .sorted(java.util.Comparator.comparing(Written::key))
                .forEach(one -> jdbc.update(
                        """
                        insert into cp_ehr_resource as known
                            (source, resource, state, way, patient, told_at, told_version, stored_at, stored_version)
                        values (?, ?, 'stored', 'reference', ?, ?, ?, ?, ?)
                        on conflict (source, resource) do update set
                            state = case when known.state = 'waiting' then known.state else 'stored' end,
                            patient = coalesce(excluded.patient, known.patient),
                            told_at = case when known.told_at > excluded.told_at then known.told_at
                                else excluded.told_at end,
                            told_version = case when known.told_at > excluded.told_at then known.told_version
                                else excluded.told_version end,
                            stored_at = excluded.stored_at, stored_version = excluded.stored_version,
                            reason_code = null, reason = null, hint = null, changed_at = now()
                        """,
                        source,
                        one.key().toString(),
                        orNull(one.patient().map(ResourceKey::toString)),
                        timestamp(one.edition()),
                        one.edition().version(),
                        timestamp(one.edition()),
                        one.edition().version()));
    }

    private static @Nullable Timestamp timestamp(Edition edition) {
        return orNull(edition.updated().map(Timestamp::from));
    }

    private static <T> @Nullable T orNull(Optional<T> value) {
        return value.orElse(null);
    }

    /**
     * Ends the work on an arrival; if there was news meanwhile it goes on waiting.
     *
     * @param state stored or skipped
     * @throws LeaseLost if another worker has it now
     */
    void finish(Arrival arrival, String state) {
        int updated = jdbc.update(
                """
                update cp_ehr_resource set
                    state = case when news = ? then ? else state end,
                    body = case when news = ? then null else body end,
                    due_at = now(), tries = 0, token = null, leased_until = '-infinity',
                    reason_code = null, reason = null, hint = null, changed_at = now()
                where id = ? and token = ?
                """,
                arrival.news(),
                state,
                arrival.news(),
                arrival.row(),
                arrival.token());
        if (updated == 0) {
            throw new LeaseLost();
        }
    }

    /** Puts it off after a failure. */
    void putOff(Arrival arrival, Reason reason, Duration delay, boolean counts) {
        jdbc.update(
                """
                update cp_ehr_resource set
                    tries = tries + ?, token = null, leased_until = '-infinity',
                    due_at = case when news = ? then now() + ? * interval '1 millisecond' else now() end,
                    reason_code = ?, reason = ?, hint = ?, changed_at = now()
                where id = ? and token = ?
                """,
                counts ? 1 : 0,
                arrival.news(),
                delay.toMillis(),
                reason.code(),
                reason.reason(),
                reason.hint(),
                arrival.row(),
                arrival.token());
    }

    /** Leaves it to a person, unless there was news meanwhile. */
    void bury(Arrival arrival, Reason reason) {
        jdbc.update(
                """
                update cp_ehr_resource set
                    state = case when news = ? then 'dead' else state end,
                    tries = tries + 1, due_at = now(), token = null, leased_until = '-infinity',
                    reason_code = ?, reason = ?, hint = ?, changed_at = now()
                where id = ? and token = ?
                """,
                arrival.news(),
                reason.code(),
                reason.reason(),
                reason.hint(),
                arrival.row(),
                arrival.token());
    }

    /** Those among some that are stored here. */
    Set<ResourceKey> present(String source, Collection<ResourceKey> keys) {
        return new HashSet<>(stored(source, keys).keySet());
    }
}
