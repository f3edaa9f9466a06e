package org.chartproof.server.authserver.token;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.server.authorization.JdbcOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What was granted to whom, in the database, so that it outlives the server. A refresh token that comes a second time has been stolen, from the app or from the one who came first: all that hangs on
 * it ends then (RFC 9700, 4.14).
 */
public final class Authorizations extends JdbcOAuth2AuthorizationService {
    private static final Logger LOG = LoggerFactory.getLogger(Authorizations.class);

    private static final String VERSION = "chartproof.version";
    private static final Duration BETWEEN_CLEANINGS = Duration.ofHours(1);

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final SpentTokens spent;
    private final InstantSource clock;
    private Instant cleanedAt = Instant.MIN;

    public Authorizations(
            JdbcTemplate jdbc,
            RegisteredClientRepository clients,
            TransactionTemplate transaction,
            SpentTokens spent,
            InstantSource clock) {
        super(jdbc, clients);
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.spent = spent;
        this.clock = clock;
        OAuth2AuthorizationParametersMapper plain = new OAuth2AuthorizationParametersMapper();
        setAuthorizationParametersMapper(authorization -> plain.apply(hashed(authorization)));
    }

    @Override
    public void save(OAuth2Authorization authorization) {
        forgetWhatEnded();
        transaction.executeWithoutResult(status -> {
            Optional<Stored> before = lock(authorization.getId());
            before.ifPresent(stored -> follow(stored, authorization));
            int version = before.map(stored -> stored.version() + 1).orElse(0);
            super.save(OAuth2Authorization.from(authorization)
                    .attribute(VERSION, version)
                    .build());
            jdbc.update("update oauth2_authorization set version = ? where id = ?", version, authorization.getId());
        });
    }

    @Override
    public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
        String hash = TokenHash.of(token);
        OAuth2Authorization found = super.findByToken(hash, type);
        if (found == null) {
            spent.authorizationOf(hash).ifPresent(this::endForReuse);
            return null;
        }
        return withToken(found, hash, token);
    }

    private void endForReuse(String authorizationId) {
        if (jdbc.update("delete from oauth2_authorization where id = ?", authorizationId) > 0) {
            LOG.warn("A refresh token came a second time; what was granted with it has ended");
        }
    }

    /** @param refreshHash of the refresh token that is good now */
    private record Stored(int version, Optional<String> refreshHash, Optional<Instant> refreshEnds) {}

    private Optional<Stored> lock(String id) {
        List<Stored> rows = jdbc.query(
                "select version, refresh_token_value, refresh_token_expires_at from oauth2_authorization"
                        + " where id = ? for update",
                (row, number) -> new Stored(
                        row.getInt(1),
                        Optional.ofNullable(row.getString(2)),
                        Optional.ofNullable(row.getTimestamp(3)).map(Timestamp::toInstant)),
                id);
        return rows.stream().findFirst();
    }

    /** Refuses what another request was faster with, and spends a refresh token that another one has taken the place of. */
    private void follow(Stored stored, OAuth2Authorization next) {
        Integer seen = next.getAttribute(VERSION);
        if (seen == null || seen != stored.version()) {
            // Another request has used the same code or refresh token since this one looked.
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT);
        }
        String nextHash = next.getRefreshToken() == null
                ? ""
                : hashOnce(next.getRefreshToken().getToken().getTokenValue());
        if (stored.refreshHash().isPresent() && !stored.refreshHash().get().equals(nextHash)) {
            spent.spendRefreshToken(
                    stored.refreshHash().get(),
                    next.getId(),
                    stored.refreshEnds().orElseGet(clock::instant));
        }
    }

    private synchronized void forgetWhatEnded() {
        if (cleanedAt.plus(BETWEEN_CLEANINGS).isAfter(clock.instant())) {
            return;
        }
        cleanedAt = clock.instant();
        spent.forget();
        jdbc.update(
                """
                delete from oauth2_authorization
                where created_at < now() - interval '1 day'
                  and coalesce(refresh_token_expires_at, access_token_expires_at, authorization_code_expires_at, created_at)
                      < now() - interval '1 hour'
                """);
    }

    /** The same with the one token as it is, which is known since it was just presented. */
    private static OAuth2Authorization withToken(OAuth2Authorization found, String hash, String token) {
        OAuth2Authorization.Token<OAuth2Token> match = found.getToken(hash);
        if (match == null) {
            return found;
        }
        return replaced(found, match, token);
    }

    private static OAuth2Authorization hashed(OAuth2Authorization authorization) {
        OAuth2Authorization result = authorization;
        for (Class<? extends OAuth2Token> type : List.of(
                OAuth2AuthorizationCode.class, OAuth2AccessToken.class, OidcIdToken.class, OAuth2RefreshToken.class)) {
            OAuth2Authorization.Token<? extends OAuth2Token> token = result.getToken(type);
            if (token != null) {
                result = replaced(result, token, hashOnce(token.getToken().getTokenValue()));
            }
        }
        String state = result.getAttribute(OAuth2ParameterNames.STATE);
        return state == null
                ? result
                : OAuth2Authorization.from(result)
                        .attribute(OAuth2ParameterNames.STATE, hashOnce(state))
                        .build();
    }

    /** A token that was read from the database is its hash already. Hex of 64 characters is no token that is made here. */
    private static String hashOnce(String token) {
        return token.matches("[0-9a-f]{64}") ? token : TokenHash.of(token);
    }

    private static OAuth2Authorization replaced(
            OAuth2Authorization authorization, OAuth2Authorization.Token<? extends OAuth2Token> token, String value) {
        OAuth2Token old = token.getToken();
        OAuth2Token next;
        if (old instanceof OAuth2AuthorizationCode code) {
            next = new OAuth2AuthorizationCode(value, code.getIssuedAt(), code.getExpiresAt());
        } else if (old instanceof OAuth2AccessToken access) {
            next = new OAuth2AccessToken(
                    access.getTokenType(), value, access.getIssuedAt(), access.getExpiresAt(), access.getScopes());
        } else if (old instanceof OidcIdToken id) {
            next = new OidcIdToken(value, id.getIssuedAt(), id.getExpiresAt(), id.getClaims());
        } else if (old instanceof OAuth2RefreshToken refresh) {
            next = new OAuth2RefreshToken(value, refresh.getIssuedAt(), refresh.getExpiresAt());
        } else {
            return authorization;
        }
        return OAuth2Authorization.from(authorization)
                .token(next, metadata -> metadata.putAll(token.getMetadata()))
                .build();
    }
}
