package org.chartproof.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.chartproof.server.authserver.launch.LaunchContext;
import org.chartproof.server.authserver.launch.Launches;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Into each entrance of the server something is sent with a made-up word in it, as the name, number, text, password, code or token that belongs there, in requests that work and in ones that fail. The word
 * stands in no log, no metric and no error afterwards. What an EHR brings is in {@code EhrFlowIT}, what the demo codes in {@code DemoIT}.
 */
@ExtendWith({AuthServer.class, FeedServer.class, RunningServer.class})
class PrivacyIT {

    /** Stands in whatever is sent; what follows it says where. */
    private static final String CANARY = "Quibblewick";

    private final HttpClient http =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private final AuthServer.Server signIn;
    private final FeedServer.Server feeds;
    private final RunningServer.Server open;

    PrivacyIT(AuthServer.Server signIn, FeedServer.Server feeds, RunningServer.Server open) {
        this.signIn = signIn;
        this.feeds = feeds;
        this.open = open;
    }

    /** The word as it is, and as it looks in base64 wherever it begins, as within a JWT or after Basic. */
    private static List<String> canaries() {
        List<String> all = new ArrayList<>(List.of(CANARY, CANARY.toLowerCase(java.util.Locale.ROOT)));
        for (int shift = 0; shift < 3; shift++) {
            String encoded =
                    Base64.getEncoder().encodeToString((" ".repeat(shift) + CANARY).getBytes(StandardCharsets.UTF_8));
            all.add(encoded.substring(shift == 0 ? 0 : 4, 12));
        }
        return all;
    }

    @AfterEach
    void nothingOfItIsInALogOrMetric() throws Exception {
        assertThat(RunningServer.log())
                .as("the grep sees what servers log")
                .contains("Changing the schema")
                .doesNotContain(canaries());
        for (URI root : List.of(signIn.root(), feeds.root(), open.root())) {
            HttpResponse<String> metrics = send(HttpRequest.newBuilder(root.resolve("/metrics")));
            assertThat(metrics.statusCode()).isEqualTo(200);
            assertThat(metrics.body()).contains("chartproof_queue").doesNotContain(canaries());
            assertThat(send(HttpRequest.newBuilder(root.resolve("/"))).body()).doesNotContain(canaries());
        }
        for (Path data : List.of(signIn.data(), feeds.data(), open.data())) {
            for (Path log : logs(data)) {
                assertThat(Files.readString(log, StandardCharsets.ISO_8859_1))
                        .as(log.getFileName().toString())
                        .doesNotContain(canaries());
            }
        }
    }

    /** The database's own log, and any that somebody might turn on. */
    private static List<Path> logs(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            List<Path> logs = files.filter(file -> file.getFileName().toString().matches(".*\\.log|.*access.*\\.txt"))
                    .toList();
            assertThat(logs).isNotEmpty();
            return logs;
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    /** Sends what is to be refused for an id in it, which whoever sent it is told. */
    private HttpResponse<String> refusedForAnId(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(request);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 499);
        return answer;
    }

    /** Sends what is to be refused, and looks that the refusal says nothing of it. */
    private void refused(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = refusedForAnId(request);
        assertThat(answer.body()).doesNotContain(canaries());
        assertThat(answer.headers().map().toString()).doesNotContain(canaries());
    }

    private static HttpRequest.Builder get(URI root, String path) {
        return HttpRequest.newBuilder(root.resolve(path));
    }

    private static HttpRequest.Builder post(URI root, String path, String type, String body) {
        return HttpRequest.newBuilder(root.resolve(path))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body));
    }

    @Test
    void nothingOfASignIn() throws Exception {
        SmartApp app = new SmartApp(signIn.base());
        HttpResponse<String> page = app.visit(signIn.base() + "/auth/login");
        HttpResponse<String> wrong = app.login(page, "privacy-coder", CANARY + "-password");
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.body()).doesNotContain(canaries());
        // A password in the field for the name stands on the page that comes back, for the person alone.
        assertThat(app.login(page, CANARY + "-name", CANARY + "-password").statusCode())
                .isEqualTo(401);

        for (String parameter : List.of("launch", "scope", "aud", "redirect_uri", "client_id", "code_challenge")) {
            Map<String, String> request = app.request("openid patient/*.rs launch");
            request.put(parameter, CANARY + "-" + parameter);
            request.put("login_hint", CANARY + "-hint");
            HttpResponse<String> answer = app.authorize(request);
            assertThat(answer.body()).doesNotContain(canaries());
        }
        for (Map<String, String> form : List.of(
                app.exchange(CANARY + "-code"),
                SmartApp.refresh(CANARY + "-refresh"),
                Map.of("grant_type", CANARY + "-grant", "client_id", CANARY + "-client"),
                Map.of(
                        "grant_type",
                        "client_credentials",
                        "client_assertion_type",
                        "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                        "client_assertion",
                        unsigned()))) {
            HttpResponse<String> answer = app.token(form);
            assertThat(answer.statusCode()).isIn(400, 401);
            assertThat(answer.body()).doesNotContain(canaries());
        }
        assertThat(app.confidential("/auth/token", app.exchange(CANARY), "portal", CANARY + "-secret")
                        .body())
                .doesNotContain(canaries());
        refused(post(
                signIn.root(),
                "/auth/revoke",
                "application/x-www-form-urlencoded",
                "token=" + CANARY + "&client_id=" + CANARY));
    }

    /** A token with the word in its claims, signed by nobody. */
    private static String unsigned() {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        return encoder.encodeToString("{\"alg\":\"ES384\",\"kid\":\"x\"}".getBytes(StandardCharsets.UTF_8))
                + "."
                + encoder.encodeToString(
                        ("{\"iss\":\"" + CANARY + "\",\"sub\":\"" + CANARY + "\"}").getBytes(StandardCharsets.UTF_8))
                + ".AAAA";
    }

    @Test
    void nothingOfALaunchThatWorksAndNoTokenOfIt() throws Exception {
        SmartApp app = new SmartApp(signIn.base());
        Map<String, String> request = app.request("openid fhirUser launch patient/*.rs online_access");
        LaunchContext context = new LaunchContext(Optional.of(CANARY + "-patient"), Optional.empty(), List.of(), false);
        String launch = signIn.process().bean(Launches.class).begin(Launches.Launch.of("chartproof-review", context));
        request.put("launch", launch);
        request.put("state", CANARY + "-state");
        String code = SmartApp.code(app.signIn(request, "clinician"));
        var granted = SmartApp.granted(app.token(app.exchange(code)));
        String access = granted.path("access_token").asText();
        assertThat(granted.path("patient").asText()).isEqualTo(CANARY + "-patient");

        // Read as the one that it is open on, and as one that it is not.
        assertThat(app.fhir("Observation?patient=" + CANARY + "-patient", access)
                        .statusCode())
                .isEqualTo(200);
        refusedForAnId(
                get(signIn.root(), "/fhir/Patient/" + CANARY + "-other").header("Authorization", "Bearer " + access));
        refused(get(signIn.root(), "/app/" + CANARY + ".html?code=" + CANARY));
        assertThat(send(get(signIn.root(), "/app/launch.html?iss=" + CANARY + "&launch=" + CANARY))
                        .statusCode())
                .isEqualTo(200);

        assertThat(RunningServer.log())
                .doesNotContain(
                        launch,
                        code,
                        access,
                        granted.path("refresh_token").asText(),
                        granted.path("id_token").asText(),
                        app.verifier,
                        AuthServer.PASSWORD,
                        AuthServer.SECRET);
    }

    @Test
    void nothingOfWhatFhirIsAskedAndSent() throws Exception {
        refused(get(signIn.root(), "/fhir/Patient/" + CANARY).header("Authorization", "Bearer " + CANARY));
        refused(get(signIn.root(), "/fhir/Patient/x").header("Authorization", "Bearer " + unsigned()));
        refused(get(signIn.root(), "/fhir/Patient?name=" + CANARY + "&access_token=" + CANARY));

        URI root = open.root();
        assertThat(send(get(root, "/fhir/Patient?name=" + CANARY)).statusCode()).isEqualTo(200);
        for (String question : List.of("Patient?birthdate=", "Patient?made-up=", "Patient?_lastUpdated=")) {
            refused(get(root, "/fhir/" + question + CANARY));
        }
        // Some are answered, and some are refused with the name of what is not known, which whoever sent it is told.
        for (String question : List.of(
                "Patient?name:made-up=",
                "Patient?_sort=",
                "Observation?code:text=",
                "Observation?value-quantity=gt",
                "Encounter?subject.made-up=",
                "Condition?_has:Claim:made-up:x=",
                "Patient/$made-up?x=")) {
            assertThat(send(get(root, "/fhir/" + question + CANARY)).statusCode())
                    .as(question)
                    .isLessThan(500);
        }
        refused(get(root, "/fhir/AuditEvent?outcome=" + CANARY));
        refused(get(root, "/fhir/AuditEvent?action=" + CANARY + "&patient=Patient/" + CANARY));
        String json = "application/fhir+json";
        refused(post(root, "/fhir/Patient", json, "{\"resourceType\":\"Patient\",\"birthDate\":\"" + CANARY + "\"}"));
        refused(post(root, "/fhir/Patient", json, "{\"resourceType\":\"Patient\",\"name\": " + CANARY));
        refused(post(
                root, "/fhir/Observation", json, "{\"resourceType\":\"Observation\",\"status\":\"" + CANARY + "\"}"));
        refusedForAnId(post(
                root,
                "/fhir/Condition",
                json,
                "{\"resourceType\":\"Condition\",\"subject\":{\"reference\":\"Patient/" + CANARY + "\"}}"));
        refusedForAnId(post(
                root,
                "/fhir",
                json,
                "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"resource\":{\"resourceType\":\"Patient\",\"id\":\""
                        + CANARY + "_\"},\"request\":{\"method\":\"PUT\",\"url\":\"Patient/" + CANARY + "_\"}}]}"));
    }

    @Test
    void nothingOfANoteThatIsCodedAndOfACardAboutIt() throws Exception {
        Fhir fhir = new Fhir(open.client());
        ObjectNode patient = TestNote.patient("privacy-p");
        patient.putArray("name").addObject().put("family", CANARY + "-family");
        patient.putArray("identifier").addObject().put("system", "urn:privacy").put("value", CANARY + "-mrn");
        assertThat(fhir.put(patient).ok()).isTrue();
        assertThat(fhir.put(TestNote.encounter("privacy-e", "privacy-p", "AMB", "in-progress"))
                        .ok())
                .isTrue();
        assertThat(fhir.put(TestNote.document(
                                "privacy-d",
                                "privacy-p",
                                "privacy-e",
                                CANARY + " was seen.\nASSESSMENT:\nChronic kidney disease.\n"))
                        .ok())
                .isTrue();
        // Of a kind that can't be read.
        assertThat(fhir.put(TestNote.document(
                                "privacy-d2",
                                "privacy-p",
                                "privacy-e",
                                "application/pdf",
                                CANARY.getBytes(StandardCharsets.UTF_8)))
                        .ok())
                .isTrue();
        fhir.awaitCoded();
        CdsClient ehr = new CdsClient(open.root());
        assertThat(ehr.ask(
                                CdsClient.CHART,
                                CdsClient.hook(CdsClient.CHART, "Practitioner/" + CANARY, "privacy-p", "privacy-e"))
                        .cards())
                .isNotEmpty();
        refused(post(
                open.root(),
                "/cds-services/" + CdsClient.CHART,
                "application/json",
                "{\"hook\":\"" + CANARY + "\",\"context\":{\"patientId\":\"" + CANARY + "\"}}"));
        refused(post(open.root(), "/cds-services/" + CANARY, "application/json", "{}"));
        refused(post(open.root(), "/notify/" + CANARY + "/Patient/" + CANARY, "application/json", "{}"));
        refused(get(open.root(), "/" + CANARY + "?x=" + CANARY));
    }

    @Test
    void nothingOfAFeed() throws Exception {
        Hl7Admin admin = new Hl7Admin(feeds.root());
        try (Sender sender = new Sender(feeds.feedPort("adt"))) {
            TestMessage admission = TestMessage.admission(CANARY + "-1").with("PID-5", CANARY + "^" + CANARY);
            assertThat(sender.send(admission.text())).isEqualTo("AA");
            sender.send(TestMessage.admission(CANARY + "-2").with("PID-3", "").text());
            sender.send(
                    TestMessage.admission(CANARY + "-3").with("PID-7", CANARY).text());
            sender.send(TestMessage.note(CANARY + "-4", CANARY + "-1", CANARY + " has gout.")
                    .text());
            sender.send("MSH|" + CANARY);
        }
        admin.awaitMapped();
        String id = admin.search("controlId", CANARY + "-2").get(0).path("id").asText();
        admin.get("messages/" + id);
        admin.postMessage("preview/adt", TestMessage.admission(CANARY + "-5").text());
        admin.post("messages/" + id + "/retry", "{}");
        admin.awaitMapped();
        refused(post(feeds.root(), "/hl7/messages/search", "application/json", "{\"patient\": " + CANARY));
        refused(post(
                feeds.root(), "/hl7/messages/search", "application/json", "{\"" + CANARY + "\":\"" + CANARY + "\"}"));
        refused(get(feeds.root(), "/hl7/messages/" + CANARY));
        refused(post(feeds.root(), "/hl7/preview/" + CANARY, "application/hl7-v2", CANARY));
    }
}
