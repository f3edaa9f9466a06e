package org.chartproof.hl7.map.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.chartproof.hl7.map.Mapping;
import org.chartproof.hl7.map.Mapping.Mapped;
import org.chartproof.hl7.map.Mapping.Unmappable;
import org.chartproof.hl7.map.Translation;
import org.chartproof.hl7.map.adt.Clinicians;
import org.chartproof.hl7.map.adt.Subject;
import org.chartproof.hl7.map.adt.Subject.Known;
import org.chartproof.hl7.map.adt.Subject.Refused;
import org.chartproof.hl7.map.adt.VisitEvent;
import org.chartproof.hl7.map.datatype.DataTypes;
import org.chartproof.hl7.map.datatype.Identifiers;
import org.chartproof.hl7.map.datatype.Update;
import org.chartproof.hl7.map.text.DocumentParts;
import org.chartproof.hl7.map.vocabulary.Vocabulary;
import org.chartproof.hl7.message.Repetition;
import org.chartproof.hl7.message.Segment;
import org.chartproof.hl7.message.Value;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.DocumentReference.DocumentReferenceContentComponent;
import org.hl7.fhir.r4.model.DocumentReference.DocumentRelationshipType;
import org.hl7.fhir.r4.model.DocumentReference.ReferredDocumentStatus;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Enumerations.DocumentReferenceStatus;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;

/** TXA and the OBX behind it as DocumentReference. */
final class DocumentMapping {

    private final Translation translation;
    private final DataTypes types;
    private final DocumentEvent event;
    private final Segment txa;
    private final DocumentNumber number;
    private final DocumentReference document;
    private final boolean isNew;
    private final DocumentRelations relations;

    private DocumentMapping(Translation translation, DocumentEvent event, Segment txa, DocumentNumber number) {
        this.translation = translation;
        this.types = translation.types();
        this.event = event;
        this.txa = txa;
        this.number = number;
        this.relations = new DocumentRelations(translation);
        Optional<DocumentReference> stored = translation.workspace().find(DocumentReference.class, number.identity());
        this.isNew = stored.isEmpty();
        this.document =
                stored.orElseGet(() -> translation.workspace().open(DocumentReference.class, number.identity()));
    }

    /** Maps a message about a document. */
    static Mapping map(Translation translation, DocumentEvent event) {
        Subject subject = Subject.of(translation, VisitEvent.MENTION);
        if (subject instanceof Refused refused) {
            return refused.reason();
        }
        Segment txa = translation.message().first("TXA").orElseGet(() -> new Segment("TXA", 1, List.of()));
        Optional<DocumentNumber> number = DocumentNumber.of(translation, txa, event);
        if (number.isEmpty()) {
            return new Unmappable(
                    txa.place(12),
                    "no-document-number",
                    "The event is about a document, and there is no number of it.",
                    "Have the sender fill TXA-12, or add it to an edited copy.");
        }
        if (number.get().isOfMessage()) {
            translation.warn(
                    txa.place(12),
                    "no-document-number",
                    "No number of the document: later messages can't be about it, and it is known by that of its message.");
        }
        Known known = (Known) subject;
        return new DocumentMapping(translation, event, txa, number.get()).map(known.patient(), known.encounter());
    }

    private Mapping map(Patient patient, Optional<Encounter> encounter) {
        Reference subject = Translation.reference(patient);
        if (document.hasSubject()
                && !subject.getReference().equals(document.getSubject().getReference())) {
            return new Unmappable(
                    txa.place(12),
                    "document-of-another-patient",
                    "The document is stored under another patient.",
                    "If the patients were merged, let the A40 be sent first, then retry; else correct TXA-12 or PID-3.");
        }
        document.setSubject(subject);
        encounter.ifPresent(visit -> document.getContext().setEncounter(List.of(Translation.reference(visit))));
        numbers();
        properties();
        status();
        Optional<Unmappable> broken = content();
        if (broken.isPresent()) {
            return broken.get();
        }
        relate();
        relations.arrived(document, number.identifier());
        relations.updateReplaced(document);
        return new Mapped();
    }

    private void numbers() {
        document.setMasterIdentifier(number.identifier());
        Stream.concat(
                        types.identifiers().entity(txa.field(16).first()).stream(),
                        txa.field(15).filled().stream()
                                .flatMap(ei -> types.identifiers().entity(ei).stream())
                                .map(filler -> filler.setType(Identifiers.type("FILL"))))
                .filter(one -> !number.isSame(one))
                .filter(one -> document.getIdentifier().stream()
                        .noneMatch(known -> one.getValue().equals(known.getValue())
                                && one.getSystem().equals(known.getSystem())))
                .forEach(document::addIdentifier);
    }

    private void properties() {
        Update.one(
                txa.field(2),
                rep -> types.codes().concept(rep, Vocabulary.DOCUMENT_TYPE, txa.place(2)),
                document::setType);
        if (!document.hasType()) {
            observations().stream()
                    .filter(one -> one.name().equals("OBX"))
                    .findFirst()
                    .flatMap(obx -> types.codes().concept(obx.field(3).first()))
                    .ifPresent(document::setType);
        }
        Update.one(txa.value(4), value -> types.times().dateTime(value, txa.place(4)), time -> document.getContext()
                .getPeriod()
                .setStartElement(time));
        date();
        Update.all(txa.field(9), rep -> clinician(rep, 9), document::setAuthor);
        if (!document.hasAuthor()) {
            Update.all(txa.field(5), rep -> clinician(rep, 5), document::setAuthor);
        }
        Update.one(txa.field(10), rep -> clinician(rep, 10), document::setAuthenticator);
        if (txa.field(10).isAbsent()) {
            Update.one(txa.field(22), rep -> clinician(rep, 22), document::setAuthenticator);
        }
        Update.all(
                txa.field(18),
                rep -> types.codes().concept(rep, Vocabulary.DOCUMENT_CONFIDENTIALITY, txa.place(18)),
                document::setSecurityLabel);
        Update.one(txa.value(25), Value::asText, document::setDescription);
    }

    private Optional<Reference> clinician(Repetition rep, int field) {
        return Clinicians.reference(translation, rep, txa.place(field));
    }

    /** Origination, else activity, else edit of the document, else when the message says that it was told: a document without a date would have none for its codes. */
    private void date() {
        Optional<InstantType> said = Stream.of(6, 4, 8)
                .flatMap(field -> types.times().instant(txa.value(field), txa.place(field)).stream())
                .findFirst();
        said.or(() -> document.hasDate() ? Optional.empty() : told()).ifPresent(document::setDateElement);
    }

    private Optional<InstantType> told() {
        Stream<Segment> events = translation.message().first("EVN").stream();
        return Stream.concat(
                        events.flatMap(evn -> Stream.of(6, 2)
                                .flatMap(field -> types.times().instant(evn.value(field), evn.place(field)).stream())),
                        types.times().instant(translation.message().header().value(7), "MSH[1]-7").stream())
                .findFirst();
    }

    private void status() {
        Optional<DocumentReferenceStatus> availability = types.codes()
                .code(txa.value(19), Vocabulary.DOCUMENT_AVAILABILITY, txa.place(19))
                .map(DocumentReferenceStatus::fromCode);
        if (event == DocumentEvent.CANCELLATION) {
            document.setStatus(DocumentReferenceStatus.ENTEREDINERROR);
        } else if (availability.isPresent() && availability.get() != DocumentReferenceStatus.CURRENT) {
            document.setStatus(availability.get());
        } else if (!document.hasStatus()
                || document.getStatus() == DocumentReferenceStatus.ENTEREDINERROR && event == DocumentEvent.ORIGINAL) {
            document.setStatus(DocumentReferenceStatus.CURRENT);
        }
        Update.one(
                txa.value(17),
                value -> types.codes()
                        .code(value, Vocabulary.DOCUMENT_COMPLETION, txa.place(17))
                        .map(ReferredDocumentStatus::fromCode),
                document::setDocStatus);
        boolean isFinal = document.getDocStatus() == ReferredDocumentStatus.FINAL || !document.hasDocStatus();
        if (event == DocumentEvent.ADDENDUM && isFinal) {
            document.setDocStatus(ReferredDocumentStatus.AMENDED);
        }
        if (event == DocumentEvent.CANCELLATION) {
            document.setDocStatus(ReferredDocumentStatus.ENTEREDINERROR);
        } else if (document.getDocStatus() == ReferredDocumentStatus.ENTEREDINERROR) {
            document.setDocStatus(null);
        }
    }

    /** OBX and NTE behind TXA: those before it belong to orders. Without a TXA, all of them. */
    private List<Segment> observations() {
        List<Segment> segments = translation.message().segments();
        int header = 0;
        for (int i = 0; i < segments.size(); i++) {
            header = segments.get(i).name().equals("TXA") ? i : header;
        }
        List<Segment> behind = new ArrayList<>();
        boolean afterObservation = false;
        for (Segment segment : segments.subList(header, segments.size())) {
            afterObservation |= segment.name().equals("OBX");
            if (segment.name().equals("OBX") || segment.name().equals("NTE") && afterObservation) {
                behind.add(segment);
            }
        }
        return behind;
    }

    private Optional<Unmappable> content() {
        DocumentContent.Read read = DocumentContent.of(
                translation,
                DocumentParts.of(observations(), translation.message().syntax()),
                document);
        if (read instanceof DocumentContent.Read.Unreadable unreadable) {
            return Optional.of(unreadable.reason());
        }
        DocumentContent content = ((DocumentContent.Read.Readable) read).content();
        Optional<DateTimeType> creation = types.times().dateTime(txa.value(6), txa.place(6));
        content.attachments().forEach(one -> creation.ifPresent(time -> one.setCreationElement(time.copy())));
        if (!content.attachments().isEmpty()) {
            document.setContent(content.attachments().stream()
                    .map(DocumentReferenceContentComponent::new)
                    .toList());
        } else if (!document.hasContent()) {
            Attachment announced = new Attachment().setTitle(title());
            creation.ifPresent(announced::setCreationElement);
            document.addContent().setAttachment(announced);
        } else if (event == DocumentEvent.EDIT) {
            translation.warn(
                    txa.place(12), "content-not-sent", "The document was edited, and its new content was not sent.");
        }
        content.cover().ifPresent(cover -> {
            translation.warn(
                    "", "cover-text", "A short text beside a file: kept as description, the file is the document.");
            if (!document.hasDescription()) {
                document.setDescription(cover);
            }
        });
        return Optional.empty();
    }

    /** FHIR asks for a content: what the document would be called. */
    private String title() {
        return document.hasDescription()
                ? document.getDescription()
                : number.identifier().getValue();
    }

    private void relate() {
        Optional<Identifier> parent = DocumentNumber.parent(translation, txa);
        boolean relates = event == DocumentEvent.ADDENDUM
                || event == DocumentEvent.REPLACEMENT
                || event == DocumentEvent.ORIGINAL;
        if (!relates) {
            return;
        }
        if (parent.filter(number::isSame).isPresent()) {
            translation.warn(txa.place(13), "parent-is-itself", "TXA-13 repeats TXA-12: read as a new version.");
            return;
        }
        if (parent.isEmpty()) {
            if (event != DocumentEvent.ORIGINAL) {
                translation.warn(
                        txa.place(13), "no-parent", "It is not said which document this one adds to or replaces.");
            }
            return;
        }
        DocumentRelationshipType type = event == DocumentEvent.REPLACEMENT
                ? DocumentRelationshipType.REPLACES
                : DocumentRelationshipType.APPENDS;
        relations.relate(document, type, parent.get()).ifPresent(this::takeEncounter);
    }

    /** Addenda often come without PV1: they are of the visit of what they add to. */
    private void takeEncounter(DocumentReference parent) {
        if (!document.getContext().hasEncounter() && parent.getContext().hasEncounter()) {
            document.getContext()
                    .setEncounter(parent.getContext().getEncounter().stream()
                            .map(Reference::copy)
                            .toList());
        }
    }
}
