package org.chartproof.server.authserver.token;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** What was good for one use and has had it: refresh tokens, and the ids of client assertions. */
public final class SpentTokens {
    private final JdbcTemplate jdbc;

    public SpentTokens(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /**
     * Notes the use of something, in the caller's transaction.
     *
     * @param hash   of it
     * @param endsAt when it would be refused for its age alone
     * @return whether this is its first use
     */
    public boolean spend(String hash, Instant endsAt) {
        return insert(hash, Optional.empty(), endsAt);
    }

    /** Notes that a refresh token has been followed by another one, in the caller's transaction. */
    void spendRefreshToken(String hash, String authorizationId, Instant endsAt) {
        insert(hash, Optional.of(authorizationId), endsAt);
    }

    /** The authorization that a spent refresh token was of. */
    Optional<String> authorizationOf(String hash) {
        List<String> found = jdbc.queryForList(
                "select authorization_id from cp_spent where hash = ? and authorization_id is not null",
                String.class,
                hash);
        return found.stream().findFirst();
    }

    /** Forgets what has ended. */
    void forget() {
        jdbc.update("delete from cp_spent where ends_at < now() - interval '1 hour'");
    }

    private boolean insert(String hash, Optional<String> authorizationId, Instant endsAt) {
        return jdbc.update(
                        "insert into cp_spent (hash, authorization_id, ends_at) values (?, ?, ?) on conflict do"
                                + " nothing",
                        hash,
                        authorizationId.orElse(null),
                        endsAt.atOffset(ZoneOffset.UTC))
                == 1;
    }
}
