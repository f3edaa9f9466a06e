package org.chartproof.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs that act for themselves get their tokens, as SMART Backend Services says. */
@ExtendWith(AuthServer.class)
class BackendServicesIT {
    private final AuthServer.Server server;
    private final SmartApp app;

    BackendServicesIT(AuthServer.Server server) {
        this.server = server;
        this.app = new SmartApp(server.base());
    }

    @Test
    void aServiceWithAKeyGetsAShortTokenForTheScopesThatItMayHave() throws Exception {
        JsonNode granted =
                SmartApp.granted(ask(assertion(claims -> {}), "system/Patient.rs system/Task.cruds user/*.rs"));

        assertThat(granted.path("scope").asText().split(" "))
                .containsExactlyInAnyOrder("system/Patient.rs", "system/Task.cruds");
        assertThat(granted.path("expires_in").asInt()).isBetween(1, 300);
        assertThat(granted.has("refresh_token")).isFalse();
        JWTClaimsSet access = SmartApp.claims(granted.path("access_token").asText());
        assertThat(access.getSubject()).isEqualTo("backend");
        assertThat(access.getStringListClaim("chartproof_roles")).containsExactly("system");
        assertThat(access.getAudience()).containsExactly(server.base() + "/fhir");
    }

    @Test
    void writingIsCutFromWhatMayOnlyBeRead() throws Exception {
        JsonNode granted = SmartApp.granted(ask(assertion(claims -> {}), "system/Patient.cruds"));

        assertThat(granted.path("scope").asText()).isEqualTo("system/Patient.rs");
    }

    @ParameterizedTest
    @CsvSource({"user/*.rs", "patient/*.rs", "openid", "nonsense"})
    void scopesThatAreNotForServicesAreRefused(String scope) throws Exception {
        HttpResponse<String> answer = ask(assertion(claims -> {}), scope);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(SmartApp.json(answer).path("error").asText()).isEqualTo("invalid_scope");
    }

    @Test
    void anAssertionIsGoodOnce() throws Exception {
        String assertion = assertion(claims -> {});
        SmartApp.granted(ask(assertion, "system/*.rs"));

        refused(ask(assertion, "system/*.rs"));
    }

    @Test
    void anAssertionMustBeAboutTheClientItselfForThisServerAndShort() throws Exception {
        Date later = Date.from(Instant.now().plusSeconds(3600));
        Date before = Date.from(Instant.now().minusSeconds(3600));
        refused(ask(assertion(claims -> claims.issuer("portal")), "system/*.rs"));
        refused(ask(assertion(claims -> claims.subject("portal")), "system/*.rs"));
        refused(ask(assertion(claims -> claims.audience("https://other.example.org/token")), "system/*.rs"));
        refused(ask(assertion(claims -> claims.audience((String) null)), "system/*.rs"));
        refused(ask(assertion(claims -> claims.expirationTime(later)), "system/*.rs"));
        refused(ask(assertion(claims -> claims.expirationTime(before)), "system/*.rs"));
        refused(ask(assertion(claims -> claims.expirationTime(null)), "system/*.rs"));
        refused(ask(assertion(claims -> claims.notBeforeTime(later)), "system/*.rs"));
        refused(ask(assertion(claims -> claims.jwtID(null)), "system/*.rs"));
    }

    @Test
    void anAssertionByAnotherKeyOrAnotherAlgorithmIsRefused() throws Exception {
        var strange = new ECKeyGenerator(Curve.P_384).keyID("backend-1").generate();
        refused(ask(signed(JWSAlgorithm.ES384, new ECDSASigner(strange)), "system/*.rs"));
        var rsa = new RSAKeyGenerator(2048).keyID("backend-1").generate();
        refused(ask(signed(JWSAlgorithm.RS256, new RSASSASigner(rsa)), "system/*.rs"));
        // The public key, which everyone has, as the secret of a signature.
        byte[] published = Files.readAllBytes(server.data().resolveSibling("jwks.json"));
        refused(ask(signed(JWSAlgorithm.HS384, new MACSigner(published)), "system/*.rs"));
        String unsigned = "eyJhbGciOiJub25lIn0." + assertion(claims -> {}).split("\\.")[1] + ".";
        refused(ask(unsigned, "system/*.rs"));
    }

    @Test
    void aSecretOrNothingIsNoProofForAService() throws Exception {
        Map<String, String> values = Map.of("grant_type", "client_credentials", "scope", "system/*.rs");
        refused(app.confidential("/auth/token", values, "backend", "backend"));
        Map<String, String> bare = new HashMap<>(values);
        bare.put("client_id", "backend");
        refused(app.token(bare));
        HttpResponse<String> portal = app.confidential("/auth/token", values, "portal", AuthServer.SECRET);
        assertThat(SmartApp.json(portal).path("error").asText()).isEqualTo("unauthorized_client");
    }

    private static void refused(HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
        assertThat(answer.body()).doesNotContain("access_token");
    }

    private HttpResponse<String> ask(String assertion, String scope) throws Exception {
        return app.token(Map.of(
                "grant_type",
                "client_credentials",
                "scope",
                scope,
                "client_assertion_type",
                "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                "client_assertion",
                assertion));
    }

    private String assertion(Consumer<JWTClaimsSet.Builder> changed) throws JOSEException {
        return signed(JWSAlgorithm.ES384, new ECDSASigner(server.key()), changed);
    }

    private String signed(JWSAlgorithm algorithm, JWSSigner signer) throws JOSEException {
        return signed(algorithm, signer, claims -> {});
    }

    private String signed(JWSAlgorithm algorithm, JWSSigner signer, Consumer<JWTClaimsSet.Builder> changed)
            throws JOSEException {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer("backend")
                .subject("backend")
                .audience(server.base() + "/auth/token")
                .expirationTime(Date.from(Instant.now().plusSeconds(240)))
                .jwtID(UUID.randomUUID().toString());
        changed.accept(claims);
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(algorithm).keyID("backend-1").build(), claims.build());
        jwt.sign(signer);
        return jwt.serialize();
    }
}
