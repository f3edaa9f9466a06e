package org.chartproof.server.ehr.subscription;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The Subscriptions that this server has asked for. */
public final class SubscriptionTable {

    private static final int SECRET_BYTES = 32;

    private final JdbcTemplate jdbc;
    private final SecureRandom random = new SecureRandom();

    /**
     * One of them.
     *
     * @param secret    last part of the endpoint
     * @param foreignId at the EHR; empty until it gave one
     * @param status    as the EHR says
     */
    record Subscribed(
            String source,
            String type,
            String secret,
            Optional<String> foreignId,
            String status,
            Optional<Instant> endsAt,
            OptionalLong lastEvent) {
        @Override
        public String toString() {
            return source + " " + type;
        }
    }

    /**
     * How one stands.
     *
     * @param heardAt when the newest notification came
     */
    public record Standing(String type, String status, Optional<Instant> endsAt, Optional<Instant> heardAt) {}

    public SubscriptionTable(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /** The one for a type; with a secret of its own from the first time on. */
    Subscribed of(String source, String type) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        jdbc.update(
                "insert into cp_ehr_subscription (source, type, secret) values (?, ?, ?) on conflict do nothing",
                source,
                type,
                Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
        return jdbc.query(
                        "select * from cp_ehr_subscription where source = ? and type = ?",
                        (row, number) -> read(row),
                        source,
                        type)
                .get(0);
    }

    Optional<Subscribed> withSecret(String secret) {
        return jdbc
                .query("select * from cp_ehr_subscription where secret = ?", (row, number) -> read(row), secret)
                .stream()
                .findFirst();
    }

    private static Subscribed read(ResultSet row) throws SQLException {
        long lastEvent = row.getLong("last_event");
        return new Subscribed(
                row.getString("source"),
                row.getString("type"),
                row.getString("secret"),
                Optional.ofNullable(row.getString("foreign_id")),
                row.getString("status"),
                Optional.ofNullable(row.getTimestamp("ends_at")).map(Timestamp::toInstant),
                row.getObject("last_event") == null ? OptionalLong.empty() : OptionalLong.of(lastEvent));
    }

    /** It was asked for, or renewed. */
    void granted(Subscribed one, String foreignId, String status, Instant endsAt) {
        jdbc.update(
                "update cp_ehr_subscription set foreign_id = ?, status = ?, ends_at = ? where source = ? and type = ?",
                foreignId,
                status,
                Timestamp.from(endsAt),
                one.source(),
                one.type());
    }

    /** The EHR has it no longer: its next one counts anew. */
    void lost(Subscribed one) {
        jdbc.update(
                "update cp_ehr_subscription set foreign_id = null, status = 'requested', ends_at = null, last_event = null"
                        + " where source = ? and type = ?",
                one.source(),
                one.type());
    }

    void status(Subscribed one, String status) {
        jdbc.update(
                "update cp_ehr_subscription set status = ? where source = ? and type = ?",
                status,
                one.source(),
                one.type());
    }

    /** A notification came. */
    void heard(Subscribed one, OptionalLong event) {
        @Nullable Long number = event.isPresent() ? (Long) event.getAsLong() : null;
        jdbc.update(
                "update cp_ehr_subscription set heard_at = now(), status = 'active', last_event = greatest(last_event, ?::bigint)"
                        + " where source = ? and type = ?",
                number,
                one.source(),
                one.type());
    }

    /** How those of an EHR stand. */
    public List<Standing> standings(String source) {
        return jdbc.query(
                "select type, status, ends_at, heard_at from cp_ehr_subscription where source = ? order by type",
                (row, number) -> new Standing(
                        row.getString("type"),
                        row.getString("status"),
                        Optional.ofNullable(row.getTimestamp("ends_at")).map(Timestamp::toInstant),
                        Optional.ofNullable(row.getTimestamp("heard_at")).map(Timestamp::toInstant)),
                source);
    }
}
