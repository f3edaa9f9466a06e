package org.chartproof.server.cdshooks;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import jakarta.servlet.http.HttpServletRequest;
import java.net.MalformedURLException;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chartproof.server.config.ChartproofConfig.CdsClient;
import org.chartproof.server.config.ConfigurationException;
import org.chartproof.server.status.PublicAddress;

/**
 * Checks the token of an EHR as CDS Hooks asks ("Trusting CDS Clients"): signed with a key that the operator's source of keys has, whatever the token itself says of where its key is; by a configured issuer;
 * for the service that is asked; not over; never seen before.
 */
final class ClientTokens implements CallerCheck {

    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512,
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512);

    private static final int SKEW_SECONDS = 60;
    /** Used tokens are remembered until they are over, so none may live for long. */
    private static final Duration LONGEST_LIFE = Duration.ofHours(1);

    private static final int KEYS_TIMEOUT_MILLIS = 2000;
    private static final int LONGEST_KEYS = 512 * 1024;
    private static final int UNAVAILABLE = 503;
    private static final String BEARER = "Bearer ";

    private final PublicAddress address;
    private final UsedTokens used;
    private final InstantSource clock;
    private final Map<String, Issuer> issuers = new HashMap<>();

    private record Issuer(String name, DefaultJWTProcessor<SecurityContext> processor) {}

    ClientTokens(List<CdsClient> clients, PublicAddress address, UsedTokens used, InstantSource clock) {
        this.address = address;
        this.used = used;
        this.clock = clock;
        clients.forEach(client -> issuers.put(client.issuer(), new Issuer(client.name(), processor(client))));
    }

    private static DefaultJWTProcessor<SecurityContext> processor(CdsClient client) {
        try {
            DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
            processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                    ALGORITHMS,
                    JWKSourceBuilder.<SecurityContext>create(
                                    client.jwks().toURL(),
                                    new DefaultResourceRetriever(
                                            KEYS_TIMEOUT_MILLIS, KEYS_TIMEOUT_MILLIS, LONGEST_KEYS))
                            .build()));
            DefaultJWTClaimsVerifier<SecurityContext> claims = new DefaultJWTClaimsVerifier<>(
                    new JWTClaimsSet.Builder().issuer(client.issuer()).build(), Set.of("aud", "exp", "iat", "jti"));
            claims.setMaxClockSkew(SKEW_SECONDS);
            processor.setJWTClaimsSetVerifier(claims);
            return processor;
        } catch (MalformedURLException e) {
            throw new ConfigurationException("cds-hooks.clients." + client.name() + ".jwks is no URL", e);
        }
    }

    @Override
    public String caller(HttpServletRequest request, String endpoint) {
        String header = Optional.ofNullable(request.getHeader("Authorization")).orElse("");
        if (!header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw refused("A token of the EHR is needed: Authorization: Bearer JWT");
        }
        SignedJWT token = parsed(header.substring(BEARER.length()).strip());
        Issuer issuer = issuers.get(issuerOf(token));
        if (issuer == null) {
            throw refused("The issuer (iss) of the token is not configured (cds-hooks.clients)");
        }
        check(verified(token, issuer), endpoint);
        return issuer.name();
    }

    private static SignedJWT parsed(String token) {
        try {
            return SignedJWT.parse(token);
        } catch (ParseException e) {
            throw refused("The token is no signed JWT");
        }
    }

    private static String issuerOf(SignedJWT token) {
        try {
            return Optional.ofNullable(token.getJWTClaimsSet().getIssuer()).orElse("");
        } catch (ParseException e) {
            throw refused("The token's claims can't be read");
        }
    }

    private static JWTClaimsSet verified(SignedJWT token, Issuer issuer) {
        try {
            return issuer.processor().process(token, null);
        } catch (KeySourceException e) {
            throw new HookRefused(
                    UNAVAILABLE,
                    "The keys of the EHR can't be fetched now (cds-hooks.clients." + issuer.name() + ".jwks)");
        } catch (BadJOSEException e) {
            throw refused("The token is not good: " + e.getMessage());
        } catch (JOSEException e) {
            throw refused("The token's signature can't be checked");
        }
    }

    private void check(JWTClaimsSet claims, String endpoint) {
        if (claims.getAudience().stream().noneMatch(one -> address.is(one, endpoint))) {
            throw refused("The audience (aud) of the token has to be " + address.at(endpoint));
        }
        Instant end = claims.getExpirationTime().toInstant();
        if (end.isAfter(clock.instant().plus(LONGEST_LIFE))) {
            throw refused("The token may live for an hour at most (exp)");
        }
        if (claims.getJWTID().isBlank() || !used.firstUse(claims.getIssuer(), claims.getJWTID(), end)) {
            throw refused("The token was used before (jti)");
        }
    }

    private static HookRefused refused(String message) {
        return new HookRefused(HookRefused.UNAUTHORIZED, message);
    }
}
