package org.chartproof.server.authserver.client;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.io.IOException;
import java.net.MalformedURLException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.chartproof.server.authserver.token.SpentTokens;
import org.chartproof.server.authserver.token.TokenHash;
import org.chartproof.server.config.SignIn.Client;
import org.chartproof.server.config.SignIn.Proof;
import org.chartproof.server.status.PublicAddress;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/**
 * Judges client assertions as SMART asks: RS384 or ES384 by a key that the client has published, about itself, for this server's token endpoint, for five minutes at most, each {@code jti} once.
 */
public final class AssertionDecoders implements JwtDecoderFactory<RegisteredClient> {
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.RS384, JWSAlgorithm.ES384);
    private static final Duration LONGEST_LIFE = Duration.ofMinutes(5);
    private static final Duration SKEW = Duration.ofSeconds(60);
    private static final int TIMEOUT_MILLIS = 5_000;
    private static final int LARGEST_KEY_SET = 256 * 1024;

    private final Clients clients;
    private final PublicAddress address;
    private final SpentTokens spent;
    private final InstantSource clock;
    private final Map<String, JwtDecoder> decoders = new ConcurrentHashMap<>();

    public AssertionDecoders(Clients clients, PublicAddress address, SpentTokens spent, InstantSource clock) {
        this.clients = clients;
        this.address = address;
        this.spent = spent;
        this.clock = clock;
    }

    @Override
    public JwtDecoder createDecoder(RegisteredClient client) {
        return clients.find(client.getClientId())
                .map(known -> decoders.computeIfAbsent(known.id(), id -> decoder(known)))
                .orElse(token -> {
                    throw new JwtException("no such client");
                });
    }

    private JwtDecoder decoder(Client client) {
        Optional<JWKSource<SecurityContext>> keys = keys(client.proof());
        if (keys.isEmpty()) {
            return token -> {
                throw new JwtException("the client has no key");
            };
        }
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys.get()));
        // Times are judged below.
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
        NimbusJwtDecoder decoder = new NimbusJwtDecoder(processor);
        JwtTimestampValidator times = new JwtTimestampValidator(SKEW);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                times, rule(jwt -> isWellMade(jwt, client.id())), rule(jwt -> isFirstUse(jwt, client.id()))));
        return decoder;
    }

    private boolean isWellMade(Jwt jwt, String client) {
        Instant ends = jwt.getExpiresAt();
        return client.equals(jwt.getClaimAsString("iss"))
                && client.equals(jwt.getSubject())
                && jwt.getAudience() != null
                && jwt.getAudience().stream().anyMatch(audience -> address.is(audience, "/auth/token"))
                && jwt.getId() != null
                && !jwt.getId().isBlank()
                && ends != null
                && ends.isBefore(clock.instant().plus(LONGEST_LIFE).plus(SKEW));
    }

    /** Last of all rules: what is refused for another reason is not spent. */
    private boolean isFirstUse(Jwt jwt, String client) {
        Instant ends = jwt.getExpiresAt();
        return ends != null
                && isWellMade(jwt, client)
                && spent.spend(TokenHash.of("jti\n" + client + "\n" + jwt.getId()), ends.plus(SKEW));
    }

    private interface Rule {
        boolean holds(Jwt jwt);
    }

    private static OAuth2TokenValidator<Jwt> rule(Rule rule) {
        return jwt -> rule.holds(jwt)
                ? OAuth2TokenValidatorResult.success()
                : OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_client"));
    }

    private static Optional<JWKSource<SecurityContext>> keys(Proof proof) {
        if (proof instanceof Proof.KeyFile keys) {
            // Read again when asked for, so that a client may change its key.
            return Optional.of((selector, context) ->
                    new ImmutableJWKSet<SecurityContext>(read(keys.file())).get(selector, context));
        }
        if (proof instanceof Proof.PublishedKeys keys) {
            try {
                return Optional.of(JWKSourceBuilder.<SecurityContext>create(
                                keys.address().toURL(),
                                new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, LARGEST_KEY_SET))
                        .retrying(true)
                        .build());
            } catch (MalformedURLException e) {
                throw new IllegalStateException(e);
            }
        }
        return Optional.empty();
    }

    private static JWKSet read(Path file) {
        try {
            return JWKSet.parse(Files.readString(file));
        } catch (IOException | ParseException e) {
            throw new JwtException("the file of a client's keys can't be read", e);
        }
    }

    /** The algorithms, for the metadata. */
    public static List<String> algorithms() {
        return ALGORITHMS.stream().map(JWSAlgorithm::getName).sorted().toList();
    }
}
