package org.chartproof.server.intake;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.chartproof.coding.document.DocumentReader;
import org.chartproof.coding.document.Reading;
import org.chartproof.server.intake.Intake.Ready;
import org.chartproof.server.intake.Intake.Waiting;
import org.chartproof.server.intake.Intake.Withdrawn;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.DocumentReference.DocumentReferenceContentComponent;
import org.hl7.fhir.r4.model.DocumentReference.ReferredDocumentStatus;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Enumerations.DocumentReferenceStatus;
import org.hl7.fhir.r4.model.IdType;
import org.jspecify.annotations.Nullable;

/** Reads the text of a document. */
public final class DocumentIntake {

    /** Best first: the less a format leaves to guess, the better its offsets. XHTML is HTML, so HTML is looked for before XML. */
    private static final List<Format> FORMATS = List.of(
            new Format("text/plain", 0),
            new Format("html", 2),
            new Format("xml", 1),
            new Format("rtf", 3),
            new Format("pdf", 4));

    private static final int ANY_OTHER = 5;

    private record Format(String part, int rank) {}

    private final DocumentReader reader;
    private final Function<IIdType, Optional<Binary>> binaries;

    /**
     * @param binaries reads a Binary of this server
     */
    public DocumentIntake(DocumentReader reader, Function<IIdType, Optional<Binary>> binaries) {
        this.reader = reader;
        this.binaries = binaries;
    }

    /**
     * Reads a document of an encounter.
     *
     * @param encounter the encounter that it names, as stored
     */
    public Intake read(DocumentReference document, Encounter encounter) {
        if (withdrawn(document)) {
            return new Withdrawn();
        }
        if (document.getDocStatus() == ReferredDocumentStatus.PRELIMINARY) {
            return new Waiting(WaitingReason.NOT_FINAL, "");
        }
        if (!samePatient(document, encounter)) {
            return new Waiting(WaitingReason.PATIENT_DIFFERS, "");
        }
        return read(document);
    }

    /** Reads a document's content alone: the best of its attachments that can be read; else why the best of them can't. */
    public Intake read(DocumentReference document) {
        Optional<Intake> best = Optional.empty();
        for (Attachment attachment : bestFirst(document)) {
            Intake read = read(attachment, document);
            if (read instanceof Ready) {
                return read;
            }
            best = best.or(() -> Optional.of(read));
        }
        return best.orElseGet(() -> new Waiting(WaitingReason.NO_CONTENT, ""));
    }

    private static List<Attachment> bestFirst(DocumentReference document) {
        return document.getContent().stream()
                .map(DocumentReferenceContentComponent::getAttachment)
                .sorted(Comparator.comparingInt(DocumentIntake::rank))
                .toList();
    }

    /** Whether a document no longer counts: superseded, or entered in error. */
    public static boolean withdrawn(DocumentReference document) {
        return document.getStatus() != DocumentReferenceStatus.CURRENT
                || document.getDocStatus() == ReferredDocumentStatus.ENTEREDINERROR;
    }

    private static boolean samePatient(DocumentReference document, Encounter encounter) {
        String documents = document.getSubject().getReferenceElement().getIdPart();
        String encounters = encounter.getSubject().getReferenceElement().getIdPart();
        return documents == null || documents.equals(encounters);
    }

    private static int rank(Attachment attachment) {
        String type = attachment.hasContentType() ? attachment.getContentType().toLowerCase(Locale.ROOT) : "";
        return FORMATS.stream()
                .filter(format -> type.contains(format.part()))
                .map(Format::rank)
                .findFirst()
                .orElse(ANY_OTHER);
    }

    private Intake read(Attachment attachment, DocumentReference document) {
        if (attachment.hasData()) {
            return read(attachment.getData(), attachment.getContentType());
        }
        if (!attachment.hasUrl()) {
            return new Waiting(WaitingReason.NO_CONTENT, "");
        }
        IdType id = new IdType(attachment.getUrl());
        if (!id.isLocal() && (id.isAbsolute() || !"Binary".equals(id.getResourceType()))) {
            return new Waiting(WaitingReason.REMOTE_CONTENT, "");
        }
        Optional<Binary> binary = id.isLocal() ? contained(id, document) : binaries.apply(id);
        if (binary.isEmpty()) {
            return new Waiting(WaitingReason.BINARY_MISSING, "");
        }
        if (!binary.get().hasData()) {
            return new Waiting(WaitingReason.NO_CONTENT, "");
        }
        String type = attachment.hasContentType()
                ? attachment.getContentType()
                : binary.get().getContentType();
        return read(binary.get().getData(), type);
    }

    private static Optional<Binary> contained(IdType id, DocumentReference document) {
        return document.getContained().stream()
                .filter(Binary.class::isInstance)
                .map(Binary.class::cast)
                .filter(binary -> bare(binary.getId()).equals(bare(id.getValue())))
                .findFirst();
    }

    private static String bare(String localId) {
        return localId.startsWith("#") ? localId.substring(1) : localId;
    }

    private Intake read(byte[] content, @Nullable String contentType) {
        Reading reading = reader.read(content, contentType == null ? "application/octet-stream" : contentType);
        if (reading instanceof Reading.Readable readable) {
            return new Ready(readable.text());
        }
        if (reading instanceof Reading.NeedsOcr needsOcr) {
            return new Waiting(WaitingReason.NEEDS_OCR, needsOcr.reason());
        }
        if (reading instanceof Reading.Unsupported unsupported) {
            return new Waiting(WaitingReason.UNSUPPORTED_TYPE, "It is " + unsupported.mediaType() + ".");
        }
        return new Waiting(WaitingReason.UNREADABLE, ((Reading.Unreadable) reading).reason());
    }
}
