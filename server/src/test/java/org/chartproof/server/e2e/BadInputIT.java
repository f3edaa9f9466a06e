package org.chartproof.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.chartproof.bundles.client.FhirClient;
import org.chartproof.server.e2e.RunningServer.Server;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What can be wrong with what comes in: malformed JSON, a wrong content type, base64 that is none, too large a document, a missing
 * Binary, content at another server, an image, a type that is not read, broken content, no encounter, another patient's
 * encounter, a preliminary document, a date without code set, a Subscription pointing elsewhere. Each is refused with a clear
 * message or waits with its reason; none is lost.
 */
@ExtendWith(RunningServer.class)
class BadInputIT {

    private static final String NOTE = "ASSESSMENT: Essential hypertension.";

    private Server server;
    private Fhir fhir;
    private String id = "";

    @BeforeEach
    void visit(Server running, TestInfo test) throws Exception {
        server = running;
        fhir = new Fhir(running.client());
        id = "b" + Integer.toHexString(test.getDisplayName().hashCode());
        accepted(TestNote.patient(id + "-p"));
        accepted(TestNote.encounter(id + "-e", id + "-p", "AMB", "in-progress"));
    }

    private void accepted(JsonNode resource) throws Exception {
        FhirClient.Answer answer = fhir.put(resource);
        assertThat(answer.ok()).as(answer.problem()).isTrue();
    }

    private ObjectNode note(String contentType, byte[] content) {
        return TestNote.document(id + "-d", id + "-p", id + "-e", contentType, content);
    }

    private ObjectNode note(String text) {
        return note("text/plain", text.getBytes(StandardCharsets.UTF_8));
    }

    private String waitsFor() throws Exception {
        fhir.awaitCoded();
        return fhir.waitingReason(id + "-d");
    }

    private HttpResponse<String> post(String path, String contentType, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.root() + "/fhir/" + path))
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void malformedJsonIsRefused() throws Exception {
        HttpResponse<String> answer = post("DocumentReference", "application/fhir+json", "{\"resourceType\": \"Docu");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("OperationOutcome").doesNotContain("\\tat ");
    }

    @Test
    void aWrongContentTypeIsRefused() throws Exception {
        assertThat(post("DocumentReference", "text/csv", "a,b").statusCode()).isBetween(400, 415);
    }

    @Test
    void base64ThatIsNoneIsRefused() throws Exception {
        ObjectNode document = note(NOTE);
        ((ObjectNode) document.at("/content/0/attachment")).put("data", "!!! no base64 !!!");

        assertThat(fhir.put(document).status()).isEqualTo(400);
    }

    @Test
    void aDocumentOfFiftyMegabytesIsRefusedAndTheServerGoesOn() throws Exception {
        assertThat(post("Binary", "application/fhir+json", "x".repeat(50_000_000))
                        .statusCode())
                .isEqualTo(413);
        accepted(note(NOTE));
        assertThat(waitsFor()).isEmpty();
    }

    @Test
    void aBinaryThatIsMissingIsRefusedOrWaits() throws Exception {
        ObjectNode document = note(NOTE);
        ObjectNode attachment = (ObjectNode) document.at("/content/0/attachment");
        attachment.remove("data");
        attachment.put("url", "Binary/" + id + "-missing");
        accepted(document);

        assertThat(waitsFor()).isEqualTo("binary-missing");
    }

    @Test
    void aDocumentGoesOnByItselfWhenItsBinaryHasCome() throws Exception {
        ObjectNode document = note(NOTE);
        ObjectNode attachment = (ObjectNode) document.at("/content/0/attachment");
        attachment.remove("data");
        attachment.put("url", "Binary/" + id + "-late");
        accepted(document);
        assertThat(waitsFor()).isEqualTo("binary-missing");
        ObjectNode binary = TestNote.JSON
                .createObjectNode()
                .put("resourceType", "Binary")
                .put("id", id + "-late")
                .put("contentType", "text/plain")
                .put("data", NOTE.getBytes(StandardCharsets.UTF_8));
        accepted(binary);
        ObjectNode all = TestNote.JSON.createObjectNode().put("resourceType", "Parameters");
        all.putArray("parameter")
                .addObject()
                .put("name", "resource")
                .put("valueString", "DocumentReference/" + id + "-d");
        assertThat(server.client().post("$coding-retry", all).ok()).isTrue();

        assertThat(waitsFor()).isEmpty();
        assertThat(Fhir.codes(fhir.read("Claim/claim-" + id + "-e"))).containsExactly("I10");
    }

    @Test
    void contentAtAnotherServerIsNotFetched() throws Exception {
        ObjectNode document = note(NOTE);
        ObjectNode attachment = (ObjectNode) document.at("/content/0/attachment");
        attachment.remove("data");
        attachment.put("url", "http://127.0.0.1:1/notes/1");
        accepted(document);

        assertThat(waitsFor()).isEqualTo("remote-content");
    }

    @Test
    void anImageWaitsForOcr() throws Exception {
        accepted(note("image/png", new byte[] {1, 2, 3}));

        assertThat(waitsFor()).isEqualTo("needs-ocr");
    }

    @Test
    void aTypeThatIsNotReadWaits() throws Exception {
        accepted(note("application/msword", new byte[] {1, 2, 3}));

        assertThat(waitsFor()).isEqualTo("unsupported-type");
    }

    @Test
    void aBrokenPdfWaits() throws Exception {
        accepted(note("application/pdf", "%PDF-1.7 broken".getBytes(StandardCharsets.US_ASCII)));

        assertThat(waitsFor()).isEqualTo("unreadable");
    }

    @Test
    void aDocumentWithoutEncounterWaitsAndIsCodedOnceItNamesOne() throws Exception {
        ObjectNode document = note(NOTE);
        document.remove("context");
        accepted(document);
        assertThat(waitsFor()).isEqualTo("no-encounter");

        accepted(note(NOTE));

        assertThat(waitsFor()).isEmpty();
        assertThat(Fhir.codes(fhir.read("Claim/claim-" + id + "-e"))).containsExactly("I10");
    }

    @Test
    void aNoteOfAnotherPatientThanItsEncountersWaits() throws Exception {
        accepted(TestNote.patient(id + "-other"));
        accepted(TestNote.document(id + "-d", id + "-other", id + "-e", NOTE));

        assertThat(waitsFor()).isEqualTo("patient-differs");
    }

    @Test
    void aPreliminaryNoteWaitsUntilItIsFinal() throws Exception {
        accepted(note(NOTE).put("docStatus", "preliminary"));
        assertThat(waitsFor()).isEqualTo("not-final");

        accepted(note(NOTE));

        assertThat(waitsFor()).isEmpty();
    }

    @Test
    void aDateOfServiceThatNoCodeSetCoversWaits() throws Exception {
        ObjectNode encounter = TestNote.encounter(id + "-e", id + "-p", "AMB", "in-progress");
        ((ObjectNode) encounter.path("period")).put("start", "2011-05-04").put("end", "2011-05-04");
        accepted(encounter);
        accepted(note(NOTE));

        assertThat(waitsFor()).isEqualTo("no-code-set");
    }

    @Test
    void oneUnreadableNoteDoesNotKeepTheOthersFromBeingCoded() throws Exception {
        accepted(note("image/png", new byte[] {1, 2, 3}));
        accepted(TestNote.document(id + "-d2", id + "-p", id + "-e", NOTE));

        assertThat(waitsFor()).isEqualTo("needs-ocr");
        assertThat(Fhir.codes(fhir.read("Claim/claim-" + id + "-e"))).containsExactly("I10");
    }

    @Test
    void aSubscriptionPointingElsewhereIsRefused() throws Exception {
        ObjectNode subscription = TestNote.JSON
                .createObjectNode()
                .put("resourceType", "Subscription")
                .put("id", id + "-s")
                .put("status", "requested")
                .put("reason", "test")
                .put("criteria", "DocumentReference?status=current");
        subscription.putObject("channel").put("type", "rest-hook").put("endpoint", "http://example.org/hook");

        FhirClient.Answer answer = fhir.put(subscription);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.problem()).contains("channel:coding");
    }

    @Test
    void aSubscriptionWithCriteriaThatCannotBeUsedIsRefused() throws Exception {
        ObjectNode subscription = TestNote.JSON
                .createObjectNode()
                .put("resourceType", "Subscription")
                .put("id", id + "-s")
                .put("status", "requested")
                .put("reason", "test")
                .put("criteria", "Patient?name=x");
        subscription.putObject("channel").put("type", "message").put("endpoint", "channel:coding");

        assertThat(fhir.put(subscription).status()).isEqualTo(422);
    }
}
