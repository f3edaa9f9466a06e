package org.chartproof.server.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.chartproof.coding.document.DocumentReader;
import org.chartproof.server.intake.Intake.Ready;
import org.chartproof.server.intake.Intake.Waiting;
import org.chartproof.server.intake.Intake.Withdrawn;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.DocumentReference.ReferredDocumentStatus;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Enumerations.DocumentReferenceStatus;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DocumentIntakeTest {

    private static final String NOTE = "Assessment: Zebrafish allergy.";

    private final DocumentIntake intake = new DocumentIntake(new DocumentReader(), DocumentIntakeTest::binary);
    private final Encounter encounter = new Encounter().setSubject(new Reference("Patient/ann"));

    @Test
    void inlineTextIsReady() {
        assertThat(text(intake.read(document("text/plain", NOTE), encounter))).isEqualTo(NOTE);
    }

    @Test
    void contentWithoutATypeIsUnsupportedUnlessItsBytesSayWhatItIs() {
        DocumentReference untyped = document("text/plain", NOTE);
        untyped.getContentFirstRep().getAttachment().setContentType(null);
        DocumentReference html = document("text/html", "<html><body><p>" + NOTE + "</p></body></html>");
        html.getContentFirstRep().getAttachment().setContentType(null);

        assertThat(reason(intake.read(untyped, encounter))).isEqualTo(WaitingReason.UNSUPPORTED_TYPE);
        assertThat(text(intake.read(html, encounter))).contains(NOTE);
    }

    @Test
    void plainTextGoesBeforeEveryOtherFormat() {
        DocumentReference document = document("text/html", "<p>as a page</p>");
        attach(document, "application/pdf", "%PDF-broken");
        attach(document, "text/plain; charset=utf-8", NOTE);

        assertThat(text(intake.read(document, encounter))).isEqualTo(NOTE);
    }

    @Test
    void anAttachmentThatCanBeReadStandsInForABetterOneThatCannot() {
        DocumentReference document = document("text/html", "<p>" + NOTE + "</p>");
        document.addContent().getAttachment().setContentType("text/plain").setUrl("https://elsewhere.example/Binary/1");

        assertThat(text(intake.read(document, encounter)).strip()).isEqualTo(NOTE);
    }

    @Test
    void aBinaryOfThisServerIsRead() {
        assertThat(text(intake.read(linked("text/plain", "Binary/stored"), encounter)))
                .isEqualTo(NOTE);
    }

    @Test
    void aBinaryGivesItsOwnTypeWhereTheAttachmentHasNone() {
        assertThat(text(intake.read(linked(null, "Binary/stored"), encounter))).isEqualTo(NOTE);
    }

    @Test
    void aContainedBinaryIsRead() {
        DocumentReference document = linked("text/plain", "#note");
        Binary contained = binaryOf(NOTE);
        contained.setId("note");
        document.addContained(contained);

        assertThat(text(intake.read(document, encounter))).isEqualTo(NOTE);
    }

    @Test
    void aBinaryThatIsNotThereIsWaitedFor() {
        assertThat(reason(intake.read(linked("text/plain", "Binary/lost"), encounter)))
                .isEqualTo(WaitingReason.BINARY_MISSING);
        assertThat(reason(intake.read(linked("text/plain", "#lost"), encounter)))
                .isEqualTo(WaitingReason.BINARY_MISSING);
    }

    @Test
    void aBinaryWithoutDataHasNoContent() {
        assertThat(reason(intake.read(linked("text/plain", "Binary/hollow"), encounter)))
                .isEqualTo(WaitingReason.NO_CONTENT);
    }

    @Test
    void nothingIsFetchedFromElsewhere() {
        for (String url : new String[] {
            "https://elsewhere.example/Binary/stored",
            "http://169.254.169.254/latest",
            "file:///etc/passwd",
            "Patient/ann"
        }) {
            assertThat(reason(intake.read(linked("text/plain", url), encounter)))
                    .as(url)
                    .isEqualTo(WaitingReason.REMOTE_CONTENT);
        }
    }

    @Test
    void aDocumentWithoutContentSaysSo() {
        DocumentReference bare = document("text/plain", NOTE);
        bare.getContent().clear();
        DocumentReference hollow = document("text/plain", NOTE);
        hollow.getContentFirstRep().getAttachment().setData(null);

        assertThat(reason(intake.read(bare, encounter))).isEqualTo(WaitingReason.NO_CONTENT);
        assertThat(reason(intake.read(hollow, encounter))).isEqualTo(WaitingReason.NO_CONTENT);
    }

    @Test
    void anImageNeedsOcr() {
        assertThat(reason(intake.read(document("image/jpeg", "\u00ff\u00d8"), encounter)))
                .isEqualTo(WaitingReason.NEEDS_OCR);
    }

    @Test
    void otherTypesAreNotSupported() {
        assertThat(reason(intake.read(document("application/vnd.oasis.opendocument.text", NOTE), encounter)))
                .isEqualTo(WaitingReason.UNSUPPORTED_TYPE);
    }

    @Test
    void brokenContentIsUnreadable() {
        assertThat(reason(intake.read(document("application/pdf", "%PDF-1.7 broken"), encounter)))
                .isEqualTo(WaitingReason.UNREADABLE);
    }

    @Test
    void aDocumentOfAnotherPatientThanItsEncounterIsNotCoded() {
        DocumentReference other = document("text/plain", NOTE).setSubject(new Reference("Patient/bob"));

        assertThat(reason(intake.read(other, encounter))).isEqualTo(WaitingReason.PATIENT_DIFFERS);
    }

    @Test
    void aDocumentWithoutAPatientHasThatOfItsEncounter() {
        DocumentReference document = document("text/plain", NOTE).setSubject(null);

        assertThat(text(intake.read(document, encounter))).isEqualTo(NOTE);
    }

    @Test
    void whatIsSupersededOrEnteredInErrorIsWithdrawnAndNoFault() {
        DocumentReference superseded = document("text/plain", NOTE).setStatus(DocumentReferenceStatus.SUPERSEDED);
        DocumentReference mistaken = document("text/plain", NOTE).setStatus(DocumentReferenceStatus.ENTEREDINERROR);
        DocumentReference mistakenText =
                document("text/plain", NOTE).setDocStatus(ReferredDocumentStatus.ENTEREDINERROR);

        assertThat(intake.read(superseded, encounter)).isEqualTo(new Withdrawn());
        assertThat(intake.read(mistaken, encounter)).isEqualTo(new Withdrawn());
        assertThat(intake.read(mistakenText, encounter)).isEqualTo(new Withdrawn());
    }

    @Test
    void aPreliminaryDocumentWaitsUntilItIsFinalOrAmended() {
        DocumentReference document = document("text/plain", NOTE).setDocStatus(ReferredDocumentStatus.PRELIMINARY);
        assertThat(reason(intake.read(document, encounter))).isEqualTo(WaitingReason.NOT_FINAL);

        document.setDocStatus(ReferredDocumentStatus.AMENDED);
        assertThat(intake.read(document, encounter)).isInstanceOf(Ready.class);
    }

    @Test
    void whatWaitsTellsWhyAndQuotesNothing() {
        Waiting waiting = (Waiting) intake.read(document("application/pdf", "%PDF-1.7 " + NOTE), encounter);
        OperationOutcomeIssueComponent issue = waiting.issue(IssueSeverity.ERROR);

        assertThat(issue.getDetails().getCodingFirstRep().getCode()).isEqualTo("unreadable");
        assertThat(issue.getDiagnostics()).startsWith("unreadable: ").doesNotContain("Zebrafish");
    }

    @ParameterizedTest
    @EnumSource(WaitingReason.class)
    void everyReasonHasACodeOfOurCodeSystemAndAdvice(WaitingReason reason) throws Exception {
        try (var in = WaitingReason.class.getResourceAsStream("/org/chartproof/server/profile/waiting-reason.json")) {
            String codeSystem = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(codeSystem).contains("\"" + reason.code() + "\"", WaitingReason.SYSTEM);
        }
        assertThat(reason.advice()).endsWith(".");
    }

    private static WaitingReason reason(Intake read) {
        assertThat(read).asInstanceOf(type(Waiting.class)).isNotNull();
        return ((Waiting) read).reason();
    }

    private static String text(Intake read) {
        assertThat(read).isInstanceOf(Ready.class);
        return ((Ready) read).text().text();
    }

    private static DocumentReference document(String type, String content) {
        DocumentReference document = new DocumentReference().setStatus(DocumentReferenceStatus.CURRENT);
        document.setSubject(new Reference("Patient/ann"));
        attach(document, type, content);
        return document;
    }

    private static void attach(DocumentReference document, String type, String content) {
        document.addContent().getAttachment().setContentType(type).setData(content.getBytes(StandardCharsets.UTF_8));
    }

    private static DocumentReference linked(@Nullable String type, String url) {
        DocumentReference document = document("text/plain", NOTE);
        document.getContentFirstRep()
                .getAttachment()
                .setData(null)
                .setContentType(type)
                .setUrl(url);
        return document;
    }

    private static Optional<Binary> binary(IIdType id) {
        return switch (id.getIdPart()) {
            case "stored" -> Optional.of(binaryOf(NOTE));
            case "hollow" -> Optional.of(new Binary().setContentType("text/plain"));
            default -> Optional.empty();
        };
    }

    private static Binary binaryOf(String content) {
        Binary binary = new Binary().setContentType("text/plain");
        binary.setData(content.getBytes(StandardCharsets.UTF_8));
        return binary;
    }
}
