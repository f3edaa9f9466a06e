package org.chartproof.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.chartproof.bundles.bench.ServerProcess;
import org.chartproof.bundles.client.FhirClient;
import org.chartproof.server.cli.ChartproofServer;
import org.chartproof.server.config.ConfigLoader;
import org.chartproof.server.ehr.foreign.EhrProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of notes as an EHR's users change them: one server, one EHR in a process of its own, each test with patients of its own. */
class EhrFlowIT {

    private static final long LONGEST_NANOS = 60_000_000_000L;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static EhrProcess ehr;

    @SuppressWarnings("NullAway.Init")
    private static ChartproofServer server;

    @SuppressWarnings("NullAway.Init")
    private static URI root;

    @BeforeAll
    static void start() throws Exception {
        int port = ServerProcess.freePort();
        root = URI.create("http://127.0.0.1:" + port);
        ehr = EhrProcess.start(
                folder.resolve("ehr"),
                ServerProcess.freePort(),
                root.resolve("/ehr/jwks"),
                List.of("flow", "patients", "hooks"));
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        String key = Base64.getMimeEncoder()
                .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
        Path pem = Files.writeString(
                folder.resolve("key.pem"), "-----BEGIN PRIVATE KEY-----\n" + key + "\n-----END PRIVATE KEY-----\n");
        ehr.control("patients", "notes?number=0&count=2");
        ehr.control("patients", "group");
        String client = "client-id: " + EhrProcess.CLIENT + "\n      key: " + pem
                + "\n      backoff: 50ms\n      longest-backoff: 1s";
        Path config = Files.writeString(
                folder.resolve("chartproof.yaml"),
                """
                ehr:
                  public-url: %1$s
                  backoff: 100ms
                  max-tries: 3
                  sources:
                    flow:
                      base: %2$s
                      %5$s
                      polling:
                        interval: 300ms
                        overlap: 2s
                    filtered:
                      base: %2$s
                      %5$s
                      note-types: http://loinc.org|18842-5
                      types: DocumentReference
                      polling:
                        interval: 300ms
                        overlap: 2s
                    patients:
                      base: %3$s
                      shape: epic
                      %5$s
                      polling:
                        interval: 300ms
                        patients: Group/all
                    hooks:
                      base: %4$s
                      %5$s
                      subscription: r4
                      payload: full
                      polling:
                        interval: 0s
                """
                        .formatted(root, ehr.base("flow"), ehr.base("patients"), ehr.base("hooks"), client));
        RunningServer.watchLog();
        server = ChartproofServer.start(new ConfigLoader(Map.of())
                .file(config)
                .override("data-directory", folder.resolve("data").toString(), "test")
                .override("security.access", "open", "test")
                .override("server.port", Integer.toString(port), "test")
                .load());
    }

    @AfterAll
    static void stop() {
        server.close();
        ehr.close();
    }

    @Test
    void aNoteComesWithItsContentPatientEncounterAuthorAndCoverageAndIsCoded() throws Exception {
        ehr.control("flow", "notes?number=10");

        JsonNode note = await("flow", "DocumentReference", "n10", found -> true);

        assertThat(note.at("/meta/source").asText()).isEqualTo(ehr.base("flow") + "/DocumentReference/n10");
        Fhir fhir = fhir();
        JsonNode patient = fhir.read(note.at("/subject/reference").asText());
        assertThat(patient.at("/identifier/0/value").asText()).isEqualTo("Patient/p10");
        assertThat(fhir.read(note.at("/author/0/reference").asText())
                        .at("/name/0/family")
                        .asText())
                .isEqualTo("Doctor0");
        assertThat(fhir.read(note.at("/content/0/attachment/url").asText())
                        .path("data")
                        .asText())
                .isNotEmpty();
        assertThat(fhir.read("Coverage?beneficiary="
                                + note.at("/subject/reference").asText())
                        .path("entry"))
                .hasSize(1);
        fhir.awaitCoded();
        assertThat(claim(note).path("diagnosis")).isNotEmpty();
    }

    @Test
    void aNoteThatIsRewrittenIsCodedAnewAndOneThatIsWithdrawnLosesItsCodes() throws Exception {
        ehr.control("flow", "notes?number=20");
        JsonNode note = await("flow", "DocumentReference", "n20", found -> true);
        fhir().awaitCoded();
        List<String> before = Fhir.codes(claim(note));

        ehr.control("flow", "rewrite?number=20&finding=" + encoded("Hypothyroidism, stable on levothyroxine."));
        await("flow", "DocumentReference", "n20", found -> version(found) == 2);
        fhir().awaitCoded();
        assertThat(Fhir.codes(claim(note))).isNotEmpty().isNotEqualTo(before);

        ehr.control("flow", "status?number=20&status=entered-in-error");
        await("flow", "DocumentReference", "n20", found -> found.path("status")
                .asText()
                .equals("entered-in-error"));
        fhir().awaitCoded();
        assertThat(claim(note).path("status").asText()).isEqualTo("cancelled");
    }

    @Test
    void whatIsToldOfInANotificationIsFetchedAndNeverBelieved() throws Exception {
        ehr.control("hooks", "notes?number=30");
        JsonNode note = await("hooks", "DocumentReference", "n30", found -> true);
        String endpoint = TestNote.JSON
                .readTree(ehr.control("hooks", "endpoint"))
                .path("endpoint")
                .asText();

        String lie = note.toString().replace("current", "entered-in-error");
        assertThat(put(endpoint + "/DocumentReference/n30", lie)).isEqualTo(200);
        assertThat(put(endpoint + "/DocumentReference/never-was", lie)).isEqualTo(200);
        assertThat(put(endpoint.substring(0, endpoint.lastIndexOf('/')) + "/guessed", lie))
                .isEqualTo(404);

        // The second one is worked on after the first.
        JsonNode dead = awaitResource("hooks", "DocumentReference/never-was", "dead");
        assertThat(dead.path("reasonCode").asText()).isEqualTo("not-found");
        assertThat(await("hooks", "DocumentReference", "n30", found -> true)
                        .path("status")
                        .asText())
                .isEqualTo("current");
    }

    @Test
    void aNoteThatIsDeletedInTheEhrIsWithdrawnHere() throws Exception {
        ehr.control("hooks", "notes?number=40");
        await("hooks", "DocumentReference", "n40", found -> true);

        ehr.control("hooks", "delete?key=DocumentReference/n40");

        await("hooks", "DocumentReference", "n40", found -> found.path("status")
                .asText()
                .equals("entered-in-error"));
    }

    @Test
    void anEhrThatAnswersAboutOnePatientAtATimeIsAskedSo() throws Exception {
        await("patients", "DocumentReference", "n0", found -> true);
        await("patients", "DocumentReference", "n1", found -> true);

        ehr.control("patients", "rewrite?number=1&finding=" + encoded("Hypothyroidism."));

        await("patients", "DocumentReference", "n1", found -> version(found) == 2);
        assertThat(version(await("patients", "DocumentReference", "n0", found -> true)))
                .isEqualTo(1);
    }

    @Test
    void aNoteThatIsNotOfTheKindsThatAreTakenIsNotStored() throws Exception {
        ehr.control("flow", "notes?number=50");

        awaitResource("filtered", "DocumentReference/n50", "skipped");

        assertThat(find("filtered", "DocumentReference", "n50")).isEmpty();
    }

    @Test
    void contentOnAHostThatIsNotAllowedWaitsForAPersonWithReasonAndHint() throws Exception {
        ehr.control("hooks", "notes?number=60");
        await("hooks", "DocumentReference", "n60", found -> true);
        ehr.control("hooks", "url?number=60&url=" + encoded("http://169.254.169.254/latest/meta-data"));

        JsonNode dead = awaitResource("hooks", "DocumentReference/n60", "dead");
        assertThat(dead.path("reasonCode").asText()).isEqualTo("foreign-host");
        assertThat(dead.path("hint").asText()).contains("content-hosts");

        // The first edition stays, and the mended one replaces it when a person has it fetched anew.
        assertThat(version(await("hooks", "DocumentReference", "n60", found -> true)))
                .isEqualTo(1);
        ehr.control("hooks", "url?number=60&url=Binary/b60");
        assertThat(post("resources/" + dead.path("id").asText() + "/retry", "{}")
                        .statusCode())
                .isEqualTo(200);
        await(
                "hooks",
                "DocumentReference",
                "n60",
                found -> found.at("/meta/versionId").asInt() >= 1);
        awaitResource("hooks", "DocumentReference/n60", "stored");
    }

    @Test
    void theKeySetIsForEverybodyAndHasNothingPrivate() throws Exception {
        HttpResponse<String> answer =
                HTTP.send(HttpRequest.newBuilder(root.resolve("/ehr/jwks")).build(), BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode key = TestNote.JSON.readTree(answer.body()).at("/keys/0");
        assertThat(key.path("kty").asText()).isEqualTo("RSA");
        assertThat(key.has("d") || key.has("p") || key.has("q")).isFalse();
    }

    @Test
    void noNameOfAPatientAndNoSecretIsInTheLog() throws Exception {
        ehr.control("hooks", "notes?number=70");
        await("hooks", "DocumentReference", "n70", found -> true);
        String endpoint = TestNote.JSON
                .readTree(ehr.control("hooks", "endpoint"))
                .path("endpoint")
                .asText();

        assertThat(RunningServer.log())
                .contains("Changing the schema")
                .doesNotContain("Example70", endpoint.substring(endpoint.lastIndexOf('/') + 1), "PRIVATE KEY")
                .doesNotContain("Progress note", "Bearer ", "client_assertion");
        HttpResponse<String> metrics =
                HTTP.send(HttpRequest.newBuilder(root.resolve("/metrics")).build(), BodyHandlers.ofString());
        assertThat(metrics.body()).contains("chartproof").doesNotContain("Example70", "n70", "p70");
    }

    private static Fhir fhir() {
        return new Fhir(new FhirClient(root.resolve("/fhir")));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static int version(JsonNode resource) {
        return resource.at("/meta/versionId").asInt();
    }

    private static JsonNode claim(JsonNode note) throws IOException, InterruptedException {
        String encounter = note.at("/context/encounter/0/reference").asText();
        return fhir().read("Claim/claim-" + encounter.substring("Encounter/".length()));
    }

    /** What is stored of a resource of the EHR. */
    private static List<JsonNode> find(String source, String type, String id) throws IOException, InterruptedException {
        String token = encoded("https://chartproof.org/fhir/identifier/ehr/" + source + "|" + type + "/" + id);
        JsonNode entries = fhir().read(type + "?identifier=" + token).path("entry");
        return entries.isEmpty() ? List.of() : List.of(entries.get(0).path("resource"));
    }

    private static JsonNode await(String source, String type, String id, Predicate<JsonNode> wanted) throws Exception {
        long deadline = System.nanoTime() + LONGEST_NANOS;
        while (true) {
            List<JsonNode> found = find(source, type, id);
            if (!found.isEmpty() && wanted.test(found.get(0))) {
                return found.get(0);
            }
            assertThat(System.nanoTime())
                    .as("%s %s/%s: %s", source, type, id, found)
                    .isLessThan(deadline);
            Thread.sleep(50);
        }
    }

    /** What the administrator sees of a resource, once it is in a state. */
    private static JsonNode awaitResource(String source, String resource, String state) throws Exception {
        long deadline = System.nanoTime() + LONGEST_NANOS;
        String body = "{\"source\":\"" + source + "\",\"resource\":\"" + resource + "\"}";
        while (true) {
            JsonNode found = TestNote.JSON
                    .readTree(post("resources/search", body).body())
                    .at("/resources/0");
            if (found.path("state").asText().equals(state)) {
                return found;
            }
            assertThat(System.nanoTime()).as("%s", found).isLessThan(deadline);
            Thread.sleep(50);
        }
    }

    private static HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(root.resolve("/ehr/" + path))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json))
                        .build(),
                BodyHandlers.ofString());
    }

    private static int put(String url, String json) throws IOException, InterruptedException {
        return HTTP.send(
                        HttpRequest.newBuilder(URI.create(url))
                                .header("Content-Type", "application/fhir+json")
                                .PUT(BodyPublishers.ofString(json))
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
    }
}
