package org.chartproof.server.ehr.foreign;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The EHR's authorization server: gives a token to who proves with a key of the published set that it is the client. Its tokens end soon, and with its process. */
public final class SignIn {

    public static final int TERM_SECONDS = 20;

    private final URI keySet;
    private final String client;
    private final Map<String, Instant> tokens = new ConcurrentHashMap<>();
    private final Set<String> usedIds = ConcurrentHashMap.newKeySet();

    /**
     * @param keySet where the client publishes its keys
     * @param client the id that it has here
     */
    public SignIn(URI keySet, String client) {
        this.keySet = keySet;
        this.client = client;
    }

    /** Whether a request's header lets it in. */
    public boolean admits(String authorization) {
        Instant end = authorization.startsWith("Bearer ") ? tokens.get(authorization.substring(7)) : null;
        return end != null && Instant.now().isBefore(end);
    }

    /** @return a token; empty text if it is refused */
    public String token(Map<String, String> form, String endpoint) {
        try {
            if (!"client_credentials".equals(form.get("grant_type"))
                    || !"urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
                            .equals(form.get("client_assertion_type"))
                    || !form.getOrDefault("scope", "").contains("system/DocumentReference.rs")) {
                return "";
            }
            SignedJWT assertion = SignedJWT.parse(form.getOrDefault("client_assertion", ""));
            return isGood(assertion, endpoint) ? give() : "";
        } catch (ParseException | com.nimbusds.jose.JOSEException | IOException | GeneralSecurityException e) {
            return "";
        }
    }

    /** A token for somebody else: a person of the EHR. */
    public String give() {
        String token = UUID.randomUUID().toString();
        tokens.put(token, Instant.now().plusSeconds(TERM_SECONDS));
        return token;
    }

    /** No token that was given is good any more. */
    public void endAll() {
        tokens.clear();
    }

    private boolean isGood(SignedJWT assertion, String endpoint)
            throws ParseException, IOException, com.nimbusds.jose.JOSEException, GeneralSecurityException {
        JWK key =
                JWKSet.load(keySet.toURL()).getKeyByKeyId(assertion.getHeader().getKeyID());
        JWTClaimsSet claims = assertion.getJWTClaimsSet();
        Instant now = Instant.now();
        Instant end = claims.getExpirationTime().toInstant();
        return key != null
                && !key.isPrivate()
                && assertion.getHeader().getAlgorithm().equals(JWSAlgorithm.RS384)
                && assertion.verify(new RSASSAVerifier(key.toRSAKey()))
                && client.equals(claims.getIssuer())
                && client.equals(claims.getSubject())
                && List.of(endpoint).equals(claims.getAudience())
                && end.isAfter(now)
                && !end.isAfter(now.plus(Duration.ofMinutes(5)))
                && claims.getJWTID() != null
                && usedIds.add(claims.getJWTID());
    }
}
