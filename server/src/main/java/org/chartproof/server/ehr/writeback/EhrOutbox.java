package org.chartproof.server.ehr.writeback;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import javax.sql.DataSource;
import org.chartproof.server.config.EhrSource.WriteBack.Kind;
import org.chartproof.server.ehr.writeback.Parcel.State;
import org.springframework.jdbc.core.JdbcTemplate;

/** The outbox's table. {@link #queue} takes part in the caller's transaction. All times are the database's. */
final class EhrOutbox {

    private static final String LEASE =
            """
            insert into cp_ehr_courier (source, token, leased_until) values (?, ?, now() + make_interval(secs => ?))
            on conflict (source) do update set token = excluded.token, leased_until = excluded.leased_until
            where cp_ehr_courier.leased_until <= now() or cp_ehr_courier.token = excluded.token
            """;

    private static final String STANDING =
            """
            select o.*, c.fault, coalesce(c.alert, false) as alert, c.fault_since
            from (select count(*) filter (where state = 'waiting') as waiting,
                         coalesce(extract(epoch from now() - min(queued_at) filter (where state = 'waiting')), 0) as oldest,
                         count(*) filter (where state = 'dead') as dead, count(*) filter (where state = 'sent') as sent,
                         (array_agg(reason order by id) filter (where state = 'waiting' and reason is not null))[1] as last_error
                  from cp_ehr_outbox where source = ?) o
            left join cp_ehr_courier c on c.source = ?
            """;

    private static final int LONGEST_REASON = 1000;
    private static final int LONGEST_FAULT = 300;

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

    /** Whether an EHR was ever told of a claim, or is about to be. */
    boolean knows(String source, String claim) {
        return !jdbc.queryForList(
                        "select 1 from cp_ehr_outbox where source = ? and claim = ? limit 1",
                        Integer.class,
                        source,
                        claim)
                .isEmpty();
    }

    /** The turn: true if this node tells an EHR for so long. */
    boolean lease(String source, UUID token, Duration time) {
        return jdbc.update(LEASE, source, token, time.toMillis() / 1000.0) == 1;
    }

    /** Gives the turn back. */
    void release(String source, UUID token) {
        jdbc.update(
                "update cp_ehr_courier set leased_until = '-infinity' where source = ? and token = ?", source, token);
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

    /**
     * It is to be told again later.
     *
     * @param counts whether this was a failure of its own, and not of the EHR as a whole
     */
    void again(Parcel parcel, String reason, Duration delay, boolean counts) {
        jdbc.update(
                "update cp_ehr_outbox set tries = tries + ?, reason = ?, hint = null, changed_at = now(),"
                        + " due_at = case when news = ? then now() + make_interval(secs => ?) else now() end where id = ?",
                counts ? 1 : 0,
                shortened(reason, LONGEST_REASON),
                parcel.news(),
                delay.toMillis() / 1000.0,
                parcel.id());
    }

    /** It was refused, or tried too often. */
    void dead(Parcel parcel, String reason, String hint) {
        jdbc.update(
                "update cp_ehr_outbox set state = 'dead', reason = ?, hint = ?, changed_at = now()"
                        + " where id = ? and state = 'waiting'",
                shortened(reason, LONGEST_REASON),
                shortened(hint, LONGEST_REASON),
                parcel.id());
    }

    /**
     * Notes what keeps an EHR from being told.
     *
     * @param fault empty: nothing
     * @param alert whether it needs a person
     */
    void fault(String source, Optional<String> fault, boolean alert) {
        jdbc.update(
                "update cp_ehr_courier set fault_since = case when ?::text is null then null else coalesce(fault_since, now()) end,"
                        + " fault = ?, alert = ? where source = ?",
                fault.orElse(null),
                fault.map(text -> shortened(text, LONGEST_FAULT)).orElse(null),
                alert,
                source);
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
                        shortened(reason, LONGEST_REASON),
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
                "select * from cp_ehr_outbox where (?::text is null or source = ?) and (?::text is null or state = ?)"
                        + " and (?::text is null or claim = ?) and id < ? order by id desc limit ?",
                (rows, number) -> parcel(rows),
                source.orElse(null),
                source.orElse(null),
                state.map(EhrOutbox::word).orElse(null),
                state.map(EhrOutbox::word).orElse(null),
                claim.orElse(null),
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
                shortened("ehr outbox " + id + (detail.isEmpty() ? "" : ": " + detail), LONGEST_REASON));
    }

    /**
     * How the telling of an EHR stands.
     *
     * @param oldest age of the oldest that waits
     * @param fault what keeps it from being told
     * @param alert whether that needs a person
     * @param lastError why the first that waits was not taken yet
     */
    record Standing(
            long waiting,
            Duration oldest,
            long dead,
            long sent,
            Optional<String> fault,
            boolean alert,
            Optional<Instant> faultSince,
            Optional<String> lastError) {

        /** alert: a person has to look. down: nobody there. retrying: something was not taken yet. */
        String state() {
            if (fault.isPresent()) {
                return alert ? "alert" : "down";
            }
            return lastError.isPresent() ? "retrying" : "up";
        }
    }

    Standing standing(String source) {
        return jdbc.query(STANDING, (rows, number) -> standing(rows), source, source)
                .get(0);
    }

    private static Standing standing(ResultSet rows) throws SQLException {
        return new Standing(
                rows.getLong("waiting"),
                Duration.ofMillis((long) (rows.getDouble("oldest") * 1000)),
                rows.getLong("dead"),
                rows.getLong("sent"),
                Optional.ofNullable(rows.getString("fault")),
                rows.getBoolean("alert"),
                Optional.ofNullable(rows.getObject("fault_since", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
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

    private static String shortened(String text, int longest) {
        return text.substring(0, Math.min(longest, text.length()));
    }
}
