package org.chartproof.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.chartproof.bundles.client.FhirClient;
import org.chartproof.server.e2e.RunningServer.Server;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is coded when, and what becomes of codes when notes change. */
@ExtendWith(RunningServer.class)
class CodingIT {

    private static final String NOTE = "ASSESSMENT:\nEssential hypertension.\nNo chest pain.\n";

    private FhirClient client;
    private Fhir fhir;
    private String id = "";

    @BeforeEach
    void visit(Server server, TestInfo test) throws Exception {
        client = server.client();
        fhir = new Fhir(client);
        id = "t" + Integer.toHexString(test.getDisplayName().hashCode());
        put(TestNote.patient(id + "-p"));
        put(encounter("AMB", "in-progress"));
    }

    private ObjectNode encounter(String encounterClass, String status) {
        return TestNote.encounter(id + "-e", id + "-p", encounterClass, status);
    }

    private ObjectNode note(String text) {
        return TestNote.document(id + "-d", id + "-p", id + "-e", text);
    }

    private void put(JsonNode resource) throws IOException, InterruptedException {
        FhirClient.Answer answer = fhir.put(resource);
        assertThat(answer.ok()).as(answer.problem()).isTrue();
    }

    private JsonNode claim() throws IOException, InterruptedException {
        fhir.awaitCoded();
        return fhir.read("Claim/claim-" + id + "-e");
    }

    private JsonNode task() throws IOException, InterruptedException {
        return fhir.read("Task/review-" + id + "-e");
    }

    private static String stage(JsonNode claim) {
        return Fhir.extension(claim, "coding-stage").path("valueCode").asText();
    }

    @Test
    void aNoteOfAnOpenEncounterIsCodedAsADraft() throws Exception {
        put(note(NOTE));

        JsonNode claim = claim();
        assertThat(Fhir.codes(claim)).containsExactly("I10");
        assertThat(stage(claim)).isEqualTo("concurrent");
        assertThat(claim.path("status").asText()).isEqualTo("draft");
        assertThat(claim.at("/type/coding/0/code").asText()).isEqualTo("professional");
        assertThat(task().path("status").asText()).isEqualTo("draft");
    }

    @Test
    void theFinishedEncounterIsCodedFinally() throws Exception {
        put(note(NOTE));
        fhir.awaitCoded();
        put(encounter("AMB", "finished"));

        assertThat(stage(claim())).isEqualTo("final");
        assertThat(task().path("status").asText()).isEqualTo("ready");
    }

    @Test
    void anAdmissionGetsAnInstitutionalClaimWithPrincipalDiagnosisAndPresenceOnAdmission() throws Exception {
        put(encounter("IMP", "finished"));
        put(note("PRINCIPAL DIAGNOSIS:\nProbable aspiration pneumonia.\n"));

        JsonNode claim = claim();
        assertThat(claim.at("/type/coding/0/code").asText()).isEqualTo("institutional");
        assertThat(Fhir.codes(claim)).containsExactly("J69.0");
        assertThat(claim.at("/diagnosis/0/type/0/coding/0/code").asText()).isEqualTo("principal");
        assertThat(claim.at("/diagnosis/0/onAdmission/coding/0/code").asText()).isEqualTo("y");
    }

    @Test
    void anAmendedNoteIsCodedAnew() throws Exception {
        put(note(NOTE));
        String condition = Fhir.extension(claim().at("/diagnosis/0"), "diagnosis-condition")
                .at("/valueReference/reference")
                .asText();
        put(note("ASSESSMENT:\nHypothyroidism.\n").put("docStatus", "amended"));

        assertThat(Fhir.codes(claim())).containsExactly("E03.9");
        JsonNode withdrawn = fhir.read(condition);
        assertThat(withdrawn.at("/verificationStatus/coding/0/code").asText()).isEqualTo("entered-in-error");
        assertThat(withdrawn.has("clinicalStatus")).isFalse();
    }

    @Test
    void aNoteEnteredInErrorWithdrawsItsCodes() throws Exception {
        put(note(NOTE));
        fhir.awaitCoded();
        put(note(NOTE).put("status", "entered-in-error"));

        assertThat(claim().path("status").asText()).isEqualTo("cancelled");
        assertThat(task().path("status").asText()).isEqualTo("cancelled");
    }

    @Test
    void aSupersededNoteWithdrawsItsCodes() throws Exception {
        put(note(NOTE));
        fhir.awaitCoded();
        put(note(NOTE).put("status", "superseded"));

        assertThat(claim().path("status").asText()).isEqualTo("cancelled");
    }

    @Test
    void aReplacedNoteNoLongerCounts() throws Exception {
        put(note(NOTE));
        fhir.awaitCoded();
        ObjectNode successor = TestNote.document(id + "-d2", id + "-p", id + "-e", "ASSESSMENT:\nAsthma.\n");
        successor
                .putArray("relatesTo")
                .addObject()
                .put("code", "replaces")
                .putObject("target")
                .put("reference", "DocumentReference/" + id + "-d");
        put(successor);

        assertThat(Fhir.codes(claim())).containsExactly("J45.909");
    }

    @Test
    void twoNotesOfAnEncounterMakeOneClaim() throws Exception {
        put(note(NOTE));
        put(TestNote.document(id + "-d2", id + "-p", id + "-e", "ASSESSMENT:\nHypertension. Asthma.\n"));

        JsonNode claim = claim();
        assertThat(Fhir.codes(claim)).containsExactlyInAnyOrder("I10", "J45.909");
        JsonNode proof = fhir.read("Provenance?target=Claim/claim-" + id + "-e");
        assertThat(proof.toString()).contains(id + "-d/_history/1").contains(id + "-d2/_history/1");
    }

    @Test
    void aCancelledEncounterIsNotCoded() throws Exception {
        put(note(NOTE));
        fhir.awaitCoded();
        put(encounter("AMB", "cancelled"));

        assertThat(claim().path("status").asText()).isEqualTo("cancelled");
    }

    @Test
    void anAttestedClaimIsLeftAsTheReviewerLeftIt() throws Exception {
        put(note(NOTE));
        new Reviewer(client, id + "-e", "Ada Coder").attest((ObjectNode) claim());
        put(note("ASSESSMENT:\nHypothyroidism.\n").put("docStatus", "amended"));

        assertThat(Fhir.codes(claim())).containsExactly("I10");
    }

    @Test
    void droppedCandidatesStayVisibleWithTheirReason() throws Exception {
        put(note(NOTE));

        JsonNode dropped = Fhir.extension(claim(), "dropped-candidate");
        assertThat(dropped.toString()).contains("R07.9").contains("\"negated\"").contains("chest pain");
    }

    @Test
    void theStarterCodeSetIsNamedInEachCode() throws Exception {
        put(note(NOTE));

        assertThat(claim().at("/diagnosis/0/diagnosisCodeableConcept/coding/0/version")
                        .asText())
                .isEqualTo("starter-2026");
    }
}
