package org.chartproof.hl7.map.order;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.chartproof.hl7.map.Identity;
import org.chartproof.hl7.map.Mapping.Unmappable;
import org.chartproof.hl7.map.Translation;
import org.chartproof.hl7.map.adt.Clinicians;
import org.chartproof.hl7.map.datatype.DataTypes;
import org.chartproof.hl7.map.datatype.Update;
import org.chartproof.hl7.map.document.DocumentContent;
import org.chartproof.hl7.map.order.ObservationMapping.Context;
import org.chartproof.hl7.map.text.DocumentParts;
import org.chartproof.hl7.map.vocabulary.Vocabulary;
import org.chartproof.hl7.message.Repetition;
import org.chartproof.hl7.message.Segment;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DiagnosticReport.DiagnosticReportStatus;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.DocumentReference.DocumentReferenceContentComponent;
import org.hl7.fhir.r4.model.DocumentReference.ReferredDocumentStatus;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Enumerations.DocumentReferenceStatus;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;

/** OBR and its OBX as DiagnosticReport with Observations; what it says in prose as a document too, since coders read documents. */
final class ReportMapping {

    private static final String SECTIONS = "http://terminology.hl7.org/CodeSystem/v2-0074";

    private final Translation translation;
    private final DataTypes types;
    private final Patient patient;
    private final Optional<Encounter> encounter;
    private final OrderMapping orders;
    private final ObservationMapping observations;
    private final Map<String, Integer> seen = new HashMap<>();

    ReportMapping(Translation translation, Patient patient, Optional<Encounter> encounter) {
        this.translation = translation;
        this.types = translation.types();
        this.patient = patient;
        this.encounter = encounter;
        this.orders = new OrderMapping(translation, patient, encounter);
        this.observations = new ObservationMapping(translation, patient, encounter);
    }

    /** Maps a report of a message. Empty unless it can't be. */
    Optional<Unmappable> map(OrderGroup group, Segment obr) {
        Identity identity = identity(group, obr);
        DiagnosticReport report = translation.workspace().open(DiagnosticReport.class, identity);
        DiagnosticReportStatus status = status(group, obr);
        report.setStatus(status).setSubject(Translation.reference(patient));
        encounter.ifPresent(visit -> report.setEncounter(Translation.reference(visit)));
        numbers(group, report);
        properties(obr, report);
        orders.answered(group, status)
                .ifPresent(request -> report.setBasedOn(new ArrayList<>(List.of(Translation.reference(request)))));
        Narrative narrative = Narrative.of(group.others());
        results(narrative, obr, report, identity);
        return prose(narrative, obr, report, identity);
    }

    /** The filler's number names a report, with the service: one number may cover several. */
    private Identity identity(OrderGroup group, Segment obr) {
        Optional<Identifier> number = group.filler(translation).or(() -> group.placer(translation));
        String system = number.map(Identifier::getSystem).orElse(types.systems().fallback() + "#message");
        if (number.isEmpty()) {
            translation.warn(
                    obr.place(3),
                    "no-order-number",
                    "No number of the order: later results can't correct these, which are known by their message.");
        }
        String key = number.map(Identifier::getValue)
                        .or(() -> translation.message().header().value(10).asText())
                        .orElse("unnumbered")
                + "|" + group.service();
        int count = seen.merge(system + key, 1, Integer::sum);
        return new Identity("DiagnosticReport", system, count == 1 ? key : key + "|" + count);
    }

    private DiagnosticReportStatus status(OrderGroup group, Segment obr) {
        if (Narrative.isWithdrawn(group.others())) {
            return DiagnosticReportStatus.ENTEREDINERROR;
        }
        return types.codes()
                .code(obr.value(25), Vocabulary.RESULT_STATUS, obr.place(25))
                .map(DiagnosticReportStatus::fromCode)
                .orElseGet(() -> statusOfResults(group));
    }

    /** Without OBR-25, a report is as final as its results. */
    private static DiagnosticReportStatus statusOfResults(OrderGroup group) {
        List<String> statuses = group.all("OBX").stream()
                .map(obx -> obx.value(11).orElse(""))
                .distinct()
                .toList();
        if (statuses.isEmpty() || statuses.contains("")) {
            return DiagnosticReportStatus.UNKNOWN;
        }
        if (statuses.contains("P") || statuses.contains("R") || statuses.contains("I") || statuses.contains("S")) {
            return DiagnosticReportStatus.PRELIMINARY;
        }
        return statuses.contains("C") ? DiagnosticReportStatus.CORRECTED : DiagnosticReportStatus.FINAL;
    }

    private void numbers(OrderGroup group, DiagnosticReport report) {
        Stream.concat(group.placer(translation).stream(), group.filler(translation).stream())
                .filter(number -> report.getIdentifier().stream().noneMatch(one -> one.equalsDeep(number)))
                .forEach(report::addIdentifier);
    }

    private void properties(Segment obr, DiagnosticReport report) {
        Update.one(obr.field(4), types.codes()::concept, report::setCode);
        if (!report.hasCode()) {
            report.setCode(new CodeableConcept().setText("Report"));
        }
        Update.one(
                obr.field(24),
                rep -> types.codes().concept(rep, SECTIONS),
                category -> report.setCategory(category == null ? List.of() : new ArrayList<>(List.of(category))));
        effective(obr, report);
        Update.one(obr.value(22), value -> types.times().instant(value, obr.place(22)), report::setIssuedElement);
        Update.all(
                obr.field(32),
                rep -> Clinicians.reference(translation, interpreter(rep), obr.place(32)),
                report::setResultsInterpreter);
    }

    /** NDL: the person is in the subcomponents of the first component (CNN), which has the parts of an XCN. */
    private static Repetition interpreter(Repetition ndl) {
        return ndl.components().isEmpty() || ndl.components().get(0).size() < 2 ? ndl : ndl.nested(1);
    }

    private void effective(Segment obr, DiagnosticReport report) {
        Optional<DateTimeType> start = types.times().dateTime(obr.value(7), obr.place(7));
        Optional<DateTimeType> end = types.times().dateTime(obr.value(8), obr.place(8));
        if (start.isPresent()
                && end.isPresent()
                && !start.get().getValueAsString().equals(end.get().getValueAsString())) {
            report.setEffective(new Period().setStartElement(start.get()).setEndElement(end.get()));
        } else {
            start.or(() -> end).ifPresent(report::setEffective);
        }
    }

    private void results(Narrative narrative, Segment obr, DiagnosticReport report, Identity identity) {
        Context context = new Context(
                identity.system(),
                identity.value(),
                category(obr),
                types.times().dateTime(obr.value(7), obr.place(7)));
        for (Segment obx : narrative.results()) {
            Optional<Observation> observation =
                    observations.map(obx, narrative.notes().getOrDefault(obx, List.of()), context);
            observation.ifPresent(one -> {
                one.setBasedOn(report.getBasedOn().stream().map(Reference::copy).toList());
                Reference reference = Translation.reference(one);
                if (report.getResult().stream()
                        .noneMatch(known -> reference.getReference().equals(known.getReference()))) {
                    report.addResult(reference);
                }
            });
        }
    }

    private Optional<CodeableConcept> category(Segment obr) {
        return types.codes()
                .code(obr.value(24), Vocabulary.DIAGNOSTIC_SECTION, obr.place(24))
                .map(code -> new CodeableConcept(new Coding(Vocabulary.DIAGNOSTIC_SECTION.system(), code, null)));
    }

    private Optional<Unmappable> prose(Narrative narrative, Segment obr, DiagnosticReport report, Identity identity) {
        Identity ofDocument = new Identity("DocumentReference", identity.system(), identity.value());
        DocumentContent.Read read = DocumentContent.of(
                translation,
                DocumentParts.of(narrative.prose(), translation.message().syntax()),
                report);
        if (read instanceof DocumentContent.Read.Unreadable unreadable) {
            return Optional.of(unreadable.reason());
        }
        DocumentContent content = ((DocumentContent.Read.Readable) read).content();
        if (!content.attachments().isEmpty()) {
            report.setPresentedForm(new ArrayList<>(content.attachments()));
            DocumentReference document = translation.workspace().open(DocumentReference.class, ofDocument);
            document.setContent(content.attachments().stream()
                    .map(Attachment::copy)
                    .map(DocumentReferenceContentComponent::new)
                    .toList());
            content.cover().ifPresent(document::setDescription);
        }
        translation
                .workspace()
                .find(DocumentReference.class, ofDocument)
                .filter(DocumentReference::hasContent)
                .ifPresent(document -> describe(document, obr, report));
        return Optional.empty();
    }

    private void describe(DocumentReference document, Segment obr, DiagnosticReport report) {
        document.setIdentifier(
                report.getIdentifier().stream().map(Identifier::copy).toList());
        document.setSubject(Translation.reference(patient));
        encounter.ifPresent(visit -> document.getContext().setEncounter(List.of(Translation.reference(visit))));
        document.getContext().setRelated(List.of(Translation.reference(report)));
        document.setType(report.getCode().copy());
        document.setCategory(
                report.getCategory().stream().map(CodeableConcept::copy).toList());
        document.setAuthor(
                report.getResultsInterpreter().stream().map(Reference::copy).toList());
        types.times()
                .instant(obr.value(22), obr.place(22))
                .or(() -> types.times().instant(obr.value(7), obr.place(7)))
                .ifPresent(document::setDateElement);
        switch (report.getStatus()) {
            case ENTEREDINERROR, CANCELLED ->
                document.setStatus(DocumentReferenceStatus.ENTEREDINERROR)
                        .setDocStatus(ReferredDocumentStatus.ENTEREDINERROR);
            case FINAL ->
                document.setStatus(DocumentReferenceStatus.CURRENT).setDocStatus(ReferredDocumentStatus.FINAL);
            case CORRECTED, AMENDED, APPENDED ->
                document.setStatus(DocumentReferenceStatus.CURRENT).setDocStatus(ReferredDocumentStatus.AMENDED);
            case PRELIMINARY, PARTIAL, REGISTERED ->
                document.setStatus(DocumentReferenceStatus.CURRENT).setDocStatus(ReferredDocumentStatus.PRELIMINARY);
            default -> document.setStatus(DocumentReferenceStatus.CURRENT).setDocStatus(null);
        }
    }
}
