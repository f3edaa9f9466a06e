package org.chartproof.server.authserver.token;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import org.chartproof.server.authserver.scope.Scopes;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;

/**
 * Refresh tokens for those who were granted {@code online_access}, a working day, or {@code offline_access}, a month. A token that takes the place of another ends when that one would have ended: nobody
 * stays signed in for ever by refreshing.
 */
public final class RefreshTokens implements OAuth2TokenGenerator<OAuth2RefreshToken> {
    private static final int BYTES = 48;
    private static final Duration ONLINE = Duration.ofHours(10);
    private static final Duration OFFLINE = Duration.ofDays(30);

    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    public RefreshTokens(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public @Nullable OAuth2RefreshToken generate(OAuth2TokenContext context) {
        if (!OAuth2TokenType.REFRESH_TOKEN.equals(context.getTokenType())) {
            return null;
        }
        Optional<Instant> ends = replaced(context).or(() -> granted(context));
        if (ends.isEmpty()) {
            return null;
        }
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new OAuth2RefreshToken(
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes), clock.instant(), ends.get());
    }

    private static Optional<Instant> replaced(OAuth2TokenContext context) {
        return Optional.ofNullable(context.getAuthorization())
                .map(authorization -> authorization.getRefreshToken())
                .map(token -> token.getToken().getExpiresAt());
    }

    private Optional<Instant> granted(OAuth2TokenContext context) {
        if (context.getAuthorizedScopes().contains(Scopes.OFFLINE_ACCESS)) {
            return Optional.of(clock.instant().plus(OFFLINE));
        }
        return context.getAuthorizedScopes().contains(Scopes.ONLINE_ACCESS)
                ? Optional.of(clock.instant().plus(ONLINE))
                : Optional.empty();
    }
}
