package org.chartproof.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;
import org.chartproof.server.authserver.token.TokenHash;
import org.chartproof.server.cli.Chartproof;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Apps are opened on charts: by the launcher, by someone who chooses, and again after a restart. */
@ExtendWith(AuthServer.class)
class LaunchIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final AuthServer.Server server;
    private final SmartApp app;
    private final HttpClient local = HttpClient.newHttpClient();

    LaunchIT(AuthServer.Server server) throws Exception {
        this.server = server;
        this.app = new SmartApp(server.base());
        server.store(
                """
                {"resourceType":"Patient","id":"launch-pat","name":[{"family":"Launchfield","given":["<b>Ada</b>"]}],"birthDate":"1950-01-02"}""");
        server.store(
                """
                {"resourceType":"Encounter","id":"launch-enc","status":"finished","class":{"code":"AMB","display":"ambulatory"},
                 "subject":{"reference":"Patient/launch-pat"},"period":{"start":"2026-05-04T10:00:00Z"}}""");
    }

    @Test
    void theLauncherOpensAnAppAsAnyUserWithoutAPassword() throws Exception {
        assertThat(get("/launcher").body()).contains("launcher for development");
        JsonNode people = json(get("/launcher/people"));
        assertThat(people.at("/apps/0/id").asText()).isEqualTo("chartproof-review");
        assertThat(people.path("users").toString()).contains("Invented coder").doesNotContain("$2a");
        JsonNode charts = json(post("/launcher/charts", "{\"name\":\"Launchf\"}", "application/json"));
        assertThat(charts.at("/charts/0/encounter").asText()).isEqualTo("launch-enc");

        JsonNode launched = json(post(
                "/launcher/launch",
                "{\"app\":\"chartproof-review\",\"user\":\"clinician\",\"encounter\":\"launch-enc\"}",
                "application/json"));
        URI url = URI.create(launched.path("url").asText());
        assertThat(url.toString()).startsWith(server.base() + "/app/launch.html?");
        assertThat(SmartApp.query(url)).containsEntry("iss", server.base() + "/fhir");

        Map<String, String> request = app.request("launch openid fhirUser patient/*.rs");
        request.put("launch", SmartApp.query(url).get("launch"));
        // No page to sign in on comes between.
        URI back = SmartApp.location(app.authorize(request));
        JsonNode granted = SmartApp.granted(app.token(app.exchange(SmartApp.code(back))));
        assertThat(granted.path("patient").asText()).isEqualTo("launch-pat");
        assertThat(granted.path("encounter").asText()).isEqualTo("launch-enc");
        assertThat(granted.path("fhirUser").asText()).isEqualTo("Practitioner/clinician");
    }

    @Test
    void theLauncherIsForThisMachineAndForNoForms() throws Exception {
        assertThat(post("/launcher/charts", "name=Launchf", "application/x-www-form-urlencoded")
                        .statusCode())
                .isEqualTo(415);
        assertThat(RawHttp.get(server.root(), "/launcher/people", "evil.example.org"))
                .startsWith("HTTP/1.1 4")
                .doesNotContain("Invented");
        HttpResponse<String> forwarded = local.send(
                HttpRequest.newBuilder(server.root().resolve("/launcher/people"))
                        .header("X-Forwarded-For", "203.0.113.9")
                        .build(),
                BodyHandlers.ofString());
        assertThat(forwarded.statusCode()).isEqualTo(403);
    }

    @Test
    void whoOpensAnAppByItselfChoosesTheEncounter() throws Exception {
        Map<String, String> request = app.request("launch/encounter openid patient/*.rs");
        // Which is asked for once, not again with the chart that was chosen.
        request.put("prompt", "login");
        URI choice = app.signIn(request, "coder");
        assertThat(choice.getPath()).isEqualTo("/auth/choose");
        HttpResponse<String> page = app.visit(server.base() + choice);
        assertThat(page.body())
                .contains("Which chart?", "Chartproof review", "&lt;b&gt;Ada&lt;/b&gt; Launchfield", "2026-05-04")
                .doesNotContain("<b>Ada");
        HttpResponse<String> found = app.submit(page, "/auth/choose", Map.of("name", "nobody of that name"));
        assertThat(found.body()).contains("There is none.");

        HttpResponse<String> chosen = app.submit(page, "/auth/choose", Map.of("chart", "Encounter/launch-enc"));
        URI again = SmartApp.location(chosen);
        assertThat(again.getPath()).isEqualTo("/auth/authorize");
        assertThat(again.getQuery()).doesNotContain("launch-pat").doesNotContain("launch-enc");
        URI back = SmartApp.location(app.visit(server.root().resolve(again).toString()));

        JsonNode granted = SmartApp.granted(app.token(app.exchange(SmartApp.code(back))));
        assertThat(granted.path("patient").asText()).isEqualTo("launch-pat");
        assertThat(granted.path("encounter").asText()).isEqualTo("launch-enc");
        assertThat(granted.path("need_patient_banner").asBoolean(false)).isTrue();
    }

    @Test
    void aChartThatIsNotThereOpensNothing() throws Exception {
        URI choice = app.signIn(app.request("launch/patient patient/*.rs"), "coder");
        HttpResponse<String> page = app.visit(server.base() + choice);

        HttpResponse<String> chosen = app.submit(page, "/auth/choose", Map.of("chart", "Patient/never-was"));

        assertThat(chosen.statusCode()).isEqualTo(200);
        assertThat(chosen.body()).contains("Which chart?");
        // The form of another page has no token of this one.
        assertThat(app.raw(
                                "/auth/choose",
                                "request=" + SmartApp.query(choice).get("request") + "&chart=Patient%2Flaunch-pat")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void afterARestartARefreshTokenIsStillGoodOnce() throws Exception {
        Map<String, String> request = app.request("openid user/*.rs offline_access");
        URI back = app.signIn(request, "coder");
        JsonNode granted = SmartApp.granted(app.token(app.exchange(SmartApp.code(back))));
        String before = granted.path("refresh_token").asText();
        JsonNode keys = json(get("/auth/jwks"));

        server.restart();

        assertThat(json(get("/auth/jwks"))).isEqualTo(keys);
        assertThat(keys.toString()).contains("\"kty\":\"RSA\"").doesNotContain("\"d\":");
        String after = SmartApp.granted(app.token(SmartApp.refresh(before)))
                .path("refresh_token")
                .asText();
        assertThat(after).isNotEmpty().isNotEqualTo(before);
        assertThat(app.token(SmartApp.refresh(before)).statusCode()).isEqualTo(400);
    }

    @Test
    void whoIsTakenOutOfTheFileGetsNoMoreTokens() throws Exception {
        server.users().put(AuthServer.user("leaver", org.chartproof.server.security.Role.CODER));
        URI back = app.signIn(app.request("openid user/*.rs offline_access"), "leaver");
        String refresh = SmartApp.granted(app.token(app.exchange(SmartApp.code(back))))
                .path("refresh_token")
                .asText();

        // Now with another role: what it may have shrinks with the next token.
        server.users().put(AuthServer.user("leaver", org.chartproof.server.security.Role.ADMINISTRATOR));
        JsonNode shrunk = SmartApp.granted(app.token(SmartApp.refresh(refresh)));
        assertThat(shrunk.path("scope").asText()).doesNotContain("user/*");
        assertThat(SmartApp.claims(shrunk.path("access_token").asText()).getStringListClaim("chartproof_roles"))
                .containsExactly("administrator");

        server.users().remove("leaver");
        assertThat(SmartApp.json(app.token(
                                SmartApp.refresh(shrunk.path("refresh_token").asText())))
                        .path("error")
                        .asText())
                .isEqualTo("invalid_grant");
    }

    @Test
    void noTokenStandsInTheDatabaseAndTheKeyIsForItsOwnerAlone() throws Exception {
        URI back = app.signIn(app.request("openid user/*.rs offline_access"), "auditor");
        String code = SmartApp.code(back);
        JsonNode granted = SmartApp.granted(app.token(app.exchange(code)));
        String refresh = granted.path("refresh_token").asText();

        try (Connection connection = server.process().bean(DataSource.class).getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select a::text from oauth2_authorization a")) {
            StringBuilder all = new StringBuilder();
            while (rows.next()) {
                all.append(rows.getString(1));
            }
            assertThat(all)
                    .contains(TokenHash.of(refresh), TokenHash.of(code))
                    .doesNotContain(refresh)
                    .doesNotContain(code)
                    .doesNotContain(granted.path("access_token").asText())
                    .doesNotContain(granted.path("id_token").asText());
        }
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(server.data().resolve("security/signing-key.json"))))
                .isEqualTo("rw-------");
        assertThat(RunningServer.log()).doesNotContain(refresh).doesNotContain("Launchfield");
    }

    @Test
    void theCommandLinePrintsATokenForTheRunningServer() throws Exception {
        String token = printed(() -> Chartproof.run(
                "token",
                "--user",
                "clinician",
                "--patient",
                "launch-pat",
                "--config",
                server.config().toString(),
                "--data",
                server.data().toString()));

        var claims = SmartApp.claims(token.strip());
        assertThat(claims.getIssuer()).isEqualTo(server.base() + "/auth");
        assertThat(claims.getStringClaim("patient")).isEqualTo("launch-pat");
        assertThat(claims.getStringClaim("scope")).contains("patient/*.rs").doesNotContain("system/");
        HttpResponse<String> who = local.send(
                HttpRequest.newBuilder(server.root().resolve("/fhir/Patient/launch-pat"))
                        .header("Authorization", "Bearer " + token.strip())
                        .build(),
                BodyHandlers.ofString());
        assertThat(who.statusCode()).isEqualTo(200);
    }

    private static String printed(Runnable command) {
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            command.run();
        } finally {
            System.setOut(before);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return local.send(HttpRequest.newBuilder(server.root().resolve(path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body, String type) throws Exception {
        return local.send(
                HttpRequest.newBuilder(server.root().resolve(path))
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }
}
