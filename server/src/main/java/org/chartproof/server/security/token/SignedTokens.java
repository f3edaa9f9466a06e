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
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** JWTs of one kind and one issuer, judged by its published keys. */
final class SignedTokens {
    private static final Logger LOG = LoggerFactory.getLogger(SignedTokens.class);

    private final Set<JWSAlgorithm> algorithms;
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    /** What a token must say. */
    interface Check {
        /** @throws BadJWTException with a reason that quotes nothing */
        void check(JWTClaimsSet claims) throws BadJWTException;
    }

    /**
     * @param algorithms by which a token may be signed, such as RS256
     * @param kind       what it is called in a reason
     * @param types      what it may call itself; it may leave that out
     * @param keys       of the issuer
     */
    SignedTokens(
            Set<String> algorithms,
            String kind,
            Set<JOSEObjectType> types,
            JWKSource<SecurityContext> keys,
            Check check) {
        this.algorithms = algorithms.stream().map(JWSAlgorithm::parse).collect(Collectors.toUnmodifiableSet());
        processor.setJWSTypeVerifier((type, context) -> {
            if (type != null && !types.contains(type)) {
                throw new BadJOSEException("it is no " + kind + " by its type");
            }
        });
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(this.algorithms, keys));
        processor.setJWTClaimsSetVerifier((claims, context) -> check.check(claims));
    }

    /**
     * Judges a token.
     *
     * @param worth what is made of the algorithm and the claims of a good one
     */
    <T> Answer<T> read(String token, BiFunction<JWSAlgorithm, JWTClaimsSet, T> worth) {
        SignedJWT parsed;
        try {
            parsed = SignedJWT.parse(token);
        } catch (ParseException e) {
            return new Answer.Rejected<>("it is no signed JWT");
        }
        JWSAlgorithm algorithm = parsed.getHeader().getAlgorithm();
        if (!algorithms.contains(algorithm)) {
            return new Answer.Rejected<>("it is signed by an algorithm that is not allowed");
        }
        try {
            return new Answer.Accepted<>(worth.apply(algorithm, processor.process(parsed, null)));
        } catch (BadJWTException e) {
            return new Answer.Rejected<>(reason(e));
        } catch (BadJOSEException | RateLimitReachedException e) {
            // A key that nobody knows is asked for twice in half a minute, not at each request with it.
            return new Answer.Rejected<>("it is not signed by a key of the issuer");
        } catch (KeySourceException e) {
            LOG.warn("The issuer's keys can't be had: {}", e.getClass().getSimpleName());
            return new Answer.Unknown<>();
        } catch (JOSEException e) {
            return new Answer.Rejected<>("its signature can't be checked");
        }
    }

    /** Of our own checks alone: those of the library quote what stands in the token. */
    private static String reason(BadJWTException refused) {
        return refused instanceof Expected.Unmet unmet ? unmet.reason() : "its content can't be read";
    }
}
