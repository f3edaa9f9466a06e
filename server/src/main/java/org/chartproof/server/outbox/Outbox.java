package org.chartproof.server.outbox;

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
import org.chartproof.hl7.out.BillingDestination.Kind;
import org.chartproof.hl7.out.OutboundMessage;
import org.chartproof.server.database.Conditions;
import org.chartproof.server.outbox.Parcel.State;
import org.springframework.jdbc.core.JdbcTemplate;

/** The outbox's tables. {@link #queue} and {@link #write} take part in the caller's transaction. All times are the database's. */
public final class Outbox {

    private static final String COLUMNS =
            "id, destination, kind, claim, state, queued_at, changed_at, tries, control_id, ack_code, reason";

    private static final String LEASE =
            """
            insert into cp_hl7_destination (name, token, leased_until) values (?, ?, now() + make_interval(secs => ?))
            on conflict (name) do update set token = excluded.token, leased_until = excluded.leased_until
            where cp_hl7_destination.leased_until <= now() or cp_hl7_destination.token = excluded.token
            """;

    private static final String STANDING =
            """
            select o.*, d.fault, coalesce(d.alert, false) as alert, d.fault_since
            from (select count(*) filter (where state = 'waiting') as waiting,
                         coalesce(extract(epoch from now() - min(queued_at) filter (where state = 'waiting')), 0) as oldest,
                         count(*) filter (where state = 'dead') as dead, count(*) filter (where state = 'sent') as sent,
                         (array_agg(reason order by id) filter (where state = 'waiting'))[1] as last_error
                  from cp_hl7_outbox where destination = ?) o
            left join cp_hl7_destination d on d.name = ?
            """;

    private static final int LONGEST_REASON = 1000;

    private final JdbcTemplate jdbc;

    public Outbox(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /**
     * Adds what is to be told, in the caller's transaction. If the same is already waiting and its message not yet written, that one tells it: it waits for this
     * transaction.
     */
    public void queue(String destination, Kind kind, String claim) {
        jdbc.update(
                """
                insert into cp_hl7_outbox (destination, kind, claim) values (?, ?, ?)
                on conflict (destination, kind, claim) where state = 'waiting' and message is null
                do update set changed_at = now()
                """,
                destination,
                word(kind),
                claim);
    }

    /** Whether a destination was ever told of a claim, or is about to be. */
    public boolean knows(String destination, String claim) {
        return !jdbc.queryForList(
                        "select 1 from cp_hl7_outbox where destination = ? and claim = ? limit 1",
                        Integer.class,
                        destination,
                        claim)
                .isEmpty();
    }

    /** The sender's turn: true if this node sends to a destination for so long. */
    public boolean lease(String destination, UUID token, Duration time) {
        return jdbc.update(LEASE, destination, token, time.toMillis() / 1000.0) == 1;
    }

    /** Gives the turn back. */
    public void release(String destination, UUID token) {
        jdbc.update(
                "update cp_hl7_destination set leased_until = '-infinity' where name = ? and token = ?",
                destination,
                token);
    }

    /** The oldest that waits, if it is due: what is behind it waits with it, so that the receiver hears all in order. */
    public Optional<Parcel> next(String destination) {
        return jdbc
                .query(
                        "select " + COLUMNS + ", due_at <= now() as due from cp_hl7_outbox"
                                + " where destination = ? and state = 'waiting' order by id limit 1",
                        (rows, number) -> rows.getBoolean("due") ? Optional.of(parcel(rows)) : Optional.<Parcel>empty(),
                        destination)
                .stream()
                .findFirst()
                .flatMap(due -> due);
    }

    /** Locks what waits and has no message yet, in the caller's transaction; a transaction that is about to make its claim final anew is waited for. */
    public boolean lock(long id) {
        return !jdbc.queryForList(
                        "select 1 from cp_hl7_outbox where id = ? and state = 'waiting' and message is null for update",
                        Integer.class,
                        id)
                .isEmpty();
    }

    /** The claim as a destination was told it last, as JSON. */
    public Optional<String> told(String destination, Kind kind, String claim) {
        return jdbc
                .queryForList(
                        "select told from cp_hl7_outbox where destination = ? and kind = ? and claim = ? and state = 'sent'"
                                + " order by id desc limit 1",
                        String.class,
                        destination,
                        word(kind),
                        claim)
                .stream()
                .findFirst();
    }

    /** Keeps a message, in the caller's transaction: from now on it is this one that is sent. */
    public void write(long id, OutboundMessage message, String told) {
        jdbc.update(
                "update cp_hl7_outbox set control_id = ?, message = ?, told = ?, changed_at = now() where id = ?",
                message.controlId(),
                message.bytes(),
                told,
                id);
    }

    /** Takes out what turned out to be nothing to tell. */
    public void drop(long id) {
        jdbc.update("delete from cp_hl7_outbox where id = ? and message is null", id);
    }

    /** The message; empty if it is not written. */
    public Optional<byte[]> message(long id) {
        return jdbc
                .queryForList(
                        "select message from cp_hl7_outbox where id = ? and message is not null", byte[].class, id)
                .stream()
                .findFirst();
    }

    /** It was accepted. */
    public void sent(long id, String ackCode) {
        jdbc.update(
                "update cp_hl7_outbox set state = 'sent', ack_code = ?, reason = null, changed_at = now() where id = ?",
                ackCode,
                id);
    }

    /**
     * It is to be sent again.
     *
     * @param ackCode of an answer that said so; empty if there was none, which counts as no try
     */
    public void again(long id, Optional<String> ackCode, String reason, Duration delay) {
        jdbc.update(
                "update cp_hl7_outbox set tries = tries + ?, ack_code = coalesce(?, ack_code), reason = ?, changed_at = now(),"
                        + " due_at = now() + make_interval(secs => ?) where id = ?",
                ackCode.isPresent() ? 1 : 0,
                ackCode.orElse(null),
                shortened(reason),
                delay.toMillis() / 1000.0,
                id);
    }

    /** It was refused, or tried too often. */
    public void dead(long id, Optional<String> ackCode, String reason) {
        jdbc.update(
                "update cp_hl7_outbox set state = 'dead', ack_code = coalesce(?, ack_code), reason = ?, changed_at = now()"
                        + " where id = ?",
                ackCode.orElse(null),
                shortened(reason),
                id);
    }

    /**
     * Notes what keeps a destination from being reached.
     *
     * @param fault empty: nothing
     * @param alert whether it needs a person: a certificate or a name that does not fit
     */
    public void fault(String destination, Optional<String> fault, boolean alert) {
        jdbc.update(
                "update cp_hl7_destination set fault_since = case when ?::text is null then null"
                        + " else coalesce(fault_since, now()) end, fault = ?, alert = ? where name = ?",
                fault.orElse(null),
                fault.map(text -> text.substring(0, Math.min(300, text.length())))
                        .orElse(null),
                alert,
                destination);
    }

    /**
     * What a person says: send it (again), under the same control id. Of what was accepted as well: the receiver may have lost it.
     *
     * @return false if it has no message yet, or if a newer one about the same claim was accepted, which it would undo
     */
    public boolean resend(long id) {
        return jdbc.update(
                        """
                        update cp_hl7_outbox o set state = 'waiting', tries = 0, due_at = now(), changed_at = now()
                        where id = ? and message is not null and not exists (
                            select 1 from cp_hl7_outbox newer where newer.destination = o.destination and newer.kind = o.kind
                                and newer.claim = o.claim and newer.id > o.id and newer.state = 'sent')
                        """,
                        id)
                == 1;
    }

    /** What a person says: don't send it. */
    public boolean discard(long id, String reason) {
        return jdbc.update(
                        "update cp_hl7_outbox set state = 'discarded', reason = ?, changed_at = now()"
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
    public List<Parcel> search(
            Optional<String> destination,
            Optional<State> state,
            Optional<String> claim,
            Optional<String> controlId,
            OptionalLong before,
            int most) {
        Conditions conditions = new Conditions()
                .and("destination = ?", destination)
                .and("state = ?", state.map(Outbox::word))
                .and("claim = ?", claim)
                .and("control_id = ?", controlId)
                .and("id < ?", before);
        return jdbc.query(
                "select " + COLUMNS + " from cp_hl7_outbox" + conditions.where() + " order by id desc limit ?",
                (rows, number) -> parcel(rows),
                conditions.values(most));
    }

    /** One of them. */
    public Optional<Parcel> find(long id) {
        return jdbc
                .query("select " + COLUMNS + " from cp_hl7_outbox where id = ?", (rows, number) -> parcel(rows), id)
                .stream()
                .findFirst();
    }

    /** Keeps what a person did, views of content included, where what people do with received messages is kept too. */
    public void audit(long id, String who, String action, String detail) {
        jdbc.update(
                "insert into cp_hl7_action (message, who, action, detail) values (null, ?, ?, ?)",
                who,
                "outbox-" + action,
                shortened("outbox " + id + (detail.isEmpty() ? "" : ": " + detail)));
    }

    /**
     * How a destination stands.
     *
     * @param oldest age of the oldest that waits
     * @param fault what keeps it from being reached
     * @param alert whether that needs a person
     * @param faultSince since when
     * @param lastError why the first that waits was not accepted yet
     */
    public record Standing(
            long waiting,
            Duration oldest,
            long dead,
            long sent,
            Optional<String> fault,
            boolean alert,
            Optional<Instant> faultSince,
            Optional<String> lastError) {}

    /** How a destination stands. */
    public Standing standing(String destination) {
        return jdbc.query(STANDING, (rows, number) -> standing(rows), destination, destination)
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
                rows.getString("destination"),
                Kind.valueOf(rows.getString("kind").toUpperCase(Locale.ROOT)),
                rows.getString("claim"),
                State.valueOf(rows.getString("state").toUpperCase(Locale.ROOT)),
                rows.getObject("queued_at", OffsetDateTime.class).toInstant(),
                rows.getObject("changed_at", OffsetDateTime.class).toInstant(),
                rows.getInt("tries"),
                Optional.ofNullable(rows.getString("control_id")),
                Optional.ofNullable(rows.getString("ack_code")),
                Optional.ofNullable(rows.getString("reason")));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String shortened(String reason) {
        return reason.substring(0, Math.min(LONGEST_REASON, reason.length()));
    }
}
