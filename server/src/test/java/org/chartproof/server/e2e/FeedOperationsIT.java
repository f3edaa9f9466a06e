package org.chartproof.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.chartproof.server.e2e.FeedServer.Server;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an administrator does with messages: dead letters, edited copies, replays, previews. */
@ExtendWith(FeedServer.class)
class FeedOperationsIT {

    private Server server;
    private Hl7Admin admin;
    private Fhir fhir;

    @BeforeEach
    void connect(Server running) {
        server = running;
        admin = new Hl7Admin(running.root());
        fhir = new Fhir(running.client());
    }

    private String send(String feed, TestMessage message) throws Exception {
        try (Sender sender = new Sender(server.feedPort(feed))) {
            return sender.ask(message.text());
        }
    }

    private static TestMessage withoutPatientNumber(String key) {
        return TestMessage.admission(key).with("PID-3", "");
    }

    @Test
    void whatCannotBeMappedIsADeadLetterWithItsPlaceReasonAndHintAndItsLaneGoesOn() throws Exception {
        TestMessage bad = withoutPatientNumber("op-1");
        TestMessage good = TestMessage.admission("op-1").with("MSH-10", "op-1-good");

        assertThat(Sender.msa(send("adt", bad))).isEqualTo("AA");
        assertThat(Sender.msa(send("adt", good))).isEqualTo("AA");

        JsonNode dead = admin.await("op-1");
        assertThat(dead.path("state").asText()).isEqualTo("dead");
        assertThat(dead.at("/reason/code").asText()).isEqualTo("no-patient-identifier");
        assertThat(dead.at("/reason/place").asText()).isEqualTo("PID[1]-3");
        assertThat(dead.at("/reason/hint").asText()).isNotBlank();
        assertThat(admin.await("op-1-good").path("state").asText()).isEqualTo("done");
        assertThat(admin.get("dead-letters").path("no-patient-identifier").asLong())
                .isPositive();
    }

    @Test
    void anEditedCopyIsMappedInThePlaceOfTheOriginalWhichIsKept() throws Exception {
        send("adt", withoutPatientNumber("op-2"));
        String id = admin.await("op-2").path("id").asText();

        JsonNode edited = admin.postMessage(
                "messages/" + id + "/edited-copy?reason=patient+number+added",
                TestMessage.admission("op-2").text());

        JsonNode copy = awaitState(edited.path("id").asText(), "done");
        assertThat(copy.path("copyOf").asText()).isEqualTo(id);
        assertThat(copy.path("history").toString()).contains("patient number added");
        JsonNode original = admin.get("messages/" + id);
        assertThat(original.path("state").asText()).isEqualTo("discarded");
        assertThat(original.path("raw").asText())
                .isEqualTo(withoutPatientNumber("op-2").text());
    }

    private JsonNode awaitState(String id, String state) throws Exception {
        admin.awaitMapped();
        JsonNode message = admin.get("messages/" + id);
        assertThat(message.path("state").asText()).isEqualTo(state);
        return message;
    }

    @Test
    void whoLooksAtAMessageIsKnownAtItsPatientAndWhoActsOnItIsKnownToo() throws Exception {
        send("adt", TestMessage.admission("op-audit"));
        JsonNode message = admin.message(admin.await("op-audit"));
        String id = message.path("id").asText();
        String patient = "";
        for (JsonNode written : message.path("resources")) {
            String resource = written.path("resource").asText();
            patient = resource.startsWith("Patient/") ? resource : patient;
        }
        admin.page("/hl7/messages/" + id + "/raw");
        admin.post("messages/" + id + "/retry", "{}");
        int before = audited("subtype=operation&_summary=count");
        admin.get("feeds");
        admin.get("dead-letters");
        admin.get("outbox/destinations");

        assertThat(audited("subtype=operation&_summary=count")).isEqualTo(before);
        assertThat(audited("patient=" + patient + "&subtype=operation")).isEqualTo(2);
        assertThat(fhir.read("AuditEvent?subtype=operation&_count=1").toString())
                .contains(Base64.getEncoder()
                        .encodeToString(("POST /hl7/messages/" + id + "/retry").getBytes(StandardCharsets.UTF_8)));
    }

    private int audited(String question) throws Exception {
        return fhir.read("AuditEvent?" + question).path("total").asInt();
    }

    @Test
    void aDeadLetterIsTriedAgainAloneOrWithAllAlikeAndDiscardedWithAReason() throws Exception {
        send("adt", withoutPatientNumber("op-3"));
        String id = admin.await("op-3").path("id").asText();

        assertThat(admin.post("messages/" + id + "/retry", "{}").path("retried").asInt())
                .isOne();
        awaitState(id, "dead");
        assertThat(admin.post("dead-letters/retry", "{\"reasonCode\": \"no-patient-identifier\"}")
                        .path("retried")
                        .asInt())
                .isPositive();
        awaitState(id, "dead");
        assertThat(admin.post("messages/" + id + "/discard", "{\"reason\": \"a test of the sender\"}")
                        .path("discarded")
                        .asInt())
                .isOne();

        JsonNode message = awaitState(id, "discarded");
        assertThat(message.path("history").toString())
                .contains("retry")
                .contains("a test of the sender")
                .contains("view");
        assertThat(admin.post("messages/" + id + "/discard", "{\"reason\": \"again\"}")
                        .path("discarded")
                        .asInt())
                .isZero();
    }

    @Test
    void aDryRunShowsWhatAReplayWouldChangeAndChangesNothing() throws Exception {
        send("adt", TestMessage.admission("op-4"));
        admin.await("op-4");
        String patient = "Patient?identifier=https://hospital.example/mrn%7Cop-4";
        String before =
                fhir.read(patient).at("/entry/0/resource/meta/versionId").asText();

        JsonNode run = admin.post("replay", "{\"patient\": \"op-4\", \"dryRun\": true}");

        assertThat(run.path("total").asInt()).isOne();
        assertThat(run.at("/messages/0/outcome/state").asText()).isEqualTo("done");
        assertThat(run.at("/messages/0/outcome/changes")).isEmpty();
        assertThat(fhir.read(patient).at("/entry/0/resource/meta/versionId").asText())
                .isEqualTo(before);
    }

    @Test
    void aPreviewShowsAnswerAndResourcesAndStoresNothing() throws Exception {
        JsonNode preview =
                admin.postMessage("preview/adt", TestMessage.admission("op-5").text());

        assertThat(preview.path("ackCode").asText()).isEqualTo("AA");
        assertThat(preview.path("state").asText()).isEqualTo("done");
        assertThat(preview.path("changes").findValuesAsText("resource").toString())
                .contains("Patient/")
                .contains("Encounter/");
        assertThat(admin.search("controlId", "op-5")).isEmpty();
        assertThat(fhir.read("Patient?identifier=https://hospital.example/mrn%7Cop-5")
                        .path("entry"))
                .isEmpty();
        assertThat(admin.postMessage(
                                "preview/careful",
                                TestMessage.admission("op-5")
                                        .with("MSH-3", "STRANGER")
                                        .text())
                        .path("ackCode")
                        .asText())
                .isEqualTo("AR");
    }

    @Test
    void messagesAreFoundByPatientVisitAndEvent() throws Exception {
        send("adt", TestMessage.admission("op-6"));
        admin.await("op-6");

        assertThat(admin.search("patient", "op-6")).hasSize(1);
        assertThat(admin.search("visit", "Vop-6")).hasSize(1);
        assertThat(admin.search("event", "ADT^A01")).isNotEmpty();
    }

    @Test
    void aCarefulFeedAnswersWhenTheResourcesAreStored() throws Exception {
        assertThat(Sender.msa(send("careful", TestMessage.admission("op-7")))).isEqualTo("AA");

        assertThat(fhir.read("Patient?identifier=https://hospital.example/mrn%7Cop-7")
                        .path("entry"))
                .hasSize(1);
        assertThat(admin.get("messages/" + admin.await("op-7").path("id").asText())
                        .path("ackCode")
                        .asText())
                .isEqualTo("AA");
    }

    @Test
    void aCarefulFeedTellsTheSenderWhatIsWrongAndWhere() throws Exception {
        String answer = send("careful", withoutPatientNumber("op-8"));

        assertThat(Sender.msa(answer)).isEqualTo("AE");
        assertThat(answer).contains("PID^1^3");
    }

    @Test
    void aCarefulFeedAcceptsAMessageThatWasMendedMeanwhile() throws Exception {
        TestMessage bad = withoutPatientNumber("op-9");
        assertThat(Sender.msa(send("careful", bad))).isEqualTo("AE");
        String id = admin.await("op-9").path("id").asText();
        admin.postMessage(
                "messages/" + id + "/edited-copy?reason=mended",
                TestMessage.admission("op-9").text());
        admin.awaitMapped();

        assertThat(Sender.msa(send("careful", bad))).isEqualTo("AA");
    }

    @Test
    void aFormOfAnotherSiteCanSendNothing() throws Exception {
        assertThat(admin.postAs("text/plain", "messages/search", "{}")).isEqualTo(415);
        assertThat(admin.post("messages/search", "{\"most\": 1}").path("messages"))
                .hasSizeLessThanOrEqualTo(1);
    }
}
