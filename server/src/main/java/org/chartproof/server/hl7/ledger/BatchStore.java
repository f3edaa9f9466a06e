package org.chartproof.server.hl7.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** Stores many messages in one transaction: one query for what was sent before, one COPY into each of two tables, one commit. Of one thread. */
final class BatchStore {

    /** Messages of a batch at most; ids of a batch are numbered within it. */
    static final int LARGEST = 256;

    private static final String NUMBER_AND_EARLIER =
            """
            select null, null, nextval('cp_hl7_batch'), null, null, null
            union all
            select m.sender_key, m.sha256, m.id, s.state, coalesce(s.ack_code, m.ack_code), coalesce(s.ack, m.ack)
            from cp_hl7_message m join cp_hl7_state s on s.id = m.id
            where m.sender_key = any(?)
            """;

    private static final String COPY_MESSAGES =
            """
            copy cp_hl7_message (id, feed, received_at, peer, sender_key, sha256, control_id, event, ack_code, ack, raw, copy_of)
            from stdin (format binary)""";

    private static final String COPY_STATES =
            """
            copy cp_hl7_state (id, state, lane, other_lane, changed_at, reused, reason_code, place, reason, hint)
            from stdin (format binary)""";

    private static final String UNIQUE_VIOLATION = "23505";

    private final DataSource dataSource;
    private final CopyRows rows = new CopyRows();

    BatchStore(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** An earlier message of the same sender and control id. */
    private record Earlier(byte[] sha256, Deposit.Again deposit) {}

    /**
     * Stores messages; when it returns they are committed.
     *
     * @param arrivals no two with the same sender key and hash
     * @return what came of each, in their order
     * @throws SQLException if nothing was stored
     */
    List<Deposit> store(List<Arrival> arrivals) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                List<Deposit> deposits = insert(connection, arrivals);
                connection.commit();
                return deposits;
            } catch (SQLException e) {
                connection.rollback();
                if (!UNIQUE_VIOLATION.equals(e.getSQLState())) {
                    throw e;
                }
                // Another node has stored one of these meanwhile: now it is seen.
                List<Deposit> deposits = insert(connection, arrivals);
                connection.commit();
                return deposits;
            } catch (RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    private List<Deposit> insert(Connection connection, List<Arrival> arrivals) throws SQLException {
        Map<Long, List<Earlier>> earlier = new HashMap<>();
        long first = LARGEST * numberOfBatch(connection, arrivals, earlier);
        List<Deposit> deposits = new ArrayList<>(arrivals.size());
        for (int i = 0; i < arrivals.size(); i++) {
            deposits.add(again(arrivals.get(i), earlier).orElse(new Deposit.Stored(first + i)));
        }
        copy(connection, COPY_MESSAGES, arrivals, deposits, this::message);
        copy(
                connection,
                COPY_STATES,
                arrivals,
                deposits,
                (id, arrival) -> state(
                        id,
                        arrival,
                        arrival.senderKey().isPresent()
                                && earlier.containsKey(arrival.senderKey().getAsLong())));
        return deposits;
    }

    private static long numberOfBatch(Connection connection, List<Arrival> arrivals, Map<Long, List<Earlier>> earlier)
            throws SQLException {
        Set<Long> keys = new HashSet<>();
        arrivals.forEach(arrival -> arrival.senderKey().ifPresent(keys::add));
        long number = 0;
        try (PreparedStatement query = connection.prepareStatement(NUMBER_AND_EARLIER)) {
            query.setArray(1, connection.createArrayOf("bigint", keys.toArray()));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    long key = row.getLong(1);
                    if (row.wasNull()) {
                        number = row.getLong(3);
                    } else {
                        earlier.computeIfAbsent(key, none -> new ArrayList<>()).add(earlier(row));
                    }
                }
            }
        }
        return number;
    }

    private static Earlier earlier(ResultSet row) throws SQLException {
        byte[] ack = row.getBytes(6);
        Optional<Arrival.Answer> answer =
                ack == null ? Optional.empty() : Optional.of(new Arrival.Answer(row.getString(5), ack));
        return new Earlier(
                row.getBytes(2), new Deposit.Again(row.getLong(3), MessageState.of(row.getString(4)), answer));
    }

    private static Optional<Deposit> again(Arrival arrival, Map<Long, List<Earlier>> earlier) {
        if (arrival.senderKey().isEmpty()) {
            return Optional.empty();
        }
        return earlier.getOrDefault(arrival.senderKey().getAsLong(), List.of()).stream()
                .filter(one -> Arrays.equals(one.sha256(), arrival.sha256()))
                .map(one -> (Deposit) one.deposit())
                .findFirst();
    }

    private interface Row {
        void of(long id, Arrival arrival);
    }

    private void copy(Connection connection, String sql, List<Arrival> arrivals, List<Deposit> deposits, Row row)
            throws SQLException {
        rows.begin();
        boolean any = false;
        for (int i = 0; i < arrivals.size(); i++) {
            if (deposits.get(i) instanceof Deposit.Stored stored) {
                row.of(stored.id(), arrivals.get(i));
                any = true;
            }
        }
        if (any) {
            CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
            rows.sendTo(copies.copyIn(sql));
        }
    }

    private void message(long id, Arrival arrival) {
        rows.row(12);
        rows.bigint(id);
        rows.text(arrival.feed());
        rows.time(arrival.receivedAt());
        rows.text(arrival.peer());
        if (arrival.senderKey().isPresent()) {
            rows.bigint(arrival.senderKey().getAsLong());
        } else {
            rows.none();
        }
        rows.bytes(arrival.sha256());
        rows.text(arrival.controlId());
        rows.text(arrival.event());
        rows.text(arrival.answer().map(Arrival.Answer::code).orElse(null));
        rows.bytes(arrival.answer().map(Arrival.Answer::bytes).orElse(null));
        rows.bytes(arrival.raw());
        if (arrival.copyOf().isPresent()) {
            rows.bigint(arrival.copyOf().getAsLong());
        } else {
            rows.none();
        }
    }

    private void state(long id, Arrival arrival, boolean reused) {
        rows.row(10);
        rows.bigint(id);
        rows.text(arrival.state().column());
        rows.smallint(arrival.lanes().first());
        if (arrival.lanes().second().isPresent()) {
            rows.smallint(arrival.lanes().second().getAsInt());
        } else {
            rows.none();
        }
        rows.time(arrival.receivedAt());
        rows.flag(reused);
        rows.text(arrival.reason().map(Reason::code).orElse(null));
        rows.text(arrival.reason().map(Reason::place).orElse(null));
        rows.text(arrival.reason().map(Reason::text).orElse(null));
        rows.text(arrival.reason().map(Reason::hint).orElse(null));
    }
}
