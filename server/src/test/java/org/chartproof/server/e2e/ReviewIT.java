package org.chartproof.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.chartproof.bundles.client.FhirClient;
import org.chartproof.server.e2e.RunningServer.Server;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a reviewer can decide, and what the server does not let anybody decide. */
@ExtendWith(RunningServer.class)
class ReviewIT {

    private static final String NOTE = "ASSESSMENT:\nEssential hypertension. Asthma.\nNo chest pain.\n";

    private FhirClient client;
    private Fhir fhir;
    private Reviewer ada;
    private Reviewer ben;
    private String id = "";

    @BeforeEach
    void coded(Server server, TestInfo test) throws Exception {
        client = server.client();
        fhir = new Fhir(client);
        id = "r" + Integer.toHexString(test.getDisplayName().hashCode());
        ada = new Reviewer(client, id + "-e", "Ada Coder");
        ben = new Reviewer(client, id + "-e", "Ben Coder");
        put(TestNote.patient(id + "-p"));
        put(TestNote.encounter(id + "-e", id + "-p", "AMB", "finished"));
        put(note("d", NOTE));
        fhir.awaitCoded();
    }

    private ObjectNode note(String suffix, String text) {
        return TestNote.document(id + "-" + suffix, id + "-p", id + "-e", text);
    }

    private void put(JsonNode resource) throws IOException, InterruptedException {
        FhirClient.Answer answer = fhir.put(resource);
        assertThat(answer.ok()).as(answer.problem()).isTrue();
    }

    private static void refused(FhirClient.Answer answer, int status, String rule) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
        assertThat(answer.body().at("/issue").findValuesAsText("code")).contains(rule);
        assertThat(answer.problem()).doesNotContain("hypertension");
    }

    private String status(String code) throws Exception {
        return ada.condition(code).at("/verificationStatus/coding/0/code").asText();
    }

    @Test
    void aClaimIsAttestedWithEachOfItsCodesAndItsTaskIsCompleted() throws Exception {
        ada.decide().accept("I10").reject("J45.909", "not-reportable").attest().mustSend();

        assertThat(ada.claim().path("status").asText()).isEqualTo("active");
        assertThat(Fhir.codes(ada.claim())).containsExactly("I10");
        assertThat(ada.task().path("status").asText()).isEqualTo("completed");
        assertThat(status("I10")).isEqualTo("confirmed");
        assertThat(status("J45.909")).isEqualTo("refuted");
        JsonNode proofs = fhir.read("Provenance?target=" + "Condition/"
                + ada.condition("J45.909").path("id").asText());
        assertThat(proofs.toString())
                .as("the engine's proof stays beside the reviewer's decision")
                .contains("Device/chartproof-coder", "\"reject\"", "not-reportable", "Ada Coder");
    }

    @Test
    void theEnginesProofAndTextsAreOutOfReach() throws Exception {
        String condition = ada.condition("I10").path("id").asText();
        String proof = "Provenance/prov-" + condition.substring("cond-".length());
        ObjectNode changed = (ObjectNode) fhir.read(proof);
        String text = changed.findPath("valueReference").path("reference").asText();
        changed.put("recorded", "2026-05-05T10:00:00.000Z");

        refused(client.put(proof, changed), 403, "engine-proof");
        refused(client.delete(proof), 403, "engine-proof");
        refused(client.delete(text), 403, "engine-proof");
        refused(client.delete("Condition/" + condition), 403, "not-deleted");
        changed.remove("id");
        refused(client.post("Provenance", changed), 403, "engine-proof");
    }

    @Test
    void aDecisionIsSignedAndNeverRewritten() throws Exception {
        ada.decide().accept("I10").mustSend();
        int signed = 0;
        for (JsonNode entry : fhir.read("Provenance?target=Claim/claim-" + id + "-e&_count=100")
                .path("entry")) {
            ObjectNode provenance = (ObjectNode) entry.path("resource");
            if (provenance.toString().contains("review-activity")) {
                provenance.put("recorded", "2020-01-01T00:00:00.000Z");
                refused(client.put("Provenance/" + provenance.path("id").asText(), provenance), 403, "engine-proof");
                signed++;
            }
        }
        assertThat(signed).isEqualTo(1);
    }

    @Test
    void nothingChangesWithoutASignature() throws Exception {
        ObjectNode condition = ada.condition("I10");
        ((ObjectNode) condition.at("/verificationStatus/coding/0")).put("code", "confirmed");
        refused(client.put("Condition/" + condition.path("id").asText(), condition), 422, "signature");

        ObjectNode claim = ada.claim().put("status", "active");
        refused(client.put("Claim/claim-" + id + "-e", claim), 428, "version-required");
        FhirClient.Answer bare = client.put("Claim/claim-" + id + "-e", claim, Reviewer.version(claim));
        refused(bare, 422, "signature");
        refused(bare, 422, "not-taken");
        refused(bare, 422, "undecided");
        assertThat(ada.claim().path("status").asText()).isEqualTo("draft");
    }

    @Test
    void rejectingNeedsAReason() throws Exception {
        refused(ada.decide().reject("J45.909", "").send(), 422, "reason");
        refused(ada.decide().reject("J45.909", "other").send(), 422, "reason");
    }

    @Test
    void aDecisionNeedsTheCaseAndTheVersionsThatWereRead() throws Exception {
        refused(ada.decide().accept("I10").withoutTask().send(), 422, "not-taken");
        refused(ada.decide().accept("I10").withoutVersions().send(), 428, "version-required");
        Reviewer.Decision late = ada.decide().accept("I10");
        ada.decide().accept("J45.909").mustSend();
        refused(late.send(), 412, "version-stale");
        assertThat(status("I10")).isEqualTo("provisional");
    }

    @Test
    void oneCaseIsInOnePersonsHands() throws Exception {
        assertThat(ada.take().ok()).isTrue();
        assertThat(Fhir.extension(ada.task(), "review-lease")
                        .path("valueInstant")
                        .asText())
                .isNotEmpty();
        refused(ben.take(), 409, "taken");
        refused(ben.decide().accept("I10").send(), 409, "taken");
        assertThat(ada.release().ok()).isTrue();
        assertThat(ben.take().ok()).isTrue();
        assertThat(ada.task().at("/owner/display").asText()).isEqualTo("Ben Coder");
    }

    @Test
    void nobodyCanBeAheadOfTheLeaseByWritingItThemselves() throws Exception {
        ada.take();
        ObjectNode task = ada.task();
        ((ObjectNode) Fhir.extension(task, "review-lease")).put("valueInstant", "2020-01-01T00:00:00Z");
        assertThat(client.put("Task/review-" + id + "-e", task, Reviewer.version(task))
                        .ok())
                .isTrue();

        refused(ben.take(), 409, "taken");
    }

    @Test
    void aTaskEndsWithItsClaim() throws Exception {
        Reviewer.Decision half = ada.decide().accept("I10");
        half.task.put("status", "completed");
        refused(half.send(), 422, "incomplete");
        Reviewer.Decision other = ada.decide().accept("I10").accept("J45.909").attest();
        other.task.put("status", "in-progress");
        refused(other.send(), 422, "incomplete");
        ObjectNode task = ada.task().put("priority", "stat");
        refused(client.put("Task/review-" + id + "-e", task, Reviewer.version(task)), 422, "fixed");
    }

    @Test
    void nothingIsAttestedThatNobodyHasDecided() throws Exception {
        refused(ada.decide().accept("I10").attest().send(), 422, "undecided");
        Reviewer.Decision passedOver = ada.decide().accept("I10");
        ((ArrayNode) passedOver.claim.path("diagnosis"))
                .remove(
                        passedOver
                                        .claim
                                        .at("/diagnosis/0/diagnosisCodeableConcept/coding/0/code")
                                        .asText()
                                        .equals("I10")
                                ? 1
                                : 0);
        refused(passedOver.number().attest().send(), 422, "undecided");
    }

    @Test
    void theFirstDiagnosisIsTheFirstListedOne() throws Exception {
        Reviewer.Decision decision = ada.decide().accept("I10").accept("J45.909");
        ArrayNode diagnoses = (ArrayNode) decision.claim.path("diagnosis");
        diagnoses.add(diagnoses.remove(0));
        refused(decision.attest().send(), 422, "sequence");

        Reviewer.Decision again = ada.decide().accept("I10").accept("J45.909");
        String second = Fhir.codes(again.claim).get(1);
        ArrayNode turned = (ArrayNode) again.claim.path("diagnosis");
        turned.add(turned.remove(0));
        again.number().attest();
        again.signed("resequence", "verifier", "sequencing");
        again.mustSend();
        assertThat(Fhir.codes(ada.claim()).get(0)).isEqualTo(second);
    }

    @Test
    void anAddedCodeRestsOnWordsOfTheChart() throws Exception {
        Reviewer.Decision decision = ada.decide();
        evidence(decision.add("E03.9"), "Asthma");
        decision.mustSend();

        assertThat(Fhir.codes(ada.claim())).contains("E03.9");
        assertThat(status("E03.9")).isEqualTo("confirmed");
    }

    @Test
    void anAddedCodeRestsOnAReasonWhereThereAreNoWords() throws Exception {
        Reviewer.Decision decision = ada.decide();
        ObjectNode provenance = decision.add("E03.9");
        provenance.putArray("reason").addObject().put("text", "told by telephone, an addendum follows");
        decision.mustSend();

        assertThat(Fhir.codes(ada.claim())).contains("E03.9");
    }

    @Test
    void wordsThatAreNotThereAreNoEvidence() throws Exception {
        Reviewer.Decision none = ada.decide();
        none.add("E03.9");
        refused(none.send(), 422, "evidence");

        Reviewer.Decision otherWords = ada.decide();
        JsonNode entity = evidence(otherWords.add("E03.9"), "Asthma");
        ((ObjectNode) entity.at("/extension/1/extension/2")).put("valueString", "Goitre");
        refused(otherWords.send(), 422, "evidence");

        Reviewer.Decision otherPlace = ada.decide();
        entity = evidence(otherPlace.add("E03.9"), "Asthma");
        ((ObjectNode) entity.at("/extension/0/extension/2")).put("valueInteger", 100_000);
        refused(otherPlace.send(), 422, "evidence");

        Reviewer.Decision otherText = ada.decide();
        entity = evidence(otherText.add("E03.9"), "Asthma");
        ((ObjectNode) entity.at("/extension/2")).put("valueString", "0".repeat(64));
        refused(otherText.send(), 422, "evidence");
    }

    @Test
    void aTextOfAnotherEncounterIsNoEvidence() throws Exception {
        put(TestNote.encounter(id + "-x", id + "-p", "AMB", "finished"));
        put(TestNote.document(id + "-dx", id + "-p", id + "-x", NOTE));
        fhir.awaitCoded();
        Reviewer.Decision decision = ada.decide();
        new Reviewer(client, id + "-x", "Ada Coder").claim();
        evidence(decision.add("E03.9"), "Asthma", id + "-x");
        refused(decision.send(), 422, "evidence");
    }

    private JsonNode evidence(ObjectNode provenance, String words) throws Exception {
        return evidence(provenance, words, id + "-e");
    }

    /** Points at words of a text that the engine has read of an encounter. */
    private JsonNode evidence(ObjectNode provenance, String words, String encounter) throws Exception {
        JsonNode proof = fhir.read("Provenance?target=Claim/claim-" + encounter).at("/entry/0/resource/entity/0");
        String binary = proof.findPath("valueReference").path("reference").asText();
        String text = new String(
                Base64.getDecoder().decode(fhir.read(binary).path("data").asText()), StandardCharsets.UTF_8);
        int offset = text.indexOf(words);
        ObjectNode entity = provenance.putArray("entity").addObject().put("role", "source");
        entity.set("what", proof.path("what"));
        ArrayNode extensions = entity.putArray("extension");
        ArrayNode place = extensions
                .addObject()
                .put("url", "http://hl7.org/fhir/StructureDefinition/derivation-reference")
                .putArray("extension");
        place.addObject().put("url", "reference").putObject("valueReference").put("reference", binary);
        place.addObject().put("url", "path").put("valueString", "Binary.data");
        place.addObject().put("url", "offset").put("valueInteger", offset);
        place.addObject().put("url", "length").put("valueInteger", words.length());
        ArrayNode quoted = extensions
                .addObject()
                .put("url", "https://chartproof.org/fhir/StructureDefinition/evidence-words")
                .putArray("extension");
        quoted.addObject().put("url", "offset").put("valueInteger", offset);
        quoted.addObject().put("url", "length").put("valueInteger", words.length());
        quoted.addObject().put("url", "words").put("valueString", words);
        extensions.add(Fhir.extension(proof, "text-hash"));
        return entity;
    }

    @Test
    void aCodeThatNoClaimMayCarryIsNotTaken() throws Exception {
        Reviewer.Decision header = ada.decide();
        header.add("E11").putArray("reason").addObject().put("text", "documented elsewhere");
        refused(header.send(), 422, "not-billable");
    }

    @Test
    void onlyDecisionsChangeACondition() throws Exception {
        Reviewer.Decision decision = ada.decide();
        ObjectNode condition = ada.condition("I10");
        ((ObjectNode) condition.at("/verificationStatus/coding/0")).put("code", "confirmed");
        condition.set("recorder", ada.who());
        ((ObjectNode) condition.at("/code/coding/0")).put("code", "E03.9");
        decision.put(condition, "");
        decision.signed(
                "accept", "verifier", "", "Condition/" + condition.path("id").asText());
        refused(decision.send(), 422, "fixed");
    }

    @Test
    void aDecisionIsTakenBack() throws Exception {
        ada.decide().accept("I10").mustSend();
        Reviewer.Decision undo = ada.decide();
        ObjectNode condition = ada.condition("I10");
        ((ObjectNode) condition.at("/verificationStatus/coding/0")).put("code", "provisional");
        condition.remove("recorder");
        undo.put(condition, "");
        undo.signed(
                "undo",
                "verifier",
                "correction",
                "Condition/" + condition.path("id").asText());
        undo.mustSend();

        assertThat(status("I10")).isEqualTo("provisional");
    }

    @Test
    void anAttestedClaimChangesOnlyOnceItIsReopened() throws Exception {
        ada.attest(ada.claim());
        Reviewer.Decision late = ada.decide().reject("J45.909", "not-reportable");
        refused(late.send(), 409, "attested");
        refused(ada.decide().reopen(" ").send(), 422, "reason");

        ada.decide().reopen("the payer asks for the record").mustSend();
        assertThat(ada.claim().path("status").asText()).isEqualTo("draft");
        assertThat(ada.task().path("status").asText()).isEqualTo("in-progress");
        ada.decide().reject("J45.909", "not-reportable").attest().mustSend();
        assertThat(Fhir.codes(ada.claim())).containsExactly("I10");
    }

    @Test
    void anAddendumComesBesideWhatWasDecided() throws Exception {
        ada.decide().accept("I10").reject("J45.909", "not-reportable").mustSend();
        put(note("d2", "ADDENDUM:\nHypothyroidism. Asthma.\n"));
        fhir.awaitCoded();

        assertThat(Fhir.codes(ada.claim())).containsExactly("I10", "E03.9");
        assertThat(status("J45.909")).isEqualTo("refuted");
        assertThat(status("I10")).isEqualTo("confirmed");
        assertThat(status("E03.9")).isEqualTo("provisional");
        assertThat(ada.task().at("/owner/display").asText()).isEqualTo("Ada Coder");
        ada.decide().accept("E03.9").attest().mustSend();
    }

    @Test
    void anAddendumAfterAttestationIsPutBeforeAReviewerAgain() throws Exception {
        ada.attest(ada.claim());
        put(note("d2", "ADDENDUM:\nHypothyroidism.\n"));
        fhir.awaitCoded();

        assertThat(ada.claim().path("status").asText()).isEqualTo("active");
        assertThat(Fhir.codes(ada.claim())).containsExactlyInAnyOrder("I10", "J45.909");
        assertThat(status("E03.9")).isEqualTo("provisional");
        assertThat(ada.task().path("status").asText()).isEqualTo("ready");
        Reviewer.Decision passedOver = ben.decide();
        passedOver.task.put("status", "completed");
        passedOver.claim.set("enterer", ada.claim().path("enterer"));
        refused(passedOver.send(), 422, "undecided");
        Reviewer.Decision decided = ben.decide().reject("E03.9", "not-reportable");
        decided.task.put("status", "completed");
        decided.claim.set("enterer", ada.claim().path("enterer"));
        decided.mustSend();
        assertThat(ada.task().path("status").asText()).isEqualTo("completed");
    }

    @Test
    void aQuestionIsAnsweredInWordsByAPersonWhoNeedNotHaveTheCase() throws Exception {
        assertThat(ada.take().ok()).isTrue();
        String question = "";
        for (JsonNode input : ada.task().path("input")) {
            String reference = input.at("/valueReference/reference").asText();
            question = reference.startsWith("DetectedIssue/") ? reference : question;
        }
        ObjectNode asked = (ObjectNode) fhir.read(question);

        ObjectNode other = asked.deepCopy().put("detail", "Please document pneumonia.");
        refused(client.put(question, other), 422, "fixed");
        other.remove("id");
        other.remove("meta");
        refused(client.post("DetectedIssue", other), 422, "fixed");
        refused(client.put(question, asked.deepCopy().put("status", "final")), 422, "fixed");
        ObjectNode answered = asked.deepCopy().put("status", "final");
        ObjectNode mitigation = answered.putArray("mitigation").addObject();
        mitigation.putObject("action").put("text", "Mild");
        refused(client.put(question, answered), 422, "signature");
        mitigation.set("author", ben.who());
        FhirClient.Answer taken = client.put(question, answered);
        assertThat(taken.ok()).as(taken.problem()).isTrue();
        refused(client.delete(question), 403, "not-deleted");
    }

    @Test
    void theWorkListIsASearchForTasks() throws Exception {
        String work = "Task?code=review-coding&encounter=Encounter/" + id
                + "-e&_include=Task:patient&_include=Task:encounter";
        JsonNode found = fhir.read(
                work + "&status=ready,in-progress&work-service=AMB&work-value=ge2&_sort=-work-value,authored-on");

        assertThat(found.path("entry").findValuesAsText("resourceType")).contains("Task", "Patient", "Encounter");
        JsonNode value =
                Fhir.extension(found.at("/entry/0/resource"), "work-value").path("valueQuantity");
        assertThat(value.path("value").asInt()).isEqualTo(2);
        assertThat(value.path("unit").asText()).isEqualTo("codes");
        assertThat(fhir.read(work + "&work-service=IMP").path("entry")).isEmpty();
        assertThat(fhir.read(work + "&work-value=ge3").path("entry")).isEmpty();
        assertThat(fhir.read(work + "&status=completed").path("entry")).isEmpty();
    }
}
