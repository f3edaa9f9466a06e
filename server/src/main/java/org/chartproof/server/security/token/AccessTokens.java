package org.chartproof.server.security.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Access tokens of one issuer: JWTs (RFC 9068), judged by its published keys. */
public final class AccessTokens {
    private static final Logger LOG = LoggerFactory.getLogger(AccessTokens.class);

    /** Of RFC 9068, and of issuers that are older; some leave it out. */
    private static final Set<JOSEObjectType> TYPES =
            Set.of(new JOSEObjectType("at+jwt"), new JOSEObjectType("application/at+jwt"), JOSEObjectType.JWT);

    private final Set<JWSAlgorithm> algorithms;
    private final Supplier<Expected> expected;
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    /**
     * @param algorithms by which a token may be signed, such as RS256
     * @param keys       of the issuer
     * @param expected   what a token must say; asked at each, since our own address is known only once the server listens
     */
    public AccessTokens(
            Set<String> algorithms, JWKSource<SecurityContext> keys, Supplier<Expected> expected, InstantSource clock) {
        this.algorithms = algorithms.stream().map(JWSAlgorithm::parse).collect(Collectors.toUnmodifiableSet());
        this.expected = expected;
        processor.setJWSTypeVerifier((type, context) -> {
            if (type != null && !TYPES.contains(type)) {
                throw new BadJOSEException("it is no access token by its type");
            }
        });
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(this.algorithms, keys));
        processor.setJWTClaimsSetVerifier((claims, context) -> expected.get().check(claims, clock.instant()));
    }

    /** Judges a token. */
    public Answer read(String token) {
        SignedJWT parsed;
        try {
            parsed = SignedJWT.parse(token);
        } catch (ParseException e) {
            return new Answer.Rejected("it is no signed JWT");
        }
        if (!algorithms.contains(parsed.getHeader().getAlgorithm())) {
            return new Answer.Rejected("it is signed by an algorithm that is not allowed");
        }
        try {
            return new Answer.Accepted(expected.get().caller(processor.process(parsed, null)));
        } catch (BadJWTException e) {
            return new Answer.Rejected(reason(e));
        } catch (BadJOSEException | RateLimitReachedException e) {
            // A key that nobody knows is asked for twice in half a minute, not at each request with it.
            return new Answer.Rejected("it is not signed by a key of the issuer");
        } catch (KeySourceException e) {
            LOG.warn("The issuer's keys can't be had: {}", e.getClass().getSimpleName());
            return new Answer.Unknown();
        } catch (JOSEException e) {
            return new Answer.Rejected("its signature can't be checked");
        }
    }

    /** Of our own checks alone: those of the library quote what stands in the token. */
    private static String reason(BadJWTException refused) {
        return refused instanceof Expected.Unmet unmet ? unmet.reason() : "its content can't be read";
    }
}
