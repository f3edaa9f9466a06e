package org.chartproof.server.hl7.lane;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Who works on which lane. All times are the database's, so nodes need no common clock. */
final class LaneQueue {

    /** The free lane whose first message has waited longest. */
    private static final String NEXT_LANE =
            """
            select l.lane from cp_hl7_lane l
            cross join lateral (
                select s.id from cp_hl7_state s where s.state = 'waiting' and s.lane = l.lane order by s.id limit 1) head
            where l.leased_until <= now() and l.due_at <= now()
            order by head.id
            for update of l skip locked
            limit 1
            """;

    private static final String LEASE =
            """
            update cp_hl7_lane set token = ?, leased_until = now() + make_interval(secs => ?)
            where lane = ? and leased_until <= now()
            """;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final double leaseSeconds;

    LaneQueue(DataSource dataSource, PlatformTransactionManager transactions, Duration lease) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.transaction = new TransactionTemplate(transactions);
        this.leaseSeconds = lease.toMillis() / 1000.0;
    }

    /** Takes a lane that has messages and that nobody works on. */
    Optional<LaneLease> claim() {
        return Optional.ofNullable(transaction.execute(status -> {
            List<Integer> lanes = jdbc.queryForList(NEXT_LANE, Integer.class);
            if (lanes.isEmpty()) {
                return null;
            }
            LaneLease lease = new LaneLease(UUID.randomUUID(), lanes.get(0));
            return jdbc.update(LEASE, lease.token(), leaseSeconds, lanes.get(0)) == 1 ? lease : null;
        }));
    }

    /**
     * Takes one more lane.
     *
     * @return false if another worker holds it, or if its first message is not to be tried yet
     */
    boolean extend(LaneLease lease, int lane) {
        boolean taken = jdbc.update(LEASE + " and due_at <= now()", lease.token(), leaseSeconds, lane) == 1;
        if (taken) {
            lease.add(lane);
        }
        return taken;
    }

    /**
     * Makes sure of the lanes, and of their lease for another while; in the caller's transaction, to whose end nobody else can take them.
     *
     * @throws LeaseLost if another worker may hold one: the caller's transaction must roll back
     */
    void keep(LaneLease lease) {
        int kept = update(
                "update cp_hl7_lane set leased_until = now() + make_interval(secs => ?) where token = ? and lane = any(?)",
                lease.token(),
                lease.lanes(),
                leaseSeconds);
        if (kept != lease.lanes().size()) {
            throw new LeaseLost();
        }
    }

    /**
     * Does something in a transaction of its own, if the lanes are still this worker's.
     *
     * @throws LeaseLost if they are not
     */
    void whileKept(LaneLease lease, Runnable action) {
        transaction.executeWithoutResult(status -> {
            keep(lease);
            action.run();
        });
    }

    /** Gives all lanes back. */
    void release(LaneLease lease) {
        release(lease, Duration.ZERO);
    }

    /** Gives all lanes back, to be taken up again after a delay. */
    void release(LaneLease lease, Duration delay) {
        update(
                """
                update cp_hl7_lane set token = null, leased_until = '-infinity', due_at = now() + make_interval(secs => ?)
                where token = ? and lane = any(?)
                """,
                lease.token(),
                lease.lanes(),
                delay.toMillis() / 1000.0);
    }

    private int update(String sql, UUID token, Collection<Integer> lanes, double seconds) {
        Integer updated = jdbc.execute((Connection connection) -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setDouble(1, seconds);
                statement.setObject(2, token);
                statement.setArray(
                        3,
                        connection.createArrayOf(
                                "smallint",
                                lanes.stream().map(Integer::shortValue).toArray()));
                return statement.executeUpdate();
            }
        });
        return updated == null ? 0 : updated;
    }
}
