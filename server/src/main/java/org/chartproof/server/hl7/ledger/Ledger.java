package org.chartproof.server.hl7.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** What becomes of stored messages. Every method takes part in the caller's transaction, where there is one. */
public final class Ledger {

    private static final String RECEIVED =
            """
            select m.id, m.feed, m.received_at, m.control_id, s.lane, s.other_lane, s.tries, s.reused, m.raw
            from cp_hl7_state s join cp_hl7_message m on m.id = s.id
            """;

    private static final String NEXT = RECEIVED
            + """
                    where s.id in (
                        (select id from cp_hl7_state
                         where state = 'waiting' and lane = any(?) and id > ? order by id limit ?)
                        union
                        (select id from cp_hl7_state
                         where state = 'waiting' and other_lane is not null and other_lane = any(?) and id > ? order by id limit ?))
                    order by s.id limit ?
                    """;

    private final JdbcTemplate jdbc;

    public Ledger(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /**
     * The messages of lanes that are to be mapped next.
     *
     * @param after only messages with higher numbers
     * @param most  how many at most
     * @return in their order
     */
    public List<Received> waiting(Collection<Integer> lanes, long after, int most) {
        return jdbc.query(
                (Connection connection) -> {
                    PreparedStatement query = connection.prepareStatement(NEXT);
                    var numbers = connection.createArrayOf(
                            "smallint", lanes.stream().map(Integer::shortValue).toArray());
                    query.setArray(1, numbers);
                    query.setLong(2, after);
                    query.setInt(3, most);
                    query.setArray(4, numbers);
                    query.setLong(5, after);
                    query.setInt(6, most);
                    query.setInt(7, most);
                    return query;
                },
                (row, number) -> received(row));
    }

    /** A message, whatever became of it. */
    public Optional<Received> find(long id) {
        return jdbc.query(RECEIVED + " where s.id = ?", (row, number) -> received(row), id).stream()
                .findFirst();
    }

    private static Received received(ResultSet row) throws SQLException {
        int first = row.getInt(5);
        int second = row.getInt(6);
        OptionalInt other = row.wasNull() ? OptionalInt.empty() : OptionalInt.of(second);
        return new Received(
                row.getLong(1),
                row.getString(2),
                row.getTimestamp(3).toInstant(),
                row.getString(4),
                new Lanes(first, other),
                row.getInt(7),
                row.getBoolean(8),
                row.getBytes(9));
    }

    /** What is known of a message by now: its state, and its answer where one was given. */
    public Optional<Deposit.Again> stateOf(long id) {
        return jdbc
                .query(
                        """
                        select s.state, coalesce(s.ack_code, m.ack_code), coalesce(s.ack, m.ack)
                        from cp_hl7_state s join cp_hl7_message m on m.id = s.id where s.id = ?
                        """,
                        (row, number) -> {
                            byte[] ack = row.getBytes(3);
                            return new Deposit.Again(
                                    id,
                                    MessageState.of(row.getString(1)),
                                    ack == null
                                            ? Optional.empty()
                                            : Optional.of(new Arrival.Answer(row.getString(2), ack)));
                        },
                        id)
                .stream()
                .findFirst();
    }

    /** Why a message is dead or was refused. */
    public Optional<Reason> reasonOf(long id) {
        return jdbc
                .query(
                        "select reason_code, place, reason, hint from cp_hl7_state where id = ? and reason_code is not null",
                        (row, number) -> new Reason(
                                row.getString(1),
                                Optional.ofNullable(row.getString(2)).orElse(""),
                                Optional.ofNullable(row.getString(3)).orElse(""),
                                Optional.ofNullable(row.getString(4)).orElse("")),
                        id)
                .stream()
                .findFirst();
    }

    /**
     * The message is mapped.
     *
     * @param state     DONE or KEPT
     * @param warnings  JSON
     * @param resources JSON; what it wrote
     */
    public void finish(long id, MessageState state, String warnings, String resources) {
        jdbc.update(
                """
                update cp_hl7_state set state = ?, changed_at = now(), tries = tries + 1, warnings = ?, resources = ?,
                    reason_code = null, place = null, reason = null, hint = null
                where id = ?
                """,
                state.column(),
                warnings,
                resources,
                id);
    }

    /** The message waits for a person. */
    public void bury(long id, Reason reason, String warnings) {
        jdbc.update(
                """
                update cp_hl7_state set state = 'dead', changed_at = now(), tries = tries + 1, warnings = ?,
                    reason_code = ?, place = ?, reason = ?, hint = ?
                where id = ?
                """,
                warnings,
                reason.code(),
                reason.place(),
                reason.text(),
                reason.hint(),
                id);
    }

    /** A try met a passing fault; the message still waits. */
    public void countTry(long id, Reason reason) {
        jdbc.update(
                "update cp_hl7_state set tries = tries + 1, reason_code = ?, place = '', reason = ?, hint = ? where id = ?",
                reason.code(),
                reason.text(),
                reason.hint(),
                id);
    }

    /** Keeps the answer that had to wait for the mapping. */
    public void answered(long id, Arrival.Answer answer) {
        jdbc.update("update cp_hl7_state set ack_code = ?, ack = ? where id = ?", answer.code(), answer.bytes(), id);
    }

    /**
     * Lets people find a message.
     *
     * @param kind patient or visit
     */
    public void searchable(long id, String kind, Collection<String> values) {
        for (String value : values.stream().sorted().distinct().toList()) {
            jdbc.update(
                    "insert into cp_hl7_search (value, kind, message) values (?, ?, ?) on conflict do nothing",
                    value.length() <= 200 ? value : value.substring(0, 200),
                    kind,
                    id);
        }
    }
}
