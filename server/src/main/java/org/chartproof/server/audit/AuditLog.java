package org.chartproof.server.audit;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.chartproof.server.audit.AuditRecord.Agent;
import org.chartproof.server.audit.AuditRecord.Resource;
import org.springframework.jdbc.core.JdbcTemplate;

/** The table of audit records: added to and searched, nothing else. Adds in the transaction of the calling thread, if it has one. */
public final class AuditLog {
    private static final String INSERT =
            """
            insert into cp_audit_event (recorded, action, interaction, outcome, resource_type, resource_id, version,
                patient, subject, client, person, roles, address, purpose, request_id, query)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;
    private static final int REFUSED = 4;

    private static final int LONGEST_QUERY = 8_000;

    private final JdbcTemplate jdbc;

    /** @param dataSource of the database */
    public AuditLog(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /** A record with the number that it has in the table. */
    record Kept(long id, AuditRecord event) {}

    /**
     * What is looked for; each part may be absent.
     *
     * @param from    the earliest time
     * @param before  the first time that is too late
     * @param refused whether refusals, or what was done, are meant
     */
    record Question(
            Optional<Long> id,
            Optional<String> patient,
            Optional<Instant> from,
            Optional<Instant> before,
            Optional<String> person,
            Optional<String> subject,
            Optional<String> resource,
            Optional<AuditedAction> action,
            Optional<Boolean> refused) {

        /** The record of a number. */
        static Question of(long id) {
            return new Question(
                    Optional.of(id),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }
    }

    void add(List<AuditRecord> records) {
        jdbc.batchUpdate(INSERT, records, records.size(), AuditLog::bind);
    }

    /** The newest first. */
    List<Kept> find(Question question, int offset, int most) {
        Conditions conditions = new Conditions(question);
        List<Object> values = new ArrayList<>(conditions.values);
        values.add(most);
        values.add(offset);
        return jdbc.query(
                "select * from cp_audit_event" + conditions.where() + " order by id desc limit ? offset ?",
                (row, number) -> kept(row),
                values.toArray());
    }

    int count(Question question) {
        Conditions conditions = new Conditions(question);
        Integer count = jdbc.queryForObject(
                "select count(*) from cp_audit_event" + conditions.where(), Integer.class, conditions.values.toArray());
        return count == null ? 0 : count;
    }

    private static final class Conditions {
        private final List<String> conditions = new ArrayList<>();
        private final List<Object> values = new ArrayList<>();

        Conditions(Question question) {
            question.id().ifPresent(id -> add("id = ?", id));
            question.patient().ifPresent(patient -> add("patient = ?", patient));
            question.from().ifPresent(from -> add("recorded >= ?", Timestamp.from(from)));
            question.before().ifPresent(before -> add("recorded < ?", Timestamp.from(before)));
            question.person().ifPresent(person -> add("person = ?", person));
            question.subject().ifPresent(subject -> add("subject = ?", subject));
            question.resource().ifPresent(resource -> add("resource_type || '/' || resource_id = ?", resource));
            question.action().ifPresent(action -> add("action = ?", action.letter()));
            question.refused().ifPresent(refused -> add("outcome = ?", refused ? REFUSED : 0));
        }

        private void add(String condition, Object value) {
            conditions.add(condition);
            values.add(value);
        }

        String where() {
            return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        }
    }

    private static void bind(PreparedStatement row, AuditRecord event) throws SQLException {
        Agent agent = event.agent();
        row.setTimestamp(1, Timestamp.from(event.recorded()));
        row.setString(2, event.action().letter());
        row.setString(3, cut(event.interaction(), 40));
        row.setInt(4, event.refused() ? REFUSED : 0);
        text(row, 5, event.resource().map(Resource::type), 40);
        text(row, 6, event.resource().flatMap(Resource::id), 80);
        text(row, 7, event.resource().flatMap(Resource::version), 20);
        text(row, 8, event.patient(), 80);
        row.setString(9, cut(agent.subject(), 200));
        row.setString(10, cut(agent.client(), 200));
        text(row, 11, agent.person(), 120);
        row.setString(12, cut(agent.roles(), 120));
        row.setString(13, cut(agent.address(), 64));
        text(row, 14, agent.purpose(), 20);
        text(row, 15, event.requestId(), 80);
        text(row, 16, event.query(), LONGEST_QUERY);
    }

    private static void text(PreparedStatement row, int column, Optional<String> value, int longest)
            throws SQLException {
        if (value.isPresent()) {
            row.setString(column, cut(value.get(), longest));
        } else {
            row.setNull(column, Types.VARCHAR);
        }
    }

    /** An attempt with too long a word in it is an attempt all the same. */
    private static String cut(String text, int longest) {
        String storable = text.replace('\0', '?');
        return storable.length() <= longest ? storable : storable.substring(0, longest);
    }

    private static Kept kept(ResultSet row) throws SQLException {
        Agent agent = new Agent(
                row.getString("subject"),
                row.getString("client"),
                Optional.ofNullable(row.getString("person")),
                row.getString("roles"),
                row.getString("address"),
                Optional.ofNullable(row.getString("purpose")));
        Optional<Resource> resource = Optional.ofNullable(row.getString("resource_type"))
                .map(type -> new Resource(type, optional(row, "resource_id"), optional(row, "version")));
        return new Kept(
                row.getLong("id"),
                new AuditRecord(
                        row.getTimestamp("recorded").toInstant(),
                        AuditedAction.ofLetter(row.getString("action")),
                        row.getString("interaction"),
                        row.getInt("outcome") == REFUSED,
                        resource,
                        optional(row, "patient"),
                        agent,
                        optional(row, "request_id"),
                        optional(row, "query")));
    }

    private static Optional<String> optional(ResultSet row, String column) {
        try {
            return Optional.ofNullable(row.getString(column));
        } catch (SQLException e) {
            throw new IllegalStateException("The table of audit events has no column " + column, e);
        }
    }
}
