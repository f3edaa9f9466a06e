package org.chartproof.server.review;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.chartproof.coding.document.NoteText;
import org.chartproof.server.writeback.Canonical;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Provenance.ProvenanceEntityComponent;
import org.hl7.fhir.r4.model.Provenance.ProvenanceEntityRole;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Type;

/** No code without words to point at, or a person's word for it; and the words stand where they are said to stand. */
final class EvidenceRules {

    private final Stored stored;

    EvidenceRules(Stored stored) {
        this.stored = stored;
    }

    /** Whether a signature points at words, or says why it does not. */
    static boolean rests(Signature signature) {
        return signature.hasReasonInWords()
                || signature.provenance().getEntity().stream()
                        .filter(entity -> entity.getRole() == ProvenanceEntityRole.SOURCE)
                        .anyMatch(entity -> entity.hasExtension(Canonical.DERIVATION_REFERENCE));
    }

    /** Judges every span that a signature points at. */
    void judge(Signature signature, String encounter, Breaches breaches) {
        for (ProvenanceEntityComponent entity : signature.provenance().getEntity()) {
            if (entity.getRole() == ProvenanceEntityRole.SOURCE) {
                judge(entity, encounter, breaches);
            }
        }
    }

    private void judge(ProvenanceEntityComponent source, String encounter, Breaches breaches) {
        List<Extension> places = source.getExtensionsByUrl(Canonical.DERIVATION_REFERENCE);
        List<Extension> words = source.getExtensionsByUrl(Canonical.EVIDENCE_WORDS);
        if (places.size() != words.size()) {
            breaches.add(Rule.EVIDENCE, "Each span needs its words, in the same order");
            return;
        }
        Optional<String> hash = source.getExtensionsByUrl(Canonical.TEXT_HASH).stream()
                .map(extension -> extension.getValue().primitiveValue())
                .findFirst();
        for (int i = 0; i < places.size(); i++) {
            Optional<Binary> text =
                    reference(places.get(i)).flatMap(one -> stored.read(Binary.class, one.getReferenceElement()));
            if (text.isEmpty() || !belongs(text.get(), source, encounter)) {
                breaches.add(Rule.EVIDENCE, "A span points at a text that is none of this encounter's document");
                return;
            }
            NoteText note = new NoteText(new String(text.get().getData(), StandardCharsets.UTF_8));
            breaches.addUnless(
                    hash.filter(note.sha256()::equals).isPresent(),
                    Rule.EVIDENCE,
                    "The hash is not that of the text: read the text again");
            breaches.addUnless(
                    quotes(note.text(), places.get(i), words.get(i)),
                    Rule.EVIDENCE,
                    "A span does not stand in the text with the words given");
        }
    }

    private boolean belongs(Binary text, ProvenanceEntityComponent source, String encounter) {
        String document = source.getWhat().getReferenceElement().getIdPart();
        boolean ofDocument = document != null
                && document.equals(
                        text.getSecurityContext().getReferenceElement().getIdPart());
        return ofDocument
                && stored.read(DocumentReference.class, source.getWhat().getReferenceElement()).stream()
                        .flatMap(one -> one.getContext().getEncounter().stream())
                        .anyMatch(one ->
                                encounter.equals(one.getReferenceElement().getIdPart()));
    }

    private static boolean quotes(String text, Extension place, Extension words) {
        int offset = number(place, "offset");
        int length = number(place, "length");
        boolean inside = offset >= 0 && length > 0 && length <= text.length() - offset;
        return inside
                && number(words, "offset") == offset
                && number(words, "length") == length
                && text.substring(offset, offset + length)
                        .equals(part(words, "words").map(Type::primitiveValue).orElse(""));
    }

    private static Optional<Reference> reference(Extension place) {
        return part(place, "reference").filter(Reference.class::isInstance).map(Reference.class::cast);
    }

    private static int number(Extension extension, String name) {
        return part(extension, name)
                .filter(IntegerType.class::isInstance)
                .map(value -> ((IntegerType) value).getValue())
                .orElse(-1);
    }

    private static Optional<Type> part(Extension extension, String name) {
        return Optional.ofNullable(extension.getExtensionByUrl(name)).map(Extension::getValue);
    }
}
