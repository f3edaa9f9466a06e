package org.chartproof.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.chartproof.server.authserver.launch.LaunchContext;
import org.chartproof.server.authserver.launch.Launches;
import org.chartproof.server.security.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.JdbcTemplate;

/** Who signed in and out, which app was opened on which patient, and what was refused on the way. */
@ExtendWith(AuthServer.class)
class SignInAuditIT {

    private static final String SCOPES = "openid fhirUser launch patient/*.rs online_access";

    private final AuthServer.Server server;
    private final SmartApp app;
    private final String user = "u" + UUID.randomUUID().toString().substring(0, 8);

    SignInAuditIT(AuthServer.Server server) {
        this.server = server;
        this.app = new SmartApp(server.base());
    }

    @BeforeEach
    void somebodyWhomNoOtherTestIs() {
        server.users().put(AuthServer.user(user, Role.CODER));
    }

    /** As an auditor's own app asks, the newest first: DICOM's or IHE's code, outcome, and what is told beside. */
    private List<String> steps(String subject) throws Exception {
        SmartApp auditors = new SmartApp(server.base());
        URI back = auditors.signIn(auditors.request("openid user/AuditEvent.rs"), "auditor");
        String token = SmartApp.granted(auditors.token(auditors.exchange(SmartApp.code(back))))
                .path("access_token")
                .asText();
        List<String> steps = new ArrayList<>();
        JsonNode found = TestNote.JSON.readTree(
                auditors.fhir("AuditEvent?altid=" + subject, token).body());
        for (JsonNode entry : found.path("entry")) {
            JsonNode event = entry.path("resource");
            assertThat(event.at("/type/code").asText()).isEqualTo("110114");
            steps.add((event.at("/subtype/0/code").asText() + " "
                            + event.path("outcome").asText() + " " + told(event))
                    .replaceAll(" +", " ")
                    .strip());
        }
        return steps;
    }

    private static String told(JsonNode event) {
        StringBuilder told = new StringBuilder();
        for (JsonNode entity : event.path("entity")) {
            told.append(entity.at("/what/reference").asText());
            if (entity.has("query")) {
                told.append(' ')
                        .append(new String(
                                Base64.getDecoder().decode(entity.path("query").asText()), StandardCharsets.UTF_8));
            }
        }
        return told.toString();
    }

    private Map<String, String> launched() {
        Map<String, String> request = app.request(SCOPES);
        LaunchContext context =
                new LaunchContext(Optional.of("pat-1"), Optional.of("enc-1"), List.of("Claim/claim-1"), false);
        request.put(
                "launch",
                server.process().bean(Launches.class).begin(Launches.Launch.of("chartproof-review", context)));
        return request;
    }

    private JsonNode opened() throws Exception {
        URI back = app.signIn(launched(), user);
        return SmartApp.granted(app.token(app.exchange(SmartApp.code(back))));
    }

    @Test
    void aSignInAnAppThatIsOpenedOnAPatientAndASignOutAreKnown() throws Exception {
        JsonNode granted = opened();
        String token = granted.path("refresh_token").asText();
        JsonNode refreshed = SmartApp.granted(app.token(SmartApp.refresh(token)));
        app.send(
                "/auth/revoke",
                Map.of(
                        "client_id",
                        "chartproof-review",
                        "token",
                        refreshed.path("refresh_token").asText()));

        assertThat(steps(user)).containsExactly("110123 0", "ITI-71 0 Patient/pat-1 authorization_code", "110122 0");
    }

    @Test
    void whoTriesWrongPasswordsIsKnownAndNothingOfWhatTheyTyped() throws Exception {
        HttpResponse<String> page = app.visit(server.base() + "/auth/login");
        for (int i = 0; i < 5; i++) {
            assertThat(app.login(page, user, "canary-password-" + i).statusCode())
                    .isEqualTo(401);
        }
        assertThat(app.login(page, user, AuthServer.PASSWORD).statusCode()).isEqualTo(429);
        // Typed into the wrong field.
        assertThat(app.login(page, "canary-password-9", "x").statusCode()).isEqualTo(401);

        assertThat(steps(user)).hasSize(6).startsWith("110122 4 too many wrong passwords", "110122 4 wrong password");
        assertThat(new JdbcTemplate(server.process().bean(DataSource.class))
                        .queryForObject(
                                "select count(*) from cp_audit_event where cp_audit_event::text like '%canary-password%'",
                                Integer.class))
                .isZero();
    }

    @Test
    void aLaunchThatIsRefusedAndATokenThatIsRefusedAreKnown() throws Exception {
        JsonNode granted = opened();
        Map<String, String> again = app.request(SCOPES);
        again.put("launch", "never-begun");
        app.authorize(again);
        assertThat(app.token(SmartApp.refresh("never-given")).statusCode()).isEqualTo(400);

        assertThat(granted.has("access_token")).isTrue();
        assertThat(steps(user)).first().isEqualTo("ITI-71 4 authorize: invalid_request");
        assertThat(steps("unknown")).contains("ITI-71 4 refresh_token: invalid_grant");
    }
}
