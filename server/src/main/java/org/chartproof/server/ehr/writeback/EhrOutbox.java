package org.chartproof.server.ehr.writeback;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.chartproof.server.config.EhrSource.WriteBack.Kind;
import org.chartproof.server.ehr.writeback.Parcel.State;
import org.springframework.jdbc.core.JdbcTemplate;

/** The outbox's table. {@link #queue} takes part in the caller's transaction. All times are the database's. */
final class EhrOutbox {

    private static final String STANDING =
            """
            select count(*) filter (where state = 'waiting') as waiting,
                coalesce(extract(epoch from now() - min(queued_at) filter (where state = 'waiting')), 0) as oldest,
                count(*) filter (where state = 'dead') as dead, count(*) filter (where state = 'sent') as sent,
                (array_agg(reason order by id) filter (where state = 'waiting' and reason is not null))[1] as last_error
            from cp_ehr_outbox where source = ?
            """;

    private static final int LONGEST_REASON = 1000;

    private final JdbcTemplate jdbc;

    EhrOutbox(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /** Adds what is to be told, in the caller's transaction; what waits already tells it too, at once. */
    void queue(String source, Kind kind, String claim) {
        jdbc.update(
                """
                insert into cp_ehr_outbox (source, kind, claim) values (?, ?, ?)
                on conflict (source, kind, claim) where state = 'waiting'
                do update set news = cp_ehr_outbox.news + 1, due_at = now(), tries = 0, changed_at = now()
                """,
                source,
                word(kind),
                claim);
    }

    /** Whether an EHR was ever told of a claim, or is about to be, or may have been. */
    boolean knows(String source, String claim) {
        return !jdbc.queryForList(
                        "select 1 from cp_ehr_outbox where source = ? and claim = ?"
                                + " union all select 1 from cp_ehr_written where source = ? and claim = ? limit 1",
                        Integer.class,
                        source,
                        claim,
                        source,
                        claim)
                .isEmpty();
    }

    /** The oldest that is due. Each is told as its claim stands then, so one that has to wait holds up no other. */
    Optional<Parcel> next(String source) {
        return jdbc
                .query(
                        "select * from cp_ehr_outbox where source = ? and state = 'waiting' and due_at <= now()"
                                + " order by due_at, id limit 1",
                        (rows, number) -> parcel(rows),
                        source)
                .stream()
                .findFirst();
    }

    /** After what time the next one is due; a day if nothing waits. */
    Duration untilNext(String source) {
        Double seconds = jdbc.queryForObject(
                "select coalesce(greatest(0, extract(epoch from min(due_at) - now())), 86400)::float8"
                        + " from cp_ehr_outbox where source = ? and state = 'waiting'",
                Double.class,
                source);
        return Duration.ofMillis(Math.round((seconds == null ? 0 : seconds) * 1000));
    }

    /** It was told; unless the claim has changed meanwhile, which is to be told as well. What was dead of the same is settled by it. */
    void sent(Parcel parcel) {
        boolean done = jdbc.update(
                        "update cp_ehr_outbox set state = 'sent', reason = null, hint = null, changed_at = now()"
                                + " where id = ? and news = ? and state = 'waiting'",
                        parcel.id(),
                        parcel.news())
                == 1;
        if (done) {
            jdbc.update(
                    "update cp_ehr_outbox set state = 'discarded', reason = 'told by a later one', hint = null, changed_at = now()"
                            + " where source = ? and kind = ? and claim = ? and state = 'dead' and id < ?",
                    parcel.source(),
                    word(parcel.kind()),
                    parcel.claim(),
                    parcel.id());
        }
    }

    /** Takes out what turned out to be nothing to tell, unless the claim has changed meanwhile. */
    void drop(Parcel parcel) {
        jdbc.update(
                "delete from cp_ehr_outbox where id = ? and news = ? and state = 'waiting'",
                parcel.id(),
                parcel.news());
    }

    /** It failed for a reason of its own, and is to be told again later; at once if the claim has changed meanwhile. */
    void again(Parcel parcel, String reason, Duration delay) {
        jdbc.update(
                "update cp_ehr_outbox set tries = tries + 1, reason = ?, hint = null, changed_at = now(),"
                        + " due_at = now() + make_interval(secs => ?) where id = ? and news = ? and state = 'waiting'",
                shortened(reason),
                delay.toMillis() / 1000.0,
                parcel.id(),
                parcel.news());
    }

    /** Notes what keeps all from being told; it is due as before. */
    void note(Parcel parcel, String reason) {
        jdbc.update(
                "update cp_ehr_outbox set reason = ?, hint = null, changed_at = now() where id = ? and state = 'waiting'",
                shortened(reason),
                parcel.id());
    }

    /** It was refused, or tried too often; unless the claim has changed meanwhile, which is to be tried. */
    void dead(Parcel parcel, String reason, String hint) {
        jdbc.update(
                "update cp_ehr_outbox set state = 'dead', reason = ?, hint = ?, changed_at = now()"
                        + " where id = ? and news = ? and state = 'waiting'",
                shortened(reason),
                shortened(hint),
                parcel.id(),
                parcel.news());
    }

    /**
     * What a person says: tell it now.
     *
     * @return false if it is neither dead nor waiting, or if what is newer waits already
     */
    boolean retry(long id) {
        return jdbc.update(
                        """
                        update cp_ehr_outbox o set state = 'waiting', tries = 0, due_at = now(), changed_at = now()
                        where id = ? and (state = 'waiting' or state = 'dead' and not exists (
                            select 1 from cp_ehr_outbox newer where newer.source = o.source and newer.kind = o.kind
                                and newer.claim = o.claim and newer.state = 'waiting'))
                        """,
                        id)
                == 1;
    }

    /** What a person says: don't tell it. */
    boolean discard(long id, String reason) {
        return jdbc.update(
                        "update cp_ehr_outbox set state = 'discarded', reason = ?, hint = null, changed_at = now()"
                                + " where id = ? and state in ('waiting', 'dead')",
                        shortened(reason),
                        id)
                == 1;
    }

    /**
     * What a person looks for, newest first.
     *
     * @param before an id; those of it and later are left out
     */
    List<Parcel> search(
            Optional<String> source, Optional<State> state, Optional<String> claim, OptionalLong before, int most) {
        return jdbc.query(
                "select * from cp_ehr_outbox where source = coalesce(?, source) and state = coalesce(?, state)"
                        + " and claim = coalesce(?, claim) and id < ? order by id desc limit ?",
                (rows, number) -> parcel(rows),
                source.orElse(null),
                state.map(EhrOutbox::word).orElse(null),
                claim.orElse(null),
                before.orElse(Long.MAX_VALUE),
                most);
    }

    /** One of them. */
    Optional<Parcel> find(long id) {
        return jdbc.query("select * from cp_ehr_outbox where id = ?", (rows, number) -> parcel(rows), id).stream()
                .findFirst();
    }

    /** Keeps what a person did, where what people do with messages is kept too. */
    void audit(long id, String who, String action, String detail) {
        jdbc.update(
                "insert into cp_hl7_action (message, who, action, detail) values (null, ?, ?, ?)",
                who,
                "ehr-" + action,
                shortened("ehr outbox " + id + (detail.isEmpty() ? "" : ": " + detail)));
    }

    /**
     * How the telling of an EHR stands.
     *
     * @param oldest age of the oldest that waits
     * @param lastError why the first that waits was not taken yet
     */
    record Standing(long waiting, Duration oldest, long dead, long sent, Optional<String> lastError) {}

    Standing standing(String source) {
        return jdbc.query(STANDING, (rows, number) -> standing(rows), source).get(0);
    }

    private static Standing standing(ResultSet rows) throws SQLException {
        return new Standing(
                rows.getLong("waiting"),
                Duration.ofMillis((long) (rows.getDouble("oldest") * 1000)),
                rows.getLong("dead"),
                rows.getLong("sent"),
                Optional.ofNullable(rows.getString("last_error")));
    }

    private static Parcel parcel(ResultSet rows) throws SQLException {
        return new Parcel(
                rows.getLong("id"),
                rows.getString("source"),
                Kind.valueOf(rows.getString("kind").toUpperCase(Locale.ROOT)),
                rows.getString("claim"),
                rows.getLong("news"),
                State.valueOf(rows.getString("state").toUpperCase(Locale.ROOT)),
                rows.getObject("queued_at", OffsetDateTime.class).toInstant(),
                rows.getObject("changed_at", OffsetDateTime.class).toInstant(),
                rows.getInt("tries"),
                Optional.ofNullable(rows.getString("reason")),
                Optional.ofNullable(rows.getString("hint")));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String shortened(String reason) {
        return reason.substring(0, Math.min(LONGEST_REASON, reason.length()));
    }
}
