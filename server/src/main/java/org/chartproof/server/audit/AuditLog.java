package org.chartproof.server.audit;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.chartproof.server.audit.AuditRecord.Agent;
import org.chartproof.server.audit.AuditRecord.Resource;
import org.chartproof.server.database.Conditions;
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
     * @param from        the earliest time
     * @param before      the first time that is too late
     * @param refused     whether refusals, or what was done, are meant
     * @param interaction as a record has it
     */
    record Question(
            Optional<String> patient,
            Optional<Instant> from,
            Optional<Instant> before,
            Optional<String> person,
            Optional<String> subject,
            Optional<Resource> resource,
            Optional<AuditedAction> action,
            Optional<Boolean> refused,
            Optional<String> interaction) {}

    void add(List<AuditRecord> records) {
        jdbc.batchUpdate(INSERT, records, records.size(), AuditLog::bind);
    }

    /** The record of a number. */
    Optional<Kept> find(long id) {
        return jdbc.query("select * from cp_audit_event where id = ?", (row, number) -> kept(row), id).stream()
                .findFirst();
    }

    /** The newest first. */
    List<Kept> find(Question question, int offset, int most) {
        Conditions conditions = conditions(question);
        return jdbc.query(
                "select * from cp_audit_event" + conditions.where() + " order by id desc limit ? offset ?",
                (row, number) -> kept(row),
                conditions.values(most, offset));
    }

    int count(Question question) {
        Conditions conditions = conditions(question);
        Integer count = jdbc.queryForObject(
                "select count(*) from cp_audit_event" + conditions.where(), Integer.class, conditions.values());
        return count == null ? 0 : count;
    }

    private static Conditions conditions(Question question) {
        Conditions conditions = new Conditions()
                .and("patient = ?", question.patient())
                .and("recorded >= ?", question.from().map(Timestamp::from))
                .and("recorded < ?", question.before().map(Timestamp::from))
                .and("person = ?", question.person())
                .and("subject = ?", question.subject())
                .and("resource_type = ?", question.resource().map(Resource::type))
                .and("resource_id = ?", question.resource().flatMap(Resource::id))
                .and("action = ?", question.action().map(AuditedAction::letter))
                .and("interaction = ?", question.interaction());
        // As it stands, so that the index of refusals is known to have them all.
        question.refused().ifPresent(refused -> conditions.and("outcome = " + (refused ? REFUSED : 0)));
        return conditions;
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
        text(row, 11, agent.person(), 300);
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
