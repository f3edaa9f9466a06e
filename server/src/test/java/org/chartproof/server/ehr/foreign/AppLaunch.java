package org.chartproof.server.ehr.foreign;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An EHR's sign-in of people for apps that they open inside it (SMART App Launch 2). Whoever opens one has signed in to the EHR before, so nobody is asked for a password here. An access token shows the patient who is open and no
 * other, and encounters of anybody.
 */
final class AppLaunch {

    private final String issuer;
    private final String base;
    private final String client;
    private final URI redirect;
    private final RSAKey key;
    private final Map<String, Context> launches = new ConcurrentHashMap<>();
    private final Map<String, Code> codes = new ConcurrentHashMap<>();
    private final Map<String, Context> tokens = new ConcurrentHashMap<>();

    /** What is open, and who has it open. */
    private record Context(String user, String patient, String encounter) {}

    private record Code(Context context, String challenge) {}

    /**
     * @param redirect where the app may be sent back to
     * @param file     of the key that it signs with
     */
    AppLaunch(String issuer, String base, String client, URI redirect, Path file) {
        this.issuer = issuer;
        this.base = base;
        this.client = client;
        this.redirect = redirect;
        this.key = key(file);
    }

    private static RSAKey key(Path file) {
        try {
            if (!Files.exists(file)) {
                RSAKey made = new RSAKeyGenerator(2048)
                        .keyID(UUID.randomUUID().toString())
                        .generate();
                Files.writeString(file, new JWKSet(made).toString(false));
            }
            return JWKSet.load(file.toFile()).getKeys().get(0).toRSAKey();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JOSEException | ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Somebody opens the app on an encounter; answers what the EHR hands to it. */
    String begin(String user, String patient, String encounter) {
        String launch = UUID.randomUUID().toString();
        launches.put(launch, new Context(user, patient, encounter));
        return launch;
    }

    /** Where the browser goes next; empty if the request is not as it has to be. */
    Optional<String> authorize(Map<String, String> asked) {
        Context context = launches.remove(asked.getOrDefault("launch", ""));
        boolean good = context != null
                && "code".equals(asked.get("response_type"))
                && client.equals(asked.get("client_id"))
                && redirect.toString().equals(asked.get("redirect_uri"))
                && base.equals(asked.get("aud"))
                && "S256".equals(asked.get("code_challenge_method"))
                && Set.of(asked.getOrDefault("scope", "").split(" "))
                        .containsAll(List.of("launch", "openid", "fhirUser"));
        if (!good) {
            return Optional.empty();
        }
        String code = UUID.randomUUID().toString();
        codes.put(code, new Code(context, asked.getOrDefault("code_challenge", "")));
        return Optional.of(redirect + "?code=" + code + "&state=" + asked.get("state") + "&iss=" + issuer);
    }

    /** What is given for a code; empty if nothing is. */
    Optional<ObjectNode> token(Map<String, String> form) {
        Code code = codes.remove(form.getOrDefault("code", ""));
        boolean good = code != null
                && client.equals(form.get("client_id"))
                && redirect.toString().equals(form.get("redirect_uri"))
                && code.challenge().equals(challenge(form.getOrDefault("code_verifier", "")));
        if (!good) {
            return Optional.empty();
        }
        Context context = code.context();
        String token = UUID.randomUUID().toString();
        tokens.put(token, context);
        return Optional.of(Tenant.JSON
                .createObjectNode()
                .put("access_token", token)
                .put("token_type", "Bearer")
                .put("expires_in", 3600)
                .put("scope", "launch openid fhirUser patient/Patient.r patient/Encounter.r")
                .put("id_token", idToken(context.user(), token))
                .put("patient", context.patient())
                .put("encounter", context.encounter())
                .put("need_patient_banner", false));
    }

    private String idToken(String user, String accessToken) {
        Instant now = Instant.now();
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(key.getKeyID())
                            .build(),
                    new JWTClaimsSet.Builder()
                            .issuer(issuer)
                            .audience(client)
                            .subject("account-of-" + user)
                            .claim("fhirUser", base + "/" + user)
                            .claim("name", "Invented Doctor")
                            .claim("at_hash", base64(Arrays.copyOf(sha256(accessToken), 16)))
                            .jwtID(UUID.randomUUID().toString())
                            .issueTime(Date.from(now))
                            .expirationTime(Date.from(now.plusSeconds(3600)))
                            .build());
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What it publishes. */
    String keys() {
        return new JWKSet(key.toPublicJWK()).toString(true);
    }

    /** Whether a request shows a token that was given out here. */
    boolean knows(String authorization) {
        return authorization.startsWith("Bearer ") && tokens.containsKey(authorization.substring(7));
    }

    /** Whether such a token shows a resource. */
    boolean shows(String authorization, String path) {
        Context context = tokens.get(authorization.substring(7));
        return context != null && (path.startsWith("Encounter/") || path.equals("Patient/" + context.patient()));
    }

    private static String challenge(String verifier) {
        return base64(sha256(verifier));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
