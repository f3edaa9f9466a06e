package org.chartproof.server.attack;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;

/** Access tokens: those of the issuer that the server trusts, and those that an attacker makes. */
final class Tokens {
    static final String AUDIENCE = "https://chartproof.example/fhir";

    private final String issuer;
    private final URI attacker;
    private final RSAKey trusted = key("trusted");
    private final RSAKey own = key("own");

    /**
     * @param issuer   whom the server trusts
     * @param attacker where the attacker publishes keys
     */
    Tokens(String issuer, URI attacker) {
        this.issuer = issuer;
        this.attacker = attacker;
    }

    /** What the issuer publishes. */
    String keys() {
        return new JWKSet(trusted.toPublicJWK()).toString(true);
    }

    /** What the attacker publishes. */
    String attackersKeys() {
        return new JWKSet(own.toPublicJWK()).toString(true);
    }

    /** @param name of somebody who may do something, or of a forgery */
    String named(String name) {
        JWTClaimsSet coder = claims("coder", "user/*.rs", builder -> builder);
        return switch (name) {
            case "all" ->
                signed(new JWTClaimsSet.Builder(claims("system", "system/*.cruds user/*.cruds", b -> b))
                        .claim("chartproof_roles", List.of("system", "administrator"))
                        .build());
            case "coder" -> signed(coder);
            case "auditor" -> signed(claims("auditor", "user/*.rs", builder -> builder));
            case "administrator" -> signed(claims("administrator", "user/*.cruds", builder -> builder));
            case "bystander" ->
                signed(claims("clinician", "patient/*.rs", builder -> builder.claim("patient", "bystander")));
            case "bystander user" ->
                signed(claims("clinician", "user/*.rs", builder -> builder.claim("patient", "bystander")));
            case "patients only" -> signed(claims("coder", "user/Patient.rs", builder -> builder));
            case "no scope" -> signed(claims("coder", "", builder -> builder));
            case "no role" ->
                signed(claims("nobody", "user/*.cruds", builder -> builder.claim("chartproof_roles", List.of())));
            case "expired" ->
                signed(claims(
                        "coder",
                        "user/*.rs",
                        builder ->
                                builder.expirationTime(Date.from(Instant.now().minusSeconds(3600)))));
            case "endless" -> signed(claims("coder", "user/*.rs", builder -> builder.expirationTime(null)));
            case "not yet" ->
                signed(claims(
                        "coder",
                        "user/*.rs",
                        builder -> builder.notBeforeTime(Date.from(Instant.now().plusSeconds(3600)))));
            case "other audience" ->
                signed(claims("coder", "user/*.rs", builder -> builder.audience("https://other.example/fhir")));
            case "other issuer" ->
                signed(claims("coder", "user/*.rs", builder -> builder.issuer("https://other.example")));
            case "no subject" -> signed(claims("coder", "user/*.rs", builder -> builder.subject(null)));
            case "odd patient" ->
                signed(claims("clinician", "patient/*.rs", b -> b.claim("patient", "x,Patient/victim")));
            case "none" -> new PlainJWT(coder).serialize();
            case "public key as secret" -> publicKeyAsSecret(coder);
            case "own key" -> signed(own, new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("trusted"), coder);
            case "own key in header" ->
                signed(own, new JWSHeader.Builder(JWSAlgorithm.RS256).jwk(own.toPublicJWK()), coder);
            case "key at attacker" ->
                signed(
                        own,
                        new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("own").jwkURL(attacker),
                        coder);
            case "certificate at attacker" ->
                signed(
                        own,
                        new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("own").x509CertURL(attacker),
                        coder);
            case "key of a file" ->
                signed(own, new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("../../../../dev/null"), coder);
            case "key by query" ->
                signed(own, new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("x' union select 'own'--"), coder);
            case "changed" -> changed(signed(claims("coder", "user/Patient.rs", builder -> builder)));
            default -> throw new IllegalArgumentException("no token '" + name + "'");
        };
    }

    private JWTClaimsSet claims(String role, String scope, UnaryOperator<JWTClaimsSet.Builder> change) {
        Instant now = Instant.now();
        return change.apply(new JWTClaimsSet.Builder()
                        .issuer(issuer)
                        .audience(AUDIENCE)
                        .subject("person-" + role)
                        .claim("client_id", "some-app")
                        .claim("scope", scope)
                        .claim("fhirUser", "Practitioner/" + role)
                        .claim("chartproof_roles", List.of(role))
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plusSeconds(600))))
                .build();
    }

    private String signed(JWTClaimsSet claims) {
        return signed(trusted, new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("trusted"), claims);
    }

    private static String signed(RSAKey key, JWSHeader.Builder header, JWTClaimsSet claims) {
        try {
            SignedJWT token = new SignedJWT(header.build(), claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A server that lets the token say by what it is signed takes its own public key for a shared secret. */
    private String publicKeyAsSecret(JWTClaimsSet claims) {
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("trusted").build(), claims);
            token.sign(new MACSigner(trusted.toRSAPublicKey().getEncoded()));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** More scopes than were granted, under the old signature. */
    private static String changed(String token) {
        String[] parts = token.split("\\.");
        String claims = new Base64URL(parts[1]).decodeToString().replace("user/Patient.rs", "user/*.cruds");
        return parts[0] + "." + Base64URL.encode(claims) + "." + parts[2];
    }

    private static RSAKey key(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
