package org.chartproof.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.chartproof.bundles.client.FhirClient;
import org.chartproof.server.e2e.FeedServer.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** From messages on a socket to claims: visits and their notes, and what becomes of codes when visits change. */
@ExtendWith(FeedServer.class)
class FeedFlowIT {

    private static final String NOTE = "ASSESSMENT:";
    private static final String MRN = "https://hospital.example/mrn";

    private Server server;
    private FhirClient client;
    private Fhir fhir;
    private Hl7Admin admin;
    private Sender sender;

    @BeforeEach
    void connect(Server running) throws IOException {
        server = running;
        client = running.client();
        fhir = new Fhir(client);
        admin = new Hl7Admin(running.root());
        sender = new Sender(running.feedPort("adt"));
    }

    @AfterEach
    void disconnect() throws IOException {
        sender.close();
    }

    /** Sends messages and waits until they are mapped and coded. */
    private void send(TestMessage... messages) throws Exception {
        for (TestMessage message : messages) {
            assertThat(sender.send(message.text())).isEqualTo("AA");
        }
        for (TestMessage message : messages) {
            JsonNode mapped = admin.await(message.controlId());
            assertThat(mapped.path("state").asText()).as(mapped.toString()).isEqualTo("done");
        }
        fhir.awaitCoded();
    }

    private JsonNode patient(String mrn) throws Exception {
        return fhir.read("Patient?identifier=" + MRN + "%7C" + mrn).at("/entry/0/resource");
    }

    private JsonNode encounter(String mrn) throws Exception {
        JsonNode bundle =
                fhir.read("Encounter?subject=Patient/" + patient(mrn).path("id").asText());
        assertThat(bundle.path("entry")).hasSize(1);
        return bundle.at("/entry/0/resource");
    }

    private JsonNode claim(JsonNode encounter) throws Exception {
        return fhir.read("Claim/claim-" + encounter.path("id").asText());
    }

    private static TestMessage discharge(TestMessage admission, String controlId, String time) {
        return admission.as("ADT^A03", controlId, time).with("PV1-45", time).with("PV1-36", "01");
    }

    @Test
    void aDictatedNoteBecomesAClaimWhoseProofsQuoteItsJoinedText() throws Exception {
        send(
                TestMessage.admission("flow-1"),
                TestMessage.note("flow-1-n", "flow-1", NOTE, "Essential hypertension.", "No chest pain."));

        JsonNode claim = claim(encounter("flow-1"));
        assertThat(Fhir.codes(claim)).containsExactly("I10");
        JsonNode proof = fhir.read("Provenance?target=Claim/" + claim.path("id").asText())
                .at("/entry/0/resource");
        JsonNode span = Fhir.extension(proof.at("/entity/0"), "derivation-reference");
        String text = binaryText(
                part(span, "reference").at("/valueReference/reference").asText());
        int offset = part(span, "offset").path("valueInteger").asInt();
        int length = part(span, "length").path("valueInteger").asInt();
        assertThat(text).contains("ASSESSMENT:\nEssential hypertension.\nNo chest pain.");
        assertThat(text.substring(offset, offset + length)).isEqualToIgnoringCase("Essential hypertension");
    }

    private static JsonNode part(JsonNode extension, String name) {
        for (JsonNode part : extension.path("extension")) {
            if (part.path("url").asText().equals(name)) {
                return part;
            }
        }
        throw new AssertionError("no part " + name);
    }

    private String binaryText(String reference) throws Exception {
        String data = fhir.read(reference + "?_format=json").path("data").asText();
        return new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8);
    }

    @Test
    void aDischargeMakesTheCodingFinalAndItsCancellationADraftAgain() throws Exception {
        TestMessage admission = TestMessage.admission("flow-2");
        send(
                admission,
                TestMessage.note("flow-2-n", "flow-2", NOTE, "Essential hypertension."),
                discharge(admission, "flow-2-d", "20260506100000"));
        assertThat(encounter("flow-2").path("status").asText()).isEqualTo("finished");
        assertThat(stage(claim(encounter("flow-2")))).isEqualTo("final");

        send(admission.as("ADT^A13", "flow-2-c", "20260506110000"));

        assertThat(encounter("flow-2").path("status").asText()).isEqualTo("in-progress");
        assertThat(stage(claim(encounter("flow-2")))).isEqualTo("concurrent");
    }

    private static String stage(JsonNode claim) {
        return Fhir.extension(claim, "coding-stage").path("valueCode").asText();
    }

    @Test
    void aCancelledVisitHasNoCodesUntilItIsThereAgain() throws Exception {
        TestMessage admission = TestMessage.admission("flow-3");
        send(admission, TestMessage.note("flow-3-n", "flow-3", NOTE, "Essential hypertension."));

        send(admission.as("ADT^A11", "flow-3-c", "20260505080000"));
        assertThat(encounter("flow-3").path("status").asText()).isEqualTo("cancelled");
        assertThat(claim(encounter("flow-3")).path("status").asText()).isEqualTo("cancelled");

        send(admission.as("ADT^A01", "flow-3-a", "20260505090000"));
        assertThat(encounter("flow-3").path("status").asText()).isEqualTo("in-progress");
        JsonNode claim = claim(encounter("flow-3"));
        assertThat(claim.path("status").asText()).isEqualTo("draft");
        assertThat(Fhir.codes(claim)).containsExactly("I10");
    }

    @Test
    void theCodesOfAMergedPatientFollow() throws Exception {
        TestMessage wrong = TestMessage.admission("flow-4-wrong");
        TestMessage right =
                TestMessage.admission("flow-4-right").without("PV1").as("ADT^A28", "flow-4-r", "20260504090000");
        send(wrong, right, TestMessage.note("flow-4-n", "flow-4-wrong", NOTE, "Essential hypertension."));
        JsonNode before = claim(encounter("flow-4-wrong"));

        send(right.as("ADT^A40", "flow-4-m", "20260505080000").withSegment("MRG|flow-4-wrong^^^HOSP^MR"));

        String survivor = "Patient/" + idOf("flow-4-right");
        JsonNode claim = fhir.read("Claim/" + before.path("id").asText());
        assertThat(claim.at("/patient/reference").asText()).isEqualTo(survivor);
        assertThat(Fhir.codes(claim)).containsExactly("I10");
        String condition = Fhir.extension(claim.at("/diagnosis/0"), "diagnosis-condition")
                .at("/valueReference/reference")
                .asText();
        assertThat(fhir.read(condition).at("/subject/reference").asText()).isEqualTo(survivor);
    }

    /** The id of the active patient who is known under a number. */
    private String idOf(String mrn) throws Exception {
        for (JsonNode entry :
                fhir.read("Patient?identifier=" + MRN + "%7C" + mrn).path("entry")) {
            if (entry.at("/resource/active").asBoolean(true)) {
                return entry.at("/resource/id").asText();
            }
        }
        throw new AssertionError("no active patient");
    }

    @Test
    void aCancelledDocumentWithdrawsItsCodes() throws Exception {
        TestMessage note = TestMessage.note("flow-5-n", "flow-5", NOTE, "Essential hypertension.");
        send(TestMessage.admission("flow-5"), note);

        send(note.without("OBX").as("MDM^T11", "flow-5-c", "20260504130000"));

        assertThat(claim(encounter("flow-5")).path("status").asText()).isEqualTo("cancelled");
    }

    @Test
    void aReplacementIsCodedInsteadOfWhatItReplaces() throws Exception {
        TestMessage note = TestMessage.note("flow-6-n", "flow-6", NOTE, "Essential hypertension.");
        TestMessage replacement = TestMessage.note("flow-6-r", "flow-6", NOTE, "Hypothyroidism.")
                .as("MDM^T10", "flow-6-r", "20260504130000")
                .with("TXA-13", "Dflow-6-n");
        send(TestMessage.admission("flow-6"), note, replacement);

        assertThat(Fhir.codes(claim(encounter("flow-6")))).containsExactly("E03.9");
    }

    @Test
    void anAddendumIsCodedWithItsParent() throws Exception {
        TestMessage note = TestMessage.note("flow-7-n", "flow-7", NOTE, "Essential hypertension.");
        TestMessage addendum = TestMessage.note("flow-7-a", "flow-7", NOTE, "Hypothyroidism.")
                .as("MDM^T06", "flow-7-a", "20260504130000")
                .with("TXA-13", "Dflow-7-n");
        send(TestMessage.admission("flow-7"), note, addendum);

        assertThat(Fhir.codes(claim(encounter("flow-7")))).containsExactlyInAnyOrder("I10", "E03.9");
    }

    @Test
    void anEditedDocumentIsCodedAnew() throws Exception {
        TestMessage note = TestMessage.note("flow-8-n", "flow-8", NOTE, "Essential hypertension.");
        TestMessage edit =
                note.as("MDM^T08", "flow-8-e", "20260504130000").with("OBX-5", "ASSESSMENT: Hypothyroidism.");
        send(TestMessage.admission("flow-8"), note);
        send(edit.without("OBX").withSegment("OBX|1|TX|DS^Discharge Summary||ASSESSMENT:~Hypothyroidism.||||||F"));

        assertThat(Fhir.codes(claim(encounter("flow-8")))).containsExactly("E03.9");
    }

    @Test
    void aLateOldMessageOverwritesNothing() throws Exception {
        TestMessage admission = TestMessage.admission("flow-9");
        send(admission, admission.as("ADT^A08", "flow-9-new", "20260505100000").with("PID-5", "Newname^Nora"));

        send(admission.as("ADT^A08", "flow-9-old", "20260505090000").with("PID-5", "Oldname^Olga"));

        assertThat(patient("flow-9").at("/name/0/family").asText()).isEqualTo("Newname");
        assertThat(admin.message(admin.await("flow-9-old")).path("warnings").toString())
                .contains("stale-event");
    }

    @Test
    void theSameMessagesReplayedMakeNoNewVersion() throws Exception {
        TestMessage admission = TestMessage.admission("flow-10");
        TestMessage[] all = {
            admission,
            TestMessage.note("flow-10-n", "flow-10", NOTE, "Essential hypertension."),
            admission.as("ADT^A08", "flow-10-u", "20260504130000").with("PID-8", "M"),
            discharge(admission, "flow-10-d", "20260506100000")
        };
        send(all);
        List<String> before = versions("flow-10");
        assertThat(before).hasSizeGreaterThan(4);

        assertThat(admin.post("replay", "{\"patient\": \"flow-10\"}")
                        .path("replayed")
                        .asInt())
                .isEqualTo(4);
        admin.awaitMapped();
        fhir.awaitCoded();
        // Sent once more by the sender, with other control ids: new messages, the same content.
        for (TestMessage message : all) {
            assertThat(sender.send(message.with("MSH-10", message.controlId() + "-again")
                            .text()))
                    .isEqualTo("AA");
        }
        admin.awaitMapped();
        fhir.awaitCoded();

        assertThat(versions("flow-10")).isEqualTo(before);
    }

    private List<String> versions(String mrn) throws Exception {
        List<String> versions = new ArrayList<>();
        String subject = patient(mrn).path("id").asText();
        versions.add(version(patient(mrn)));
        for (String search :
                List.of("Encounter?subject=", "DocumentReference?subject=", "Condition?subject=", "Claim?patient=")) {
            for (JsonNode entry : fhir.read(search + "Patient/" + subject).path("entry")) {
                versions.add(version(entry.path("resource")));
            }
        }
        for (JsonNode message : admin.search("patient", mrn)) {
            FhirClient.Answer provenance =
                    client.get("Provenance/hl7-" + message.path("id").asText());
            if (provenance.ok()) {
                versions.add(version(provenance.body()));
            }
        }
        versions.sort(null);
        return versions;
    }

    private static String version(JsonNode resource) {
        return resource.path("resourceType").asText() + "/"
                + resource.path("id").asText() + "/"
                + resource.at("/meta/versionId").asText();
    }

    @Test
    void theLogHoldsNothingOfAMessage() throws Exception {
        TestMessage admission = TestMessage.admission("flow-11").with("PID-5", "Zyzzyva^Quintessa");
        send(admission, TestMessage.note("flow-11-n", "flow-11", NOTE, "Xylophonist with essential hypertension."));
        sender.send(TestMessage.admission("flow-11-x")
                .without("PID")
                .with("PV1-3", "Zyzzyvaward")
                .text());
        admin.awaitMapped();

        assertThat(RunningServer.log())
                .contains("listening on")
                .doesNotContain("Zyzzyva")
                .doesNotContain("Quintessa")
                .doesNotContain("Xylophonist")
                .doesNotContain("flow-11");
    }
}
