package org.chartproof.server.authserver.token;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The keys that tokens are signed with. Each node has a private key of its own, in its data folder; the public ones stand in the database, so that every node publishes and believes those of all.
 * A key is followed by a new one in time, and is published until the last token that it signed has ended.
 */
public final class SigningKeys implements JWKSource<SecurityContext> {
    static final Duration LIFE = Duration.ofDays(90);

    /** Longer than any token lives. */
    private static final Duration AFTERLIFE = Duration.ofDays(1);

    private static final Duration FRESH = Duration.ofSeconds(30);
    private static final Duration LEAST_BETWEEN_READS = Duration.ofSeconds(1);

    private final KeyFile file;
    private final JdbcTemplate jdbc;
    private final InstantSource clock;
    private Optional<RSAKey> current = Optional.empty();
    private JWKSet published = new JWKSet();
    private Instant readAt = Instant.MIN;

    public SigningKeys(KeyFile file, DataSource dataSource, InstantSource clock) {
        this.file = file;
        this.jdbc = new JdbcTemplate(dataSource);
        this.clock = clock;
    }

    /** The key to sign with now. */
    public synchronized RSAKey current() {
        if (current.isEmpty()) {
            RSAKey known = file.read().orElseGet(() -> file.renew(clock.instant()));
            publish(known);
            current = Optional.of(known);
        }
        RSAKey key = current.get();
        if (key.getIssueTime().toInstant().plus(LIFE).isAfter(clock.instant())) {
            return key;
        }
        RSAKey next = file.renew(clock.instant());
        publish(next);
        jdbc.update("update cp_signing_key set retired_at = now() where key_id = ?", key.getKeyID());
        current = Optional.of(next);
        return next;
    }

    /** A source with the signing key alone. */
    public JWKSource<SecurityContext> forSigning() {
        return (selector, context) -> selector.select(new JWKSet(current()));
    }

    /** The public keys of all nodes. */
    @Override
    public synchronized List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) {
        current();
        if (readAt.plus(FRESH).isBefore(clock.instant())) {
            read();
        }
        List<JWK> found = selector.select(published);
        if (found.isEmpty() && readAt.plus(LEAST_BETWEEN_READS).isBefore(clock.instant())) {
            // Perhaps of a node that has just begun.
            read();
            found = selector.select(published);
        }
        return found;
    }

    private void publish(RSAKey key) {
        jdbc.update(
                "insert into cp_signing_key (key_id, public_key) values (?, ?) on conflict (key_id) do nothing",
                key.getKeyID(),
                key.toPublicJWK().toJSONString());
        jdbc.update(
                "delete from cp_signing_key where retired_at < now() - make_interval(secs => ?)"
                        + " or published_at < now() - make_interval(secs => ?)",
                AFTERLIFE.toSeconds(),
                LIFE.plus(LIFE).toSeconds());
        readAt = Instant.MIN;
    }

    private void read() {
        List<JWK> keys = new ArrayList<>();
        for (String text : jdbc.queryForList(
                "select public_key from cp_signing_key"
                        + " where retired_at is null or retired_at > now() - make_interval(secs => ?)"
                        + " order by published_at desc, key_id",
                String.class,
                AFTERLIFE.toSeconds())) {
            try {
                keys.add(JWK.parse(text));
            } catch (ParseException e) {
                throw new IllegalStateException("cp_signing_key holds something that is no key", e);
            }
        }
        published = new JWKSet(keys);
        readAt = clock.instant();
    }
}
