package org.chartproof.server.security.token;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Supplier;
import org.chartproof.server.security.Caller;

/** Access tokens of one issuer: JWTs (RFC 9068), judged by its published keys. */
public final class AccessTokens {

    /** Of RFC 9068, and of issuers that are older; some leave it out. */
    private static final Set<JOSEObjectType> TYPES =
            Set.of(new JOSEObjectType("at+jwt"), new JOSEObjectType("application/at+jwt"), JOSEObjectType.JWT);

    private final Supplier<Expected> expected;
    private final SignedTokens tokens;

    /**
     * @param algorithms by which a token may be signed, such as RS256
     * @param keys       of the issuer
     * @param expected   what a token must say; asked at each, since our own address is known only once the server listens
     */
    public AccessTokens(
            Set<String> algorithms, JWKSource<SecurityContext> keys, Supplier<Expected> expected, InstantSource clock) {
        this.expected = expected;
        this.tokens = new SignedTokens(algorithms, "access token", TYPES, keys, claims -> expected.get()
                .check(claims, clock.instant()));
    }

    /** Judges a token. */
    public Answer<Caller> read(String token) {
        return tokens.read(token, (algorithm, claims) -> expected.get().caller(claims));
    }
}
