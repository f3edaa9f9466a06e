package org.chartproof.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.JWTClaimsSet;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chartproof.server.authserver.launch.LaunchContext;
import org.chartproof.server.authserver.launch.Launches;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** People sign in and an app gets its tokens, as SMART App Launch says. */
@ExtendWith(AuthServer.class)
class SignInIT {
    private static final String SCOPES = "openid fhirUser profile launch patient/*.rs online_access";

    private final AuthServer.Server server;
    private final SmartApp app;

    SignInIT(AuthServer.Server server) {
        this.server = server;
        this.app = new SmartApp(server.base());
    }

    @Test
    void anAppIsOpenedOnAPatientAndToldSoInTheTokenResponse() throws Exception {
        URI back = app.signIn(launched(SCOPES), "coder");
        assertThat(back.toString()).startsWith(server.base() + "/app/index.html?");
        assertThat(SmartApp.query(back)).containsEntry("state", "state-1");

        JsonNode granted = SmartApp.granted(app.token(app.exchange(SmartApp.code(back))));

        assertThat(granted.path("patient").asText()).isEqualTo("pat-1");
        assertThat(granted.path("encounter").asText()).isEqualTo("enc-1");
        assertThat(granted.path("need_patient_banner").asBoolean(true)).isFalse();
        assertThat(granted.at("/fhirContext/0/reference").asText()).isEqualTo("Claim/claim-1");
        assertThat(granted.path("fhirUser").asText()).isEqualTo("Practitioner/coder");
        assertThat(granted.path("token_type").asText()).isEqualToIgnoringCase("bearer");
        assertThat(granted.path("expires_in").asInt()).isBetween(1, 600);
        assertThat(granted.path("scope").asText().split(" ")).containsExactlyInAnyOrder(SCOPES.split(" "));

        JWTClaimsSet access = SmartApp.claims(granted.path("access_token").asText());
        assertThat(access.getIssuer()).isEqualTo(server.base() + "/auth");
        assertThat(access.getAudience()).containsExactly(server.base() + "/fhir");
        assertThat(access.getSubject()).isEqualTo("coder");
        assertThat(access.getStringClaim("client_id")).isEqualTo("chartproof-review");
        assertThat(access.getStringClaim("patient")).isEqualTo("pat-1");
        assertThat(access.getStringClaim("encounter")).isEqualTo("enc-1");
        assertThat(access.getStringListClaim("chartproof_roles")).containsExactly("coder");
        assertThat(access.getJWTID()).isNotBlank();

        JWTClaimsSet id = SmartApp.claims(granted.path("id_token").asText());
        assertThat(id.getAudience()).containsExactly("chartproof-review");
        assertThat(id.getStringClaim("fhirUser")).isEqualTo(server.base() + "/fhir/Practitioner/coder");
        assertThat(id.getStringClaim("name")).isEqualTo("Invented coder");
    }

    @Test
    void anAppMayHaveThePersonSignInAgain() throws Exception {
        app.signIn(launched(SCOPES), "coder");
        assertThat(SmartApp.code(SmartApp.location(app.authorize(launched(SCOPES)))))
                .as("signed in already")
                .isNotEmpty();
        Map<String, String> request = launched(SCOPES);
        request.put("prompt", "login");

        URI back = app.signIn(request, "clinician");

        JsonNode granted = SmartApp.granted(app.token(app.exchange(SmartApp.code(back))));
        assertThat(granted.path("fhirUser").asText()).isEqualTo("Practitioner/clinician");
        assertThat(SmartApp.location(app.authorize(request)).getPath())
                .as("good once")
                .isEqualTo("/auth/login");
        assertThat(SmartApp.location(app.authorize(launched(SCOPES))).getPath())
                .as("whoever was signed in is no longer")
                .isEqualTo("/auth/login");
    }

    @ParameterizedTest(name = "{0} set to {1}: {2}")
    @CsvSource(
            nullValues = "absent",
            value = {
                "code_challenge_method, plain, invalid_request",
                "code_challenge, absent, invalid_request",
                "code_challenge_method, absent, invalid_request",
                "aud, absent, invalid_request",
                "aud, https://other.example.org/fhir, invalid_request",
                "scope, system/*.rs, invalid_scope",
                "launch, never-begun, invalid_request",
                "response_type, token, unsupported_response_type"
            })
    void aRequestThatIsNotAsItOughtToBeIsRefused(String parameter, String value, String error) throws Exception {
        Map<String, String> request = launched(SCOPES);
        if (value == null) {
            request.remove(parameter);
        } else {
            request.put(parameter, value);
        }

        assertThat(refusal(request)).isEqualTo(error);
    }

    /** Signs in where that is asked for, and answers the error that the app or the person is told. */
    private String refusal(Map<String, String> request) throws Exception {
        HttpResponse<String> answer = app.authorize(request);
        if (answer.statusCode() == 302 && SmartApp.location(answer).getPath().equals("/auth/login")) {
            HttpResponse<String> page = app.visit(SmartApp.location(answer).toString());
            HttpResponse<String> in = app.login(page, "coder", AuthServer.PASSWORD);
            answer = app.visit(SmartApp.location(in).toString());
        }
        if (answer.statusCode() == 400) {
            assertThat(answer.body()).contains("This app can&#39;t be opened");
            return answer.body().replaceAll("(?s).*<code>([a-z_]+).*", "$1");
        }
        assertThat(SmartApp.query(SmartApp.location(answer))).doesNotContainKey("code");
        return SmartApp.query(SmartApp.location(answer)).getOrDefault("error", "none");
    }

    @ParameterizedTest
    @CsvSource({
        "https://evil.example.org/app/index.html",
        "http://127.0.0.1:1/app/index.html",
        "https://portal.example.org/callback",
        "https://portal.example.org/callback?from=chartproof&more=1"
    })
    void nothingIsSentToAnAddressThatIsNotRegistered(String redirect) throws Exception {
        Map<String, String> request = launched(SCOPES);
        request.put("redirect_uri", redirect);

        HttpResponse<String> answer = app.authorize(request);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Location")).isEmpty();
        assertThat(answer.body()).contains("redirect_uri").doesNotContain("evil.example.org");
    }

    @Test
    void aLaunchIsGoodForOneApp() throws Exception {
        Map<String, String> request = launched(SCOPES);
        app.signIn(request, "coder");

        assertThat(refusal(request)).isEqualTo("invalid_request");
    }

    @Test
    void aLaunchForAnotherAppOrAnotherUserIsRefused() throws Exception {
        Launches launches = server.process().bean(Launches.class);
        Map<String, String> request = app.request(SCOPES);
        request.put("launch", launches.begin(Launches.Launch.of("portal", context())));
        assertThat(refusal(request)).isEqualTo("invalid_request");
    }

    @Test
    void aCodeNeedsTheVerifierOfTheOneWhoAskedForIt() throws Exception {
        Map<String, String> exchange = app.exchange(code());
        exchange.put("code_verifier", "another-verifier-that-is-long-enough-for-the-rules-of-pkce");

        HttpResponse<String> answer = app.token(exchange);

        assertThat(answer.statusCode()).isIn(400, 401);
        assertThat(SmartApp.json(answer).path("error").asText()).isIn("invalid_grant", "invalid_client");
    }

    @Test
    void aSecondGrantTypeDoesNotGetAroundTheVerifier() throws Exception {
        String form = SmartApp.form(Map.of(
                "grant_type",
                "authorization_code",
                "client_id",
                "chartproof-review",
                "redirect_uri",
                server.base() + "/app/index.html",
                "code",
                code()));

        assertThat(app.raw("/auth/token?grant_type=refresh_token", form).statusCode())
                .isNotEqualTo(200);
        assertThat(app.raw("/auth/token", form + "&grant_type=refresh_token").statusCode())
                .isNotEqualTo(200);
    }

    @Test
    void aCodeIsGoodOnceAndASecondUseEndsWhatTheFirstBrought() throws Exception {
        Map<String, String> exchange = app.exchange(code());
        JsonNode granted = SmartApp.granted(app.token(exchange));

        HttpResponse<String> again = app.token(exchange);

        assertThat(again.statusCode()).isIn(400, 401);
        assertThat(app.token(SmartApp.refresh(granted.path("refresh_token").asText()))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void aRefreshTokenIsGoodOnceAndASecondUseEndsThemAll() throws Exception {
        String first = SmartApp.granted(app.token(app.exchange(code())))
                .path("refresh_token")
                .asText();
        JsonNode refreshed = SmartApp.granted(app.token(SmartApp.refresh(first)));
        String second = refreshed.path("refresh_token").asText();
        assertThat(second).isNotEqualTo(first);
        assertThat(refreshed.path("patient").asText()).isEqualTo("pat-1");

        assertThat(SmartApp.json(app.token(SmartApp.refresh(first)))
                        .path("error")
                        .asText())
                .isEqualTo("invalid_grant");
        assertThat(SmartApp.json(app.token(SmartApp.refresh(second)))
                        .path("error")
                        .asText())
                .isEqualTo("invalid_grant");
    }

    @Test
    void withoutAScopeForItThereIsNoRefreshToken() throws Exception {
        URI back = app.signIn(launched("openid launch patient/*.rs"), "coder");

        assertThat(SmartApp.granted(app.token(app.exchange(SmartApp.code(back))))
                        .has("refresh_token"))
                .isFalse();
    }

    @ParameterizedTest(name = "{0}: {1} becomes {2}")
    @CsvSource({
        "coder, 'launch patient/*.rs patient/Claim.cruds', 'launch patient/*.rs patient/Claim.crus'",
        "coder, 'launch user/Condition.crus user/Patient.cruds', 'launch user/Condition.crus user/Patient.rs'",
        "auditor, 'launch patient/*.cruds user/Patient.write', 'launch patient/*.rs'",
        "clinician, 'launch patient/Condition.rs user/Practitioner.rs', 'launch patient/Condition.rs"
                + " user/Practitioner.rs'",
        "administrator, 'openid patient/*.rs user/Subscription.cruds', 'openid user/Subscription.cruds'",
        "coder, 'launch user/Patient.read system/*.rs made-up', 'launch user/Patient.read'"
    })
    void scopesAreCutToWhatTheRoleMayHave(String user, String asked, String granted) throws Exception {
        URI back = app.signIn(launched(asked), user);

        JsonNode response = SmartApp.granted(app.token(app.exchange(SmartApp.code(back))));

        assertThat(response.path("scope").asText().split(" ")).containsExactlyInAnyOrder(granted.split(" "));
        assertThat(SmartApp.claims(response.path("access_token").asText()).getStringClaim("scope"))
                .isEqualTo(response.path("scope").asText());
    }

    @Test
    void anAppWithASecretAsksForConsentAndIsBelievedByItsSecretAlone() throws Exception {
        Map<String, String> request = app.request("openid launch patient/*.rs offline_access");
        request.put("client_id", "portal");
        request.put("redirect_uri", AuthServer.CALLBACK);
        request.put("launch", server.process().bean(Launches.class).begin(Launches.Launch.of("portal", context())));
        URI consent = app.signIn(request, "auditor");
        assertThat(consent.getPath()).isEqualTo("/auth/consent");
        HttpResponse<String> page = app.visit(consent.toString());
        assertThat(page.body())
                .contains("The portal asks for access", "Invented auditor", "read and search all resources")
                .doesNotContain("<script");
        // One of the boxes is taken away.
        URI back = SmartApp.location(app.raw(
                "/auth/authorize",
                SmartApp.form(Map.of(
                                "client_id",
                                "portal",
                                "state",
                                SmartApp.query(consent).get("state"))) + "&scope=launch&scope=patient%2F*.rs"));
        assertThat(back.toString()).startsWith(AuthServer.CALLBACK + "&code=");
        Map<String, String> exchange = new HashMap<>(app.exchange(SmartApp.code(back)));
        exchange.remove("client_id");
        exchange.put("redirect_uri", AuthServer.CALLBACK);

        assertThat(app.confidential("/auth/token", exchange, "portal", "wrong").statusCode())
                .isEqualTo(401);
        exchange.put("client_id", "portal");
        assertThat(app.token(exchange).statusCode()).isEqualTo(401);
        exchange.remove("client_id");
        JsonNode granted = SmartApp.granted(app.confidential("/auth/token", exchange, "portal", AuthServer.SECRET));

        assertThat(granted.path("scope").asText().split(" "))
                .contains("launch", "patient/*.rs")
                .doesNotContain("offline_access");
        assertThat(granted.has("refresh_token")).isFalse();

        String token = granted.path("access_token").asText();
        JsonNode seen = SmartApp.granted(
                app.confidential("/auth/introspect", Map.of("token", token), "portal", AuthServer.SECRET));
        assertThat(seen.path("active").asBoolean()).isTrue();
        assertThat(seen.path("scope").asText().split(" ")).contains("launch", "patient/*.rs");
        assertThat(seen.path("patient").asText()).isEqualTo("pat-1");
        app.confidential("/auth/revoke", Map.of("token", token), "portal", AuthServer.SECRET);
        assertThat(SmartApp.granted(app.confidential(
                                "/auth/introspect", Map.of("token", token), "portal", AuthServer.SECRET))
                        .path("active")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void aWrongPasswordAndAnUnknownUserAreToldApartByNothing() throws Exception {
        HttpResponse<String> page = loginPage();
        HttpResponse<String> wrong = app.login(page, "clinician", "not-the-password");
        HttpResponse<String> unknown =
                new SmartApp(server.base()).login(loginPage(), "nobody-here", "not-the-password");

        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.body()).contains("User name and password don&#39;t belong together.");
        assertThat(unknown.statusCode()).isIn(401, 403);
    }

    @Test
    void whoGuessesPasswordsHasToWaitEvenWithTheRightOne() throws Exception {
        server.users().put(AuthServer.user("guessed", org.chartproof.server.security.Role.CODER));
        HttpResponse<String> page = loginPage();
        for (int i = 0; i < 5; i++) {
            assertThat(app.login(page, "guessed", "guess-" + i).statusCode()).isEqualTo(401);
        }

        HttpResponse<String> right = app.login(page, "guessed", AuthServer.PASSWORD);

        assertThat(right.statusCode()).isEqualTo(429);
        assertThat(right.headers().firstValue("Retry-After")).isPresent();
        // Others are not kept waiting by it.
        assertThat(app.login(page, "coder", AuthServer.PASSWORD).statusCode()).isEqualTo(302);
    }

    @Test
    void aLoginNeedsTheTokenOfItsPageAndChangesTheSession() throws Exception {
        HttpResponse<String> page = loginPage();
        String before = session(page);
        assertThat(page.headers().allValues("Set-Cookie").toString())
                .contains("HttpOnly", "SameSite=Lax", "Path=/auth");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "frame-ancestors 'self'")
                .doesNotContain("unsafe");

        HttpResponse<String> forged =
                app.raw("/auth/login", SmartApp.form(Map.of("username", "coder", "password", AuthServer.PASSWORD)));
        assertThat(forged.statusCode()).isEqualTo(403);

        HttpResponse<String> in = app.login(page, "coder", AuthServer.PASSWORD);
        assertThat(in.statusCode()).isEqualTo(302);
        assertThat(session(in)).isNotEmpty().isNotEqualTo(before);
    }

    @Test
    void theMetadataNameWhatThereIs() throws Exception {
        JsonNode openid = SmartApp.json(app.visit(server.base() + "/auth/.well-known/openid-configuration"));
        JsonNode oauth = SmartApp.json(app.visit(server.base() + "/.well-known/oauth-authorization-server/auth"));

        for (JsonNode metadata : List.of(openid, oauth)) {
            assertThat(metadata.path("issuer").asText()).isEqualTo(server.base() + "/auth");
            assertThat(metadata.path("authorization_endpoint").asText()).isEqualTo(server.base() + "/auth/authorize");
            assertThat(metadata.path("token_endpoint").asText()).isEqualTo(server.base() + "/auth/token");
            assertThat(metadata.path("jwks_uri").asText()).isEqualTo(server.base() + "/auth/jwks");
            assertThat(metadata.path("code_challenge_methods_supported").toString())
                    .isEqualTo("[\"S256\"]");
            assertThat(metadata.has("device_authorization_endpoint")).isFalse();
        }
    }

    @Test
    void whatTheHostHeaderSaysIsInNoTokenAndNoMetadata() throws Exception {
        String byAnotherName = RawHttp.get(
                server.root(),
                "/auth/.well-known/openid-configuration",
                "localhost:" + server.root().getPort());
        assertThat(byAnotherName)
                .contains("\"issuer\":\"" + server.base() + "/auth\"")
                .doesNotContain("localhost:" + server.root().getPort() + "/auth");

        String forged = RawHttp.get(server.root(), "/auth/.well-known/openid-configuration", "evil.example.org");
        assertThat(forged).doesNotContain("evil.example.org");
    }

    private HttpResponse<String> loginPage() throws Exception {
        return app.visit(server.base() + "/auth/login");
    }

    private static String session(HttpResponse<String> response) {
        return response.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith("chartproof_session="))
                .map(cookie -> cookie.replaceAll(";.*", ""))
                .findFirst()
                .orElse("");
    }

    private String code() throws Exception {
        return SmartApp.code(app.signIn(launched(SCOPES), "coder"));
    }

    private Map<String, String> launched(String scope) {
        Map<String, String> request = app.request(scope);
        request.put(
                "launch",
                server.process().bean(Launches.class).begin(Launches.Launch.of("chartproof-review", context())));
        return request;
    }

    private static LaunchContext context() {
        return new LaunchContext(Optional.of("pat-1"), Optional.of("enc-1"), List.of("Claim/claim-1"), false);
    }
}
