package org.chartproof.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.chartproof.bundles.client.FhirClient;
import org.chartproof.server.e2e.ConnectedServer.Connected;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an EHR hears of coding that a person attested: HAPI's FHIR server behind a front door that asks for signed assertions, and answers well, late, badly or not at all. */
@ExtendWith({RunningServer.class, ConnectedServer.class})
class EhrWriteBackIT {

    private static final String NOTE = "ASSESSMENT:\nEssential hypertension.\nHypothyroidism.\n";
    private static final String OURS = "https://chartproof.org/fhir/identifier/told";
    private static final String FOREIGN = "https://chartproof.org/fhir/identifier/ehr/main";
    private static final long LONGEST_NANOS = 60_000_000_000L;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Connected connected;
    private final FhirClient ehr;
    private String id = "";

    EhrWriteBackIT(RunningServer.Server behindTheEhr, Connected connected) {
        this.connected = connected;
        this.ehr = behindTheEhr.client();
        connected.ehr().opensTo(behindTheEhr.root().resolve("/fhir"));
    }

    @BeforeEach
    void prepare(TestInfo test) throws Exception {
        connected.ehr().forget();
        id = "w"
                + Integer.toHexString(
                        test.getTestMethod().orElseThrow().getName().hashCode());
        Fhir inTheEhr = new Fhir(ehr);
        assertThat(inTheEhr.put(TestNote.patient(id + "-fp")).ok()).isTrue();
        assertThat(inTheEhr.put(TestNote.encounter(id + "-fe", id + "-fp", "AMB", "finished"))
                        .ok())
                .isTrue();
    }

    /** Nothing that one test left behind is told during the next one. */
    @AfterEach
    void empty() throws Exception {
        await(() -> search("{\"state\":\"waiting\"}").isEmpty());
    }

    private interface Holds {
        boolean now() throws Exception;
    }

    private static void await(Holds condition) throws Exception {
        long deadline = System.nanoTime() + LONGEST_NANOS;
        while (!condition.now()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within a minute");
            }
            Thread.sleep(20);
        }
    }

    private Fhir here() {
        return new Fhir(connected.client());
    }

    /** An encounter as it arrives from the EHR, coded. */
    private void arrived(String note) throws Exception {
        put(from(TestNote.patient(id + "-p"), "Patient/" + id + "-fp"));
        put(from(TestNote.encounter(id + "-e", id + "-p", "AMB", "finished"), "Encounter/" + id + "-fe"));
        put(TestNote.document(id + "-d", id + "-p", id + "-e", note));
        here().awaitCoded();
    }

    private static ObjectNode from(ObjectNode resource, String key) {
        resource.putArray("identifier").addObject().put("system", FOREIGN).put("value", key);
        return resource;
    }

    private void put(JsonNode resource) throws Exception {
        FhirClient.Answer answer = here().put(resource);
        assertThat(answer.ok()).as(answer.problem()).isTrue();
    }

    private Reviewer reviewer() {
        return new Reviewer(connected.client(), id + "-e", "Ada Coder");
    }

    private void attest() throws Exception {
        reviewer().attest(reviewer().claim());
    }

    private List<JsonNode> inTheEhr(String type) throws Exception {
        List<JsonNode> found = new ArrayList<>();
        new Fhir(ehr)
                .read(type + "?patient=Patient/" + id + "-fp&_sort=_id")
                .path("entry")
                .forEach(entry -> {
                    if (entry.at("/resource/identifier/0/system").asText().equals(OURS)) {
                        found.add(entry.path("resource"));
                    }
                });
        return found;
    }

    private static List<String> codes(List<JsonNode> conditions, String status) {
        return conditions.stream()
                .filter(one ->
                        one.at("/verificationStatus/coding/0/code").asText().equals(status))
                .map(one -> one.at("/code/coding/0/code").asText())
                .sorted()
                .toList();
    }

    private static String text(JsonNode document) {
        byte[] data = Base64.getDecoder()
                .decode(document.at("/content/0/attachment/data").asText());
        return new String(data, StandardCharsets.UTF_8);
    }

    private JsonNode ask(String method, String path, String body, int status) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(connected.root().resolve("/ehr/" + path));
        if (method.equals("POST")) {
            request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
        }
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return TestNote.JSON.readTree(answer.body());
    }

    private List<JsonNode> search(String filter) throws IOException, InterruptedException {
        List<JsonNode> messages = new ArrayList<>();
        ask("POST", "outbox/search", filter, 200).path("messages").forEach(messages::add);
        return messages;
    }

    private List<JsonNode> ofClaim(String state) throws Exception {
        return search("{\"claim\":\"claim-" + id + "-e\",\"state\":\"" + state + "\"}");
    }

    private void awaitTold(int parts) throws Exception {
        await(() -> ofClaim("sent").size() == parts && ofClaim("waiting").isEmpty());
    }

    private JsonNode destination() throws Exception {
        return ask("GET", "outbox/destinations", "", 200).at("/destinations/0");
    }

    @Test
    void anAttestedClaimBecomesConditionsAndASummaryInTheEhrsOwnIds() throws Exception {
        arrived(NOTE);
        assertThat(ofClaim("waiting")).isEmpty();
        attest();
        awaitTold(2);

        List<JsonNode> conditions = inTheEhr("Condition");
        assertThat(codes(conditions, "confirmed")).containsExactly("E03.9", "I10");
        assertThat(conditions).allSatisfy(condition -> {
            assertThat(condition.at("/category/0/coding/0/code").asText()).isEqualTo("encounter-diagnosis");
            assertThat(condition.at("/subject/reference").asText()).isEqualTo("Patient/" + id + "-fp");
            assertThat(condition.at("/encounter/reference").asText()).isEqualTo("Encounter/" + id + "-fe");
        });
        JsonNode summary = inTheEhr("DocumentReference").get(0);
        assertThat(summary.at("/context/encounter/0/reference").asText()).isEqualTo("Encounter/" + id + "-fe");
        assertThat(text(summary))
                .contains("Attested by: Ada Coder", "I10  ", "\"Essential hypertension\"", "\"Hypothyroidism\"");
        assertThat(destination().path("state").asText()).isEqualTo("up");
    }

    @Test
    void aCodeThatIsTakenOutLaterIsMarkedAsEnteredInError() throws Exception {
        arrived(NOTE);
        attest();
        awaitTold(2);
        String summary = inTheEhr("DocumentReference").get(0).path("id").asText();
        connected.ehr().forget();

        reviewer().decide().reopen("one too many").mustSend();
        assertThat(ofClaim("waiting")).isEmpty();
        ObjectNode claim = reviewer().claim();
        ArrayNode diagnoses = (ArrayNode) claim.path("diagnosis");
        assertThat(Fhir.codes(claim)).containsExactly("I10", "E03.9");
        diagnoses.remove(1);
        reviewer().attest(claim);
        awaitTold(4);

        assertThat(codes(inTheEhr("Condition"), "entered-in-error")).containsExactly("E03.9");
        assertThat(codes(inTheEhr("Condition"), "confirmed")).containsExactly("I10");
        assertThat(inTheEhr("DocumentReference")).hasSize(1).allSatisfy(document -> {
            assertThat(document.path("id").asText()).isEqualTo(summary);
            assertThat(text(document)).contains("I10").doesNotContain("E03.9");
        });
        // The one that stays as it was is not written again.
        assertThat(connected.ehr().writings()).hasSize(2).allMatch(one -> one.startsWith("PUT"));
    }

    @Test
    void aClaimThatIsTakenBackTakesAllBackThatWasToldWithANewTokenToo() throws Exception {
        arrived(NOTE);
        attest();
        awaitTold(2);
        connected.ehr().endAllTokens();
        reviewer().cancel();
        awaitTold(4);

        assertThat(codes(inTheEhr("Condition"), "entered-in-error")).containsExactly("E03.9", "I10");
        assertThat(inTheEhr("DocumentReference").get(0).path("status").asText()).isEqualTo("entered-in-error");
    }

    @Test
    void anEncounterThatCameFromElsewhereIsToldToNobody() throws Exception {
        put(TestNote.patient(id + "-p"));
        put(TestNote.encounter(id + "-e", id + "-p", "AMB", "finished"));
        put(TestNote.document(id + "-d", id + "-p", id + "-e", NOTE));
        here().awaitCoded();
        attest();

        await(() -> search("{\"claim\":\"claim-" + id + "-e\"}").isEmpty());
        assertThat(connected.ehr().writings()).isEmpty();
    }

    @Test
    void anEhrThatIsBusyOrFailingIsToldLaterAndOnce() throws Exception {
        arrived(NOTE);
        connected.ehr().answer(429, 503);
        attest();
        awaitTold(2);

        assertThat(inTheEhr("Condition")).hasSize(2);
        assertThat(inTheEhr("DocumentReference")).hasSize(1);
    }

    @Test
    void whereTheAnswerIsLostNothingIsDoubled() throws Exception {
        arrived(NOTE);
        connected.ehr().fallSilentAfterTheNext();
        attest();
        awaitWritings(1);
        connected.ehr().comeBack();
        awaitTold(2);

        assertThat(codes(inTheEhr("Condition"), "confirmed")).containsExactly("E03.9", "I10");
        assertThat(inTheEhr("DocumentReference")).hasSize(1);
        assertThat(connected.ehr().writings()).hasSize(3).allMatch(one -> one.startsWith("POST"));
    }

    @Test
    void aChangeWhoseAnswerIsLostIsNotTakenForSomebodyElses() throws Exception {
        arrived(NOTE);
        attest();
        awaitTold(2);
        connected.ehr().forget();
        connected.ehr().fallSilentAfterTheNext();
        reviewer().cancel();
        awaitWritings(1);
        connected.ehr().comeBack();
        awaitTold(4);

        assertThat(codes(inTheEhr("Condition"), "entered-in-error")).containsExactly("E03.9", "I10");
        assertThat(ofClaim("dead")).isEmpty();
    }

    @Test
    void whatMayHaveBeenCreatedIsTakenBackWhenTheClaimIs() throws Exception {
        arrived(NOTE);
        connected.ehr().fallSilentAfterTheNext();
        attest();
        awaitWritings(1);
        reviewer().cancel();
        connected.ehr().comeBack();
        awaitTold(1);

        assertThat(inTheEhr("Condition")).hasSize(1);
        assertThat(codes(inTheEhr("Condition"), "entered-in-error")).hasSize(1);
        assertThat(inTheEhr("DocumentReference")).isEmpty();
    }

    @Test
    void theSummaryIsNoNoteHoweverItComesBack() throws Exception {
        arrived(NOTE);
        attest();
        awaitTold(2);
        ObjectNode summary = inTheEhr("DocumentReference").get(0).deepCopy();
        ObjectNode note = TestNote.document(id + "-note", id + "-fp", id + "-fe", "ASSESSMENT:\nAsthma.\n");
        note.set("type", summary.path("type"));
        ObjectNode pushed = summary.deepCopy();
        pushed.put("id", id + "-back").remove("meta");
        ((ObjectNode) pushed.path("subject")).put("reference", "Patient/" + id + "-p");
        ((ObjectNode) pushed.at("/context/encounter/0")).put("reference", "Encounter/" + id + "-e2");
        // Not every EHR keeps an identifier that is not its own.
        summary.remove(List.of("meta", "identifier"));
        assertThat(new Fhir(ehr).put(summary).ok()).isTrue();
        assertThat(new Fhir(ehr).put(note).ok()).isTrue();

        ask("POST", "sources/main/poll", "{}", 200);
        await(() -> state(id + "-note").equals("stored"));
        await(() -> state(summary.path("id").asText()).equals("skipped"));

        put(TestNote.encounter(id + "-e2", id + "-p", "AMB", "finished"));
        put(pushed);
        here().awaitCoded();
        assertThat(connected.client().get("Claim/claim-" + id + "-e2").status()).isEqualTo(404);
    }

    private String state(String document) throws IOException, InterruptedException {
        return ask("POST", "resources/search", "{\"resource\":\"DocumentReference/" + document + "\"}", 200)
                .at("/resources/0/state")
                .asText();
    }

    private void awaitWritings(int count) throws Exception {
        await(() -> connected.ehr().writings().size() >= count);
    }

    @Test
    void whatTheEhrRefusesWaitsForAPersonWithReasonAndHint() throws Exception {
        arrived(NOTE);
        connected.ehr().answer(403, 422);
        attest();
        await(() -> ofClaim("dead").size() == 2);

        List<JsonNode> dead = ofClaim("dead");
        assertThat(dead).anySatisfy(one -> {
            assertThat(one.path("kind").asText()).isEqualTo("conditions");
            assertThat(one.path("reason").asText()).contains("HTTP 403", "Condition");
            assertThat(one.path("hint").asText()).contains("system/Condition.cus");
        });
        assertThat(dead)
                .anySatisfy(one -> assertThat(one.path("reason").asText()).contains("HTTP 422"));
        assertThat(destination().path("dead").asInt()).isGreaterThanOrEqualTo(2);
        String page = http.send(
                        HttpRequest.newBuilder(connected.root().resolve("/")).build(), BodyHandlers.ofString())
                .body();
        assertThat(page).contains("Coding told to EHRs");
        String metrics = http.send(
                        HttpRequest.newBuilder(connected.root().resolve("/metrics"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
        assertThat(metrics).contains("chartproof_ehr_out_dead{source=\"main\"}");

        String first = dead.get(0).path("id").asText();
        ask("POST", "outbox/messages/" + first + "/retry", "{}", 200);
        awaitTold(1);
        String second = dead.get(1).path("id").asText();
        ask("POST", "outbox/messages/" + second + "/discard", "{}", 400);
        JsonNode discarded = ask("POST", "outbox/messages/" + second + "/discard", "{\"reason\":\"by hand\"}", 200);
        assertThat(discarded.path("state").asText()).isEqualTo("discarded");
        ask("POST", "outbox/messages/" + second + "/retry", "{}", 409);
    }

    @Test
    void whatSomebodyHasChangedInTheEhrIsNotWrittenOver() throws Exception {
        arrived(NOTE);
        attest();
        awaitTold(2);
        for (JsonNode condition : inTheEhr("Condition")) {
            ObjectNode changed = condition.deepCopy();
            changed.remove("meta");
            changed.putArray("note").addObject().put("text", "seen by the ward");
            assertThat(new Fhir(ehr).put(changed).ok()).isTrue();
        }
        reviewer().cancel();
        await(() -> ofClaim("dead").size() == 1);

        assertThat(ofClaim("dead").get(0).path("hint").asText()).contains("Somebody has changed it");
        assertThat(codes(inTheEhr("Condition"), "confirmed")).hasSize(2);
    }

    @Test
    void whatIsAttestedWhileTheEhrIsAwayIsToldWhenItIsBack() throws Exception {
        arrived(NOTE);
        connected.ehr().goAway();
        attest();
        await(() -> destination().path("state").asText().equals("down"));
        assertThat(ofClaim("waiting")).hasSize(2);
        connected.ehr().comeBack();
        awaitTold(2);

        assertThat(codes(inTheEhr("Condition"), "confirmed")).containsExactly("E03.9", "I10");
        JsonNode one = ask(
                "GET", "outbox/messages/" + ofClaim("sent").get(0).path("id").asText(), "", 200);
        assertThat(one.path("resources")).isNotEmpty().allSatisfy(resource -> assertThat(
                        Set.of("Condition", "DocumentReference"))
                .contains(resource.path("type").asText()));
    }
}
