package org.chartproof.hl7.map.document;

import java.util.List;
import java.util.Optional;
import org.chartproof.hl7.map.Identity;
import org.chartproof.hl7.map.Translation;
import org.chartproof.hl7.map.Workspace;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.DocumentReference.DocumentReferenceRelatesToComponent;
import org.hl7.fhir.r4.model.DocumentReference.DocumentRelationshipType;
import org.hl7.fhir.r4.model.DocumentReference.ReferredDocumentStatus;
import org.hl7.fhir.r4.model.Enumerations.DocumentReferenceStatus;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;

/**
 * How documents relate. A parent that is not known yet is named by its identifier, and the document is made known as one that awaits it; when the parent arrives, it finds those
 * that await it.
 */
final class DocumentRelations {

    private static final String AWAITING = "#awaiting-";

    private final Workspace workspace;

    DocumentRelations(Translation translation) {
        this.workspace = translation.workspace();
    }

    /** Relates a document to its parent; the parent if it is known. */
    Optional<DocumentReference> relate(
            DocumentReference document, DocumentRelationshipType type, Identifier parentNumber) {
        Optional<DocumentReference> parent =
                workspace.find(DocumentReference.class, Translation.identity(DocumentReference.class, parentNumber));
        Reference target = new Reference()
                .setType("DocumentReference")
                .setIdentifier(
                        new Identifier().setSystem(parentNumber.getSystem()).setValue(parentNumber.getValue()));
        parent.ifPresent(one -> target.setReference(Translation.reference(one).getReference()));
        document.setRelatesTo(
                List.of(new DocumentReferenceRelatesToComponent().setCode(type).setTarget(target)));
        if (parent.isEmpty()) {
            await(document, parentNumber);
        }
        return parent;
    }

    private void await(DocumentReference document, Identifier parentNumber) {
        int place = 1;
        Optional<DocumentReference> other = awaiting(parentNumber, place);
        while (other.isPresent() && other.get() != document) {
            place++;
            other = awaiting(parentNumber, place);
        }
        if (other.isEmpty()) {
            workspace.alias(identity(parentNumber, place), document);
        }
    }

    /** Tells those that await a document that it is here. What replaces it takes effect at once. */
    void arrived(DocumentReference document, Identifier number) {
        String reference = Translation.reference(document).getReference();
        int place = 1;
        Optional<DocumentReference> child = awaiting(number, place);
        while (child.isPresent()) {
            for (DocumentReferenceRelatesToComponent relation : child.get().getRelatesTo()) {
                if (isAbout(relation, number) && !relation.getTarget().hasReference()) {
                    relation.getTarget().setReference(reference);
                    workspace.complete(child.get());
                }
            }
            if (isReplacement(child.get()) && counts(child.get())) {
                document.setStatus(DocumentReferenceStatus.SUPERSEDED);
            }
            place++;
            child = awaiting(number, place);
        }
    }

    /** Makes the parent's status follow: superseded by a replacement that counts, current again when none does any more. */
    void updateReplaced(DocumentReference document) {
        for (DocumentReferenceRelatesToComponent relation : document.getRelatesTo()) {
            if (relation.getCode() == DocumentRelationshipType.REPLACES) {
                parent(relation).ifPresent(parent -> update(parent, document));
            }
        }
    }

    private void update(DocumentReference parent, DocumentReference document) {
        if (counts(document)) {
            if (parent.getStatus() == DocumentReferenceStatus.CURRENT) {
                parent.setStatus(DocumentReferenceStatus.SUPERSEDED);
            }
        } else if (parent.getStatus() == DocumentReferenceStatus.SUPERSEDED
                && document.getStatus() == DocumentReferenceStatus.ENTEREDINERROR
                && workspace.referring(DocumentReference.class, "relatesto", parent).stream()
                        .noneMatch(other -> other != document && isReplacement(other) && counts(other))) {
            parent.setStatus(DocumentReferenceStatus.CURRENT);
        }
    }

    private Optional<DocumentReference> parent(DocumentReferenceRelatesToComponent relation) {
        Identifier number = relation.getTarget().getIdentifier();
        return number.hasValue() && number.hasSystem()
                ? workspace.find(DocumentReference.class, Translation.identity(DocumentReference.class, number))
                : Optional.empty();
    }

    private Optional<DocumentReference> awaiting(Identifier number, int place) {
        return workspace.find(DocumentReference.class, identity(number, place));
    }

    private static Identity identity(Identifier number, int place) {
        return new Identity("DocumentReference", number.getSystem() + AWAITING + place, number.getValue());
    }

    private static boolean isAbout(DocumentReferenceRelatesToComponent relation, Identifier number) {
        Identifier target = relation.getTarget().getIdentifier();
        return number.getValue().equals(target.getValue()) && number.getSystem().equals(target.getSystem());
    }

    private static boolean isReplacement(DocumentReference document) {
        return document.getRelatesTo().stream()
                .anyMatch(relation -> relation.getCode() == DocumentRelationshipType.REPLACES);
    }

    /** Whether a document is in force: a draft of a replacement replaces nothing yet. */
    private static boolean counts(DocumentReference document) {
        return document.getStatus() == DocumentReferenceStatus.CURRENT
                && document.getDocStatus() != ReferredDocumentStatus.PRELIMINARY
                && document.getDocStatus() != ReferredDocumentStatus.ENTEREDINERROR;
    }
}
