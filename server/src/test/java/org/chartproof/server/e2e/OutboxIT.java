package org.chartproof.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.hl7v2.AcknowledgmentCode;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chartproof.bundles.bench.ServerProcess;
import org.chartproof.bundles.client.FhirClient;
import org.chartproof.server.cli.ChartproofServer;
import org.chartproof.server.config.ConfigLoader;
import org.chartproof.server.e2e.BillingReceiver.Received;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** What a billing system hears of finished coding: a receiver on HAPI's server, which answers well, late, badly or not at all. */
class OutboxIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LONGEST_NANOS = 60_000_000_000L;
    private static final String NOTE = "ASSESSMENT:\nEssential hypertension.\nHypothyroidism.\n";
    private static final String CPT = "http://www.ama-assn.org/go/cpt";

    private static final String CONFIG =
            """
            hl7:
              destinations:
                billing:
                  host: 127.0.0.1
                  port: %d
                  receiving-application: BILLING
                  ack-timeout: 1s
                  backoff: 100ms
                  longest-backoff: 500ms
                  max-tries: 4
                lost:
                  host: billing.invalid
                  port: 2580
                  messages: bar
                  encounter-classes: EMER
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    private static int port;

    @SuppressWarnings("NullAway.Init")
    private static ChartproofServer server;

    @SuppressWarnings("NullAway.Init")
    private static BillingReceiver receiver;

    private final HttpClient http = HttpClient.newHttpClient();
    private Visit visit = new Visit("", URI.create("http://127.0.0.1"));

    @BeforeAll
    static void start() throws Exception {
        port = ServerProcess.freePort();
        receiver = new BillingReceiver(port);
        server = start(folder.resolve("data"));
    }

    private static ChartproofServer start(Path data) throws IOException {
        return ChartproofServer.start(new ConfigLoader(Map.of())
                .file(config())
                .override("data-directory", data.toString(), "test")
                .override("server.port", "0", "test")
                .override("security.access", "open", "test")
                .load());
    }

    private static Path config() throws IOException {
        return Files.writeString(folder.resolve("billing.yaml"), CONFIG.formatted(port));
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
        receiver.close();
    }

    @BeforeEach
    void prepare(TestInfo test) {
        receiver.forget();
        visit = new Visit("o" + Integer.toHexString(test.getDisplayName().hashCode()), root());
    }

    /** Nothing that one test left behind stands before what the next one sends. */
    @AfterEach
    void empty() throws Exception {
        await(() ->
                search("{\"state\":\"waiting\",\"destination\":\"billing\"}").isEmpty());
    }

    private static URI root() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        long deadline = System.nanoTime() + LONGEST_NANOS;
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within a minute");
            }
            Thread.sleep(20);
        }
    }

    private List<JsonNode> search(String filter) throws IOException, InterruptedException {
        List<JsonNode> messages = new ArrayList<>();
        post("search", filter, 200).path("messages").forEach(messages::add);
        return messages;
    }

    private JsonNode post(String path, String body, int status) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(root().resolve("/hl7/outbox/" + path))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JSON.readTree(answer.body());
    }

    private String get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(root().resolve("/hl7/outbox/" + path)).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private JsonNode destination(String name) throws IOException, InterruptedException {
        for (JsonNode one : JSON.readTree(get("destinations")).path("destinations")) {
            if (one.path("name").asText().equals(name)) {
                return one;
            }
        }
        throw new AssertionError("no destination " + name);
    }

    /** What the outbox has for the claim of this test, once the newest of it is in a state. */
    private JsonNode awaitState(String state) throws Exception {
        await(() -> search(visit.filter()).stream()
                .findFirst()
                .filter(one -> one.path("state").asText().equals(state))
                .isPresent());
        return search(visit.filter()).get(0);
    }

    /** An invented visit and its claim. */
    private static final class Visit {
        private final String id;
        private final FhirClient client;

        Visit(String id, URI root) {
            this.id = id;
            this.client = new FhirClient(root.resolve("/fhir"));
        }

        String filter() {
            return "{\"claim\":\"claim-" + id + "-e\",\"destination\":\"billing\"}";
        }

        ObjectNode claim() throws IOException, InterruptedException {
            return (ObjectNode) new Fhir(client).read("Claim/claim-" + id + "-e");
        }

        void coded(String encounterClass) throws Exception {
            ObjectNode patient = TestNote.patient(id + "-p");
            patient.putArray("name")
                    .addObject()
                    .put("family", "M\u00fcller|B")
                    .putArray("given")
                    .add("Ada");
            patient.putArray("identifier")
                    .addObject()
                    .put("system", "urn:oid:1.2.3")
                    .put("value", "MRN-" + id);
            put(patient);
            put(TestNote.encounter(id + "-e", id + "-p", encounterClass, "finished"));
            put(TestNote.document(id + "-d", id + "-p", id + "-e", NOTE));
            new Fhir(client).awaitCoded();
        }

        /** A reviewer makes the claim active, as it stands. */
        void attest(JsonNode claim) throws Exception {
            new Reviewer(client, id + "-e", "Ada Coder").attest((ObjectNode) claim);
        }

        void cancel() throws Exception {
            new Reviewer(client, id + "-e", "Ada Coder").cancel();
        }

        void put(JsonNode resource) throws Exception {
            FhirClient.Answer answer = new Fhir(client).put(resource);
            assertThat(answer.ok()).as(answer.problem()).isTrue();
        }
    }

    private static void charge(ObjectNode claim, String code) {
        ObjectNode item = claim.putArray("item").addObject().put("sequence", 1);
        item.putArray("diagnosisSequence").add(1);
        item.putObject("productOrService")
                .putArray("coding")
                .addObject()
                .put("system", CPT)
                .put("code", code);
        item.put("servicedDate", "2026-05-04");
    }

    @Test
    void anAttestedClaimIsToldOnceAndADraftIsNot() throws Exception {
        visit.coded("AMB");
        assertThat(search(visit.filter())).isEmpty();
        visit.attest(visit.claim());

        JsonNode sent = awaitState("sent");
        assertThat(sent.path("ackCode").asText()).isEqualTo("AA");
        assertThat(sent.path("kind").asText()).isEqualTo("bar");
        // Without service lines there is nothing to charge.
        await(() -> search(visit.filter()).size() == 1);
        assertThat(receiver.received()).hasSize(1);
        Received message = receiver.received().get(0);
        assertThat(message.event()).isEqualTo("BAR^P12");
        assertThat(message.controlId()).isEqualTo(sent.path("controlId").asText());
        assertThat(message.field("MSH-5-1")).isEqualTo("BILLING");
        assertThat(message.field("PID-5-1")).isEqualTo("M\u00fcller|B");
        assertThat(message.each("DG1", "3"))
                .allMatch(code -> code.endsWith("^I10C"))
                .hasSize(2);
        assertThat(message.each("DG1", "21")).containsOnly("A");
        assertThat(destination("billing").path("state").asText()).isEqualTo("up");
        assertThat(get("messages/" + sent.path("id").asText() + "/raw")).startsWith("MSH|^~\\&|CHARTPROOF|");
    }

    @Test
    void tryAgainIsTriedAgainUnderTheSameControlId() throws Exception {
        visit.coded("AMB");
        receiver.answer(AcknowledgmentCode.AE, AcknowledgmentCode.AE);
        visit.attest(visit.claim());

        assertThat(awaitState("sent").path("tries").asInt()).isEqualTo(2);
        assertThat(receiver.received()).hasSize(3);
        assertThat(receiver.received())
                .extracting(Received::controlId)
                .containsOnly(receiver.received().get(0).controlId());
    }

    @Test
    void aRefusedMessageWaitsForAPersonWhoSendsItAgain() throws Exception {
        visit.coded("AMB");
        receiver.answer(AcknowledgmentCode.AR);
        visit.attest(visit.claim());

        JsonNode dead = awaitState("dead");
        assertThat(dead.path("ackCode").asText()).isEqualTo("AR");
        assertThat(receiver.received()).hasSize(1);
        assertThat(destination("billing").path("dead").asInt()).isPositive();

        post("messages/" + dead.path("id").asText() + "/retry", "{}", 200);
        awaitState("sent");
        assertThat(receiver.received()).hasSize(2);
        assertThat(receiver.received())
                .extracting(Received::controlId)
                .containsOnly(dead.path("controlId").asText());

        post("messages/" + dead.path("id").asText() + "/resend", "{}", 200);
        await(() -> receiver.received().size() == 3);
        assertThat(receiver.received().get(2).controlId())
                .isEqualTo(dead.path("controlId").asText());
    }

    @Test
    void tooManyErrorsMakeADeadLetterThatCanBeDiscarded() throws Exception {
        visit.coded("AMB");
        AcknowledgmentCode error = AcknowledgmentCode.AE;
        receiver.answer(error, error, error, error);
        visit.attest(visit.claim());

        JsonNode dead = awaitState("dead");
        String path = "messages/" + dead.path("id").asText() + "/discard";
        post(path, "{}", 400);
        assertThat(post(path, "{\"reason\":\"told by telephone\"}", 200)
                        .path("state")
                        .asText())
                .isEqualTo("discarded");
        post(path, "{\"reason\":\"again\"}", 409);
    }

    @Test
    void anAnswerThatComesTooLateIsNotTakenForOneToTheNextSending() throws Exception {
        visit.coded("AMB");
        receiver.beSilent(Duration.ofMillis(1500));
        visit.attest(visit.claim());

        awaitState("sent");
        assertThat(receiver.received()).hasSize(2);
        assertThat(receiver.received().get(1).controlId())
                .isEqualTo(receiver.received().get(0).controlId());
    }

    @Test
    void whatIsFinishedWhileNobodyIsThereIsSentInOrderOnceSomebodyIs() throws Exception {
        visit.coded("AMB");
        receiver.goAway();
        ObjectNode claim = visit.claim();
        charge(claim, "99213");
        visit.attest(claim);
        await(() -> destination("billing").path("state").asText().equals("down"));
        assertThat(destination("billing").path("lastError").asText()).isNotEmpty();
        assertThat(receiver.received()).isEmpty();

        receiver.comeBack();
        awaitState("sent");
        assertThat(receiver.received()).extracting(Received::event).containsExactly("BAR^P12", "DFT^P03");
        assertThat(destination("billing").path("state").asText()).isEqualTo("up");
    }

    @Test
    void aClaimThatIsChangedIsUpdatedAndItsChargesCreditedAndMadeAnew() throws Exception {
        visit.coded("AMB");
        ObjectNode claim = visit.claim();
        charge(claim, "99213");
        visit.attest(claim);
        awaitState("sent");
        claim = visit.claim();
        String gone = Fhir.codes(claim).get(1);
        ((com.fasterxml.jackson.databind.node.ArrayNode) claim.path("diagnosis")).remove(1);
        charge(claim, "99214");
        visit.attest(claim);
        await(() -> receiver.received().size() == 4);

        Received update = receiver.received().get(2);
        assertThat(update.event()).isEqualTo("BAR^P12");
        assertThat(update.each("DG1", "21")).containsExactly("U", "D");
        assertThat(update.each("DG1", "3").get(1)).startsWith(gone + "^");
        Received charges = receiver.received().get(3);
        assertThat(charges.each("FT1", "6")).containsExactly("CD", "CG");
        assertThat(charges.each("FT1", "25")).containsExactly("99213^^C4", "99214^^C4");
        assertThat(charges.each("FT1", "2").get(0))
                .isEqualTo(receiver.received().get(1).each("FT1", "2").get(0));

        visit.cancel();
        await(() -> receiver.received().size() == 6);
        assertThat(receiver.received().get(4).each("DG1", "21")).containsExactly("D");
        assertThat(receiver.received().get(5).each("FT1", "6")).containsExactly("CD");
        JsonNode first = search(visit.filter()).get(5);
        post("messages/" + first.path("id").asText() + "/resend", "{}", 409);
    }

    @Test
    void aNameThatDoesNotResolveNeedsAPersonAtOnce() throws Exception {
        assertThat(destination("lost").path("waiting").asInt()).isZero();
        visit.coded("EMER");
        visit.attest(visit.claim());

        await(() -> destination("lost").path("state").asText().equals("alert"));
        assertThat(destination("lost").path("lastError").asText()).contains("billing.invalid");
        assertThat(metrics()).containsPattern("chartproof_hl7_out_alert\\{destination=\"lost\"\\} 1");
        awaitState("sent");
    }

    private String metrics() throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(root().resolve("/metrics")).build(), BodyHandlers.ofString())
                .body();
    }

    /** Killed with the message on its way: a node started anew sends the very same one. */
    @Test
    void aKilledServerSendsWhatWasUnderWayAgainAndNothingTwiceThatWasAnswered(@TempDir Path data) throws Exception {
        int own = ServerProcess.freePort();
        List<String> java = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx768m");
        Path config = Files.writeString(
                data.resolve("billing.yaml"), CONFIG.formatted(port).replace("ack-timeout: 1s", "ack-timeout: 60s"));
        List<String> options = List.of("--config=" + config);
        URI root = URI.create("http://127.0.0.1:" + own);
        Visit first = new Visit("first", root);
        Visit second = new Visit("second", root);
        ServerProcess process = ServerProcess.start(data.resolve("node"), own, java, options);
        try {
            first.coded("AMB");
            second.coded("AMB");
            first.attest(first.claim());
            await(() -> receiver.received().size() == 1);
            receiver.beSilent(Duration.ofSeconds(2));
            second.attest(second.claim());
            await(() -> receiver.received().size() == 2);
            process.kill();
            process = ServerProcess.start(data.resolve("node"), own, java, options);
            await(() -> receiver.received().size() == 3);
        } finally {
            process.close();
        }

        assertThat(receiver.received().get(2).controlId())
                .isEqualTo(receiver.received().get(1).controlId());
        assertThat(receiver.received().get(2).message().encode())
                .isEqualTo(receiver.received().get(1).message().encode());
    }
}
