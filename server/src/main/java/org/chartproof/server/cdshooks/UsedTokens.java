package org.chartproof.server.cdshooks;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.chartproof.server.status.Fresh;
import org.springframework.jdbc.core.JdbcTemplate;

/** Tokens that were used, on any node, until they are over. */
final class UsedTokens {

    private static final Duration SWEEP = Duration.ofMinutes(1);

    private final JdbcTemplate jdbc;
    /** Forgets what is over, clocks being a little apart, now and then. */
    private final Fresh<Integer> sweep;

    UsedTokens(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.sweep = new Fresh<>(
                SWEEP, () -> jdbc.update("delete from cp_cds_token where expires < now() - interval '5 minutes'"));
    }

    /** Whether a token was never used; from now on it was. */
    boolean firstUse(String issuer, String id, Instant end) {
        Integer unused = sweep.get();
        return jdbc.update(
                        "insert into cp_cds_token (token, expires) values (?, ?) on conflict do nothing",
                        hash(issuer, id),
                        end.atOffset(ZoneOffset.UTC))
                == 1;
    }

    private static byte[] hash(String issuer, String id) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(issuer.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            return digest.digest(id.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
