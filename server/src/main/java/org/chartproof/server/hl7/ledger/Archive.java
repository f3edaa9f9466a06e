package org.chartproof.server.hl7.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.chartproof.server.database.Conditions;
import org.springframework.jdbc.core.JdbcTemplate;

/** Stored messages as people look for them. */
public final class Archive {

    private static final String SUMMARY =
            """
            select m.id, m.feed, m.received_at, m.peer, m.control_id, m.event, s.state, coalesce(s.ack_code, m.ack_code),
                s.tries, s.changed_at, s.reason_code, s.place, s.reason, s.hint, m.copy_of
            """;
    private static final String FROM = " from cp_hl7_message m join cp_hl7_state s on s.id = m.id ";
    private static final int BATCH = 1000;

    private final JdbcTemplate jdbc;

    public Archive(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /**
     * Messages, the newest first.
     *
     * @param before only those with lower numbers: the last of the page before
     * @param most   how many at most
     */
    public List<MessageSummary> search(MessageFilter filter, OptionalLong before, int most) {
        Conditions conditions = filter.conditions().and("m.id < ?", before);
        return jdbc.query(
                SUMMARY + FROM + conditions.where() + " order by m.id desc limit ?",
                (row, number) -> summary(row),
                conditions.values(most));
    }

    /** The numbers of messages, the oldest first: the order in which they are mapped again. */
    public List<Long> numbers(MessageFilter filter, int most) {
        Conditions conditions = filter.conditions();
        return jdbc.queryForList(
                "select m.id" + FROM + conditions.where() + " order by m.id limit ?",
                Long.class,
                conditions.values(most));
    }

    /** How many messages are meant. */
    public long count(MessageFilter filter) {
        Conditions conditions = filter.conditions();
        Long count =
                jdbc.queryForObject("select count(*)" + FROM + conditions.where(), Long.class, conditions.values());
        return count == null ? 0 : count;
    }

    /** One message. */
    public Optional<MessageDetails> find(long id) {
        return jdbc
                .query(
                        SUMMARY + ", m.raw, coalesce(s.ack, m.ack), s.warnings, s.resources, s.lane, s.other_lane"
                                + FROM + "where m.id = ?",
                        (row, number) -> details(row),
                        id)
                .stream()
                .findFirst();
    }

    private MessageDetails details(ResultSet row) throws SQLException {
        int lane = row.getInt(20);
        int other = row.getInt(21);
        OptionalInt second = row.wasNull() ? OptionalInt.empty() : OptionalInt.of(other);
        return new MessageDetails(
                summary(row),
                row.getBytes(16),
                Optional.ofNullable(row.getBytes(17)),
                Optional.ofNullable(row.getString(18)).orElse("[]"),
                Optional.ofNullable(row.getString(19)).orElse("[]"),
                history(row.getLong(1)),
                new Lanes(lane, second));
    }

    private static MessageSummary summary(ResultSet row) throws SQLException {
        long copyOf = row.getLong(15);
        OptionalLong original = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(copyOf);
        String code = row.getString(11);
        return new MessageSummary(
                row.getLong(1),
                row.getString(2),
                row.getTimestamp(3).toInstant(),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                MessageState.of(row.getString(7)),
                Optional.ofNullable(row.getString(8)),
                row.getInt(9),
                row.getTimestamp(10).toInstant(),
                code == null
                        ? Optional.empty()
                        : Optional.of(new Reason(code, text(row, 12), text(row, 13), text(row, 14))),
                original);
    }

    private static String text(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getString(column)).orElse("");
    }

    /** What people did with a message. */
    public List<Action> history(long id) {
        return jdbc.query(
                "select at, who, action, detail from cp_hl7_action where message = ? order by id",
                (row, number) -> new Action(
                        row.getTimestamp(1).toInstant(), row.getString(2), row.getString(3), row.getString(4)),
                id);
    }

    /**
     * Keeps what a person did.
     *
     * @param message empty for what was done to many at once
     */
    public void note(OptionalLong message, String who, String what, String detail) {
        jdbc.update(
                "insert into cp_hl7_action (message, who, action, detail) values (?, ?, ?, ?)",
                message.isPresent() ? message.getAsLong() : null,
                who,
                what,
                detail.length() <= 1000 ? detail : detail.substring(0, 1000));
    }

    /** Lets a message be mapped (again), whatever became of it. Answers whether it is there and was not waiting anyway. */
    public boolean mapAgain(long id) {
        return jdbc.update(
                        "update cp_hl7_state set state = 'waiting', tries = 0, changed_at = now() where id = ? and state <> 'waiting'",
                        id)
                == 1;
    }

    /** Takes a dead letter off the list. Answers whether it was one. */
    public boolean discard(long id) {
        return jdbc.update(
                        "update cp_hl7_state set state = 'discarded', changed_at = now() where id = ? and state = 'dead'",
                        id)
                == 1;
    }

    /** How many dead letters there are, by the kind of their reason. */
    public Map<String, Long> deadByReason() {
        Map<String, Long> counts = new LinkedHashMap<>();
        jdbc.query(
                "select reason_code, count(*) from cp_hl7_state where state = 'dead' group by 1 order by 2 desc, 1",
                row -> {
                    counts.put(text(row, 1), row.getLong(2));
                });
        return counts;
    }

    /**
     * The state of a feed.
     *
     * @param lastHour messages received within the last hour
     * @param lastDay  messages received within the last 24 hours
     * @param waiting  messages that are to be mapped
     * @param dead     messages that wait for a person
     * @param oldestWaiting age of the oldest that is to be mapped; zero with none
     */
    public record Counts(long lastHour, long lastDay, long waiting, long dead, Duration oldestWaiting) {

        /** Of a feed that never received anything. */
        public static final Counts NONE = new Counts(0, 0, 0, 0, Duration.ZERO);
    }

    /** The state of each feed that has received anything. */
    public Map<String, Counts> countsByFeed() {
        Map<String, Counts> counts = new LinkedHashMap<>();
        jdbc.query(
                """
                select feed, sum(hour), sum(day), sum(waiting), sum(dead), max(age) from (
                    select feed, count(*) filter (where received_at > now() - interval '1 hour') as hour, count(*) as day,
                        0 as waiting, 0 as dead, 0 as age
                    from cp_hl7_message where received_at > now() - interval '24 hours' group by feed
                    union all
                    select m.feed, 0, 0, count(*) filter (where s.state = 'waiting'), count(*) filter (where s.state = 'dead'),
                        coalesce(extract(epoch from now() - min(m.received_at) filter (where s.state = 'waiting')), 0)
                    from cp_hl7_state s join cp_hl7_message m on m.id = s.id
                    where s.state = 'waiting' or s.state = 'dead' group by m.feed) parts
                group by feed order by feed
                """,
                row -> {
                    counts.put(
                            row.getString(1),
                            new Counts(
                                    row.getLong(2),
                                    row.getLong(3),
                                    row.getLong(4),
                                    row.getLong(5),
                                    Duration.ofMillis(Math.max(0, (long) (row.getDouble(6) * 1000)))));
                });
        return counts;
    }

    /**
     * Deletes messages that were received long ago and are done with. Dead letters and those that wait stay.
     *
     * @return how many were deleted
     */
    public int forget(Duration age) {
        int deleted = 0;
        int last;
        do {
            last = jdbc.update(
                    """
                    with old as (
                        select m.id from cp_hl7_message m join cp_hl7_state s on s.id = m.id
                        where m.received_at < now() - make_interval(secs => ?) and s.state in ('done', 'kept', 'refused', 'discarded')
                        order by m.id limit ?),
                    keys as (delete from cp_hl7_search where message in (select id from old)),
                    states as (delete from cp_hl7_state where id in (select id from old))
                    delete from cp_hl7_message where id in (select id from old)
                    """,
                    age.toMillis() / 1000.0,
                    BATCH);
            deleted += last;
        } while (last == BATCH);
        return deleted;
    }
}
