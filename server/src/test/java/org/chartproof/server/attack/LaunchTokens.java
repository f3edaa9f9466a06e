package org.chartproof.server.attack;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.chartproof.server.e2e.LaunchServer;
import org.chartproof.server.ehr.foreign.EhrProcess;

/** Tokens of an EHR: those that it gives, and those that an attacker makes of them. */
final class LaunchTokens {
    private final LaunchServer.Server server;
    private final URI attacker;
    private final RSAKey own;
    private final String accessToken;
    private final String used;
    private final List<String> given = new ArrayList<>();

    /** @param attacker where the attacker publishes keys */
    LaunchTokens(LaunchServer.Server server, URI attacker) throws Exception {
        this.server = server;
        this.attacker = attacker;
        this.own = new RSAKeyGenerator(2048).keyID("own").generate();
        JsonNode signedIn = server.signIn("hospital", 0);
        this.accessToken = kept(signedIn.path("access_token").asText());
        this.used = kept(signedIn.path("id_token").asText());
        server.exchanged("hospital", signedIn);
    }

    /** What the attacker publishes. */
    String attackersKeys() {
        return new JWKSet(own.toPublicJWK()).toString(true);
    }

    /** All that were shown to the server; none of them may stand in its log. */
    List<String> given() {
        return given;
    }

    private String kept(String token) {
        given.add(token);
        return token;
    }

    String named(String name) {
        try {
            return kept(
                    switch (name) {
                        case "access" -> accessToken;
                        case "used" -> used;
                        case "good" -> signed("hospital", claims -> claims);
                        case "good astray" -> signed("astray", claims -> claims);
                        case "good silent" -> signed("silent", claims -> claims);
                        case "other issuer" -> signed("hospital", claims -> claims.issuer("https://other.example"));
                        case "issuer of another ehr" -> signed("silent", claims -> claims);
                        case "other audience" -> signed("hospital", claims -> claims.audience("another-app"));
                        case "two audiences" ->
                            signed("hospital", claims -> claims.audience(List.of("another-app", EhrProcess.APP)));
                        case "other party" -> signed("hospital", claims -> claims.claim("azp", "another-app"));
                        case "old" ->
                            signed(
                                    "hospital",
                                    claims -> claims.issueTime(
                                            Date.from(Instant.now().minusSeconds(600))));
                        case "undated" -> signed("hospital", claims -> claims.issueTime(null));
                        case "expired" ->
                            signed(
                                    "hospital",
                                    claims -> claims.expirationTime(
                                            Date.from(Instant.now().minusSeconds(120))));
                        case "other access token" ->
                            signed("hospital", claims -> claims.claim("at_hash", "bm90IHRoZSBoYXNoIG9m"));
                        case "patient" -> signed("hospital", claims -> claims.claim("fhirUser", "Patient/p0"));
                        case "nobody" -> signed("hospital", claims -> claims.claim("fhirUser", null));
                        case "none" -> new PlainJWT(claims("hospital").build()).serialize();
                        case "public key as secret" -> publicKeyAsSecret();
                        case "own key" ->
                            signed(own, header().keyID(key("hospital").getKeyID()));
                        case "own key in header" -> signed(own, header().jwk(own.toPublicJWK()));
                        case "key at attacker" ->
                            signed(own, header().keyID("own").jwkURL(attacker));
                        case "access token as id token" ->
                            signed(
                                    key("hospital"),
                                    header().keyID(key("hospital").getKeyID()).type(new JOSEObjectType("at+jwt")));
                        default -> throw new IllegalArgumentException("no token '" + name + "'");
                    });
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private JWTClaimsSet.Builder claims(String ehr) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(server.issuer(ehr))
                .audience(EhrProcess.APP)
                .subject("account")
                .claim("fhirUser", "Practitioner/doc-0")
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(600)));
    }

    private static JWSHeader.Builder header() {
        return new JWSHeader.Builder(JWSAlgorithm.RS256);
    }

    private RSAKey key(String ehr) {
        return server.key(ehr);
    }

    private String signed(String ehr, UnaryOperator<JWTClaimsSet.Builder> change) throws JOSEException {
        RSAKey key = key(ehr);
        return signed(key, header().keyID(key.getKeyID()), change.apply(claims(ehr)));
    }

    private String signed(RSAKey key, JWSHeader.Builder header) throws JOSEException {
        return signed(key, header, claims("hospital"));
    }

    private static String signed(RSAKey key, JWSHeader.Builder header, JWTClaimsSet.Builder claims)
            throws JOSEException {
        SignedJWT token = new SignedJWT(header.build(), claims.build());
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    private String publicKeyAsSecret() throws JOSEException {
        RSAKey key = key("hospital");
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.getKeyID()).build(),
                claims("hospital").build());
        token.sign(new MACSigner(key.toRSAPublicKey().getEncoded()));
        return token.serialize();
    }
}
