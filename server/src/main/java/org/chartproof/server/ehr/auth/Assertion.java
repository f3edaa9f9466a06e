package org.chartproof.server.ehr.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

/** Says who asks for a token, signed: RFC 7523, as SMART Backend Services wants it. */
final class Assertion {

    /** SMART allows five minutes; less, so that a clock that is a little ahead does no harm. */
    static final Duration TERM = Duration.ofMinutes(4);

    private Assertion() {}

    /** @param audience the token endpoint */
    static String sign(String clientId, SigningKey key, URI audience, Instant now) {
        JWSHeader header = new JWSHeader.Builder(key.algorithm())
                .keyID(key.key().getKeyID())
                .type(JOSEObjectType.JWT)
                .build();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(clientId)
                .subject(clientId)
                .audience(audience.toString())
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(TERM)))
                .build();
        SignedJWT jwt = new SignedJWT(header, claims);
        try {
            jwt.sign(key.signer());
        } catch (JOSEException e) {
            throw new IllegalStateException("a key that was read can sign", e);
        }
        return jwt.serialize();
    }
}
