package org.chartproof.server.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.chartproof.coding.CodingEngine;
import org.chartproof.coding.document.DocumentReader;
import org.chartproof.server.encounter.Chart;
import org.chartproof.server.encounter.ChartCoder;
import org.chartproof.server.intake.DocumentIntake;
import org.chartproof.server.writeback.Route;
import org.chartproof.terminology.Terminology;
import org.chartproof.terminology.hcc.RiskModels;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Enumerations.DocumentReferenceStatus;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CodeNoteProviderTest {

    private static final String NOTE = "Assessment:\nCommunity-acquired pneumonia.\n";
    private static final DateType DAY = new DateType("2026-05-04");
    private static final ChartCoder CODER = new ChartCoder(
            new CodingEngine(Terminology.starter(), "0.0-test"),
            new DocumentIntake(new DocumentReader(), id -> Optional.empty()),
            RiskModels::none);

    private final CodeNoteProvider provider = new CodeNoteProvider(
            CodeNoteProviderTest::chart,
            CodeNoteProviderTest::document,
            CODER,
            new Route.Bands(0.95, 0.80),
            "0.0-test");

    @Test
    void aNoteIsCodedByItsTextAndDateAlone() {
        Bundle answer = text(NOTE, DAY);

        assertThat(answer.getType()).isEqualTo(BundleType.COLLECTION);
        assertThat(codes(answer)).containsExactly("J18.9");
        assertThat(answer.getEntry())
                .extracting(entry -> entry.getResource().fhirType())
                .containsExactlyInAnyOrder("Device", "Binary", "Condition", "Claim", "Provenance", "Task");
    }

    @Test
    void theSameNoteGetsTheSameAnswer() {
        assertThat(json(text(NOTE, DAY))).isEqualTo(json(text(NOTE, DAY)));
    }

    @Test
    void everyReferenceWithinTheAnswerResolvesToAnEntryOrToWhatWasSent() {
        Bundle answer = text(NOTE, DAY);
        Claim claim = all(answer, Claim.class).get(0);
        Condition condition = all(answer, Condition.class).get(0);

        assertThat(claim.getPatient().getReference()).isEqualTo("Patient/unsaved");
        assertThat(condition.getEvidenceFirstRep().getDetailFirstRep().getReference())
                .isEqualTo("DocumentReference/unsaved-1");
        assertThat(answer.getEntry()).allSatisfy(entry -> assertThat(entry.getFullUrl())
                .endsWith(entry.getResource().fhirType() + "/"
                        + entry.getResource().getIdElement().getIdPart()));
    }

    @Test
    void theSettingGoesBeforeTheEncountersClass() {
        Claim claim = all(
                        provider.code(
                                new StringType(NOTE), null, visit(), null, new CodeType("inpatient"), null, null, null),
                        Claim.class)
                .get(0);

        assertThat(claim.getType().getCodingFirstRep().getCode()).isEqualTo("institutional");
    }

    @Test
    void severalDocumentsAreCodedAsOneEncounter() {
        Bundle answer = documents(inline("Assessment: pneumonia."), inline("Assessment: acute kidney injury."));

        assertThat(codes(answer)).containsExactlyInAnyOrder("J18.9", "N17.9");
        assertThat(all(answer, Claim.class)).hasSize(1);
    }

    @Test
    void aContainedBinaryIsRead() {
        DocumentReference document = inline("");
        document.getContentFirstRep().getAttachment().setData(null).setUrl("#b");
        Binary binary = new Binary().setContentType("text/plain");
        binary.setData(NOTE.getBytes(StandardCharsets.UTF_8));
        binary.setId("b");
        document.addContained(binary);

        assertThat(codes(documents(document))).containsExactly("J18.9");
    }

    @Test
    void whatCannotBeReadIsToldBesideTheCodesOfWhatCan() {
        DocumentReference scan = inline("\u0001");
        scan.getContentFirstRep().getAttachment().setContentType("image/tiff");

        Bundle answer = documents(inline(NOTE), scan);

        assertThat(codes(answer)).containsExactly("J18.9");
        OperationOutcome outcome = all(answer, OperationOutcome.class).get(0);
        assertThat(outcome.getIssueFirstRep().getSeverity()).isEqualTo(IssueSeverity.WARNING);
        assertThat(outcome.getIssueFirstRep().getDiagnostics()).contains("needs-ocr");
    }

    @Test
    void whatCannotBeReadAtAllIsRefusedWithItsReasonAndNoWordOfIt() {
        DocumentReference broken = inline("%PDF-1.7 Zebrafish");

        UnprocessableEntityException refused =
                catchThrowableOfType(UnprocessableEntityException.class, () -> documents(broken));

        OperationOutcome outcome = (OperationOutcome) refused.getOperationOutcome();
        assertThat(outcome.getIssueFirstRep().getDetails().getCodingFirstRep().getCode())
                .isEqualTo("unreadable");
        assertThat(json(outcome) + refused.getMessage()).doesNotContain("Zebrafish");
    }

    @Test
    void aDocumentOfAnotherPatientIsRefused() {
        DocumentReference other = inline(NOTE).setSubject(new Reference("Patient/bob"));

        assertThatThrownBy(() -> provider.code(
                        null,
                        List.of(other),
                        visit().setSubject(new Reference("Patient/ann")),
                        null,
                        null,
                        null,
                        null,
                        null))
                .isInstanceOf(UnprocessableEntityException.class)
                .hasMessageContaining("patient-differs");
    }

    @Test
    void thePatientIsTheOneWhomTheDocumentsName() {
        Bundle answer = documents(inline(NOTE).setSubject(new Reference("Patient/ann")));

        assertThat(all(answer, Claim.class).get(0).getPatient().getReference()).isEqualTo("Patient/ann");
        assertThatThrownBy(() -> documents(
                        inline(NOTE).setSubject(new Reference("Patient/ann")),
                        inline(NOTE).setSubject(new Reference("Patient/bob"))))
                .as("notes of two patients are not one encounter")
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("different patients");
    }

    @Test
    void aDocumentThatDoesNotCountIsNotCoded() {
        DocumentReference superseded = inline(NOTE).setStatus(DocumentReferenceStatus.SUPERSEDED);

        assertThatThrownBy(() -> documents(superseded))
                .isInstanceOf(UnprocessableEntityException.class)
                .hasMessageContaining("superseded");
    }

    @Test
    void aDateThatNoCodeSetCoversIsRefused() {
        assertThatThrownBy(() -> text(NOTE, new DateType("1999-01-01")))
                .isInstanceOf(UnprocessableEntityException.class)
                .hasMessageContaining("no-code-set");
    }

    @Test
    void parametersWithoutSenseAreRefusedWithWhatToDo() {
        assertThatThrownBy(() -> provider.code(null, null, null, null, null, DAY, null, null))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("'text'");
        assertThatThrownBy(() -> text(NOTE, null))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("'date'");
        assertThatThrownBy(() -> text(NOTE, new DateType("2026")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("'date'");
        assertThatThrownBy(() -> with(new CodeType("ward"), null, null))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("'setting'");
        assertThatThrownBy(() -> with(null, new CodeType("f"), null))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("'sex'");
        assertThatThrownBy(() -> with(null, null, new IntegerType(-1)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("'age'");
        DocumentReference one = inline(NOTE);
        one.setId("same");
        DocumentReference two = inline(NOTE);
        two.setId("same");
        assertThatThrownBy(() -> documents(one, two))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("same id");
        Patient patient = new Patient();
        patient.setId("bob");
        assertThatThrownBy(() -> provider.code(
                        new StringType(NOTE),
                        null,
                        visit().setSubject(new Reference("Patient/ann")),
                        patient,
                        null,
                        null,
                        null,
                        null))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("'patient'");
    }

    @Test
    void emptyParametersCountAsAbsent() {
        assertThat(codes(provider.code(
                        new StringType(NOTE),
                        null,
                        null,
                        null,
                        new CodeType(),
                        DAY,
                        new CodeType(),
                        new IntegerType())))
                .containsExactly("J18.9");
    }

    @Test
    void whatWasSentIsNotChanged() {
        DocumentReference document = inline(NOTE);
        String before = json(document);

        documents(document);

        assertThat(json(document)).isEqualTo(before);
    }

    @Test
    void aStoredEncounterAndAStoredDocumentAreCoded() {
        assertThat(codes(provider.codeEncounter(new IdType("Encounter", "visit"))))
                .containsExactly("J18.9");
        assertThat(codes(provider.codeDocument(new IdType("DocumentReference", "note"))))
                .containsExactly("J18.9");
    }

    @Test
    void whatIsNotStoredIsNotFound() {
        assertThatThrownBy(() -> provider.codeEncounter(new IdType("Encounter", "none")))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> provider.codeDocument(new IdType("DocumentReference", "none")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void aStoredDocumentWithoutAnEncounterSaysWhatItMisses() {
        assertThatThrownBy(() -> provider.codeDocument(new IdType("DocumentReference", "loose")))
                .isInstanceOf(UnprocessableEntityException.class)
                .hasMessageContaining("no-encounter");
        assertThatThrownBy(() -> provider.codeDocument(new IdType("DocumentReference", "stray")))
                .isInstanceOf(UnprocessableEntityException.class)
                .hasMessageContaining("encounter-missing");
    }

    @Test
    void theOperationIsNeverAGet() {
        assertThat(Arrays.stream(CodeNoteProvider.class.getMethods())
                        .map(method -> method.getAnnotation(Operation.class))
                        .filter(Objects::nonNull))
                .hasSize(3)
                .allSatisfy(operation -> {
                    assertThat(operation.name()).isEqualTo("$code-note");
                    assertThat(operation.idempotent())
                            .as("HAPI takes a GET for idempotent operations alone")
                            .isFalse();
                });
    }

    private Bundle text(String text, @Nullable DateType date) {
        return provider.code(new StringType(text), null, null, null, null, date, null, null);
    }

    private Bundle with(@Nullable CodeType setting, @Nullable CodeType sex, @Nullable IntegerType age) {
        return provider.code(new StringType(NOTE), null, null, null, setting, DAY, sex, age);
    }

    private Bundle documents(DocumentReference... documents) {
        return provider.code(null, List.of(documents), null, null, null, DAY, null, null);
    }

    private static DocumentReference inline(String text) {
        DocumentReference document = new DocumentReference();
        document.addContent()
                .getAttachment()
                .setContentType("text/plain")
                .setData(text.getBytes(StandardCharsets.UTF_8));
        return document;
    }

    private static Encounter visit() {
        Encounter visit = new Encounter().setStatus(EncounterStatus.FINISHED);
        visit.setId("Encounter/visit");
        visit.getClass_().setCode("AMB");
        visit.getPeriod().getStartElement().setValueAsString("2026-05-04");
        return visit;
    }

    private static Optional<Chart> chart(String id) {
        Patient patient = new Patient();
        patient.setId("Patient/ann");
        return "visit".equals(id)
                ? Optional.of(new Chart(
                        visit().setSubject(new Reference("Patient/ann")),
                        Optional.of(patient),
                        List.of(),
                        document("note").stream().toList()))
                : Optional.empty();
    }

    private static Optional<DocumentReference> document(String id) {
        DocumentReference document = inline(NOTE).setStatus(DocumentReferenceStatus.CURRENT);
        document.setId("DocumentReference/" + id + "/_history/1");
        document.getMeta().setLastUpdated(new java.util.Date(0));
        return switch (id) {
            case "note" -> Optional.of(encounter(document, "visit"));
            case "stray" -> Optional.of(encounter(document, "none"));
            case "loose" -> Optional.of(document);
            default -> Optional.empty();
        };
    }

    private static DocumentReference encounter(DocumentReference document, String encounterId) {
        document.getContext().addEncounter(new Reference("Encounter/" + encounterId));
        return document;
    }

    private static List<String> codes(Bundle bundle) {
        return all(bundle, Claim.class).get(0).getDiagnosis().stream()
                .map(diagnosis -> diagnosis
                        .getDiagnosisCodeableConcept()
                        .getCodingFirstRep()
                        .getCode())
                .toList();
    }

    private static <T extends Resource> List<T> all(Bundle bundle, Class<T> type) {
        return bundle.getEntry().stream()
                .map(entry -> entry.getResource())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private static String json(Resource resource) {
        return FhirContext.forR4Cached().newJsonParser().encodeResourceToString(resource);
    }
}
