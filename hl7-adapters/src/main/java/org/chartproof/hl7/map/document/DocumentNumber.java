package org.chartproof.hl7.map.document;

import java.util.Optional;
import java.util.stream.Stream;
import org.chartproof.hl7.map.Identity;
import org.chartproof.hl7.map.Translation;
import org.chartproof.hl7.message.Repetition;
import org.chartproof.hl7.message.Segment;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Identifier;

/**
 * By which a document is known: TXA-12, else the unique file name of TXA-16; a message that brings a new document without either is known by its own number, so that at least
 * the same message makes it once.
 */
record DocumentNumber(Identifier identifier, boolean isOfMessage) {

    private static final int NUMBER = 12;
    private static final int PARENT = 13;
    private static final int FILE_NAME = 16;
    private static final int CONTROL_ID = 10;

    static Optional<DocumentNumber> of(Translation translation, Segment txa, DocumentEvent event) {
        Optional<Identifier> number = Stream.of(NUMBER, FILE_NAME)
                .flatMap(field -> read(translation, txa.field(field).first()).stream())
                .findFirst();
        boolean isNew = event == DocumentEvent.ORIGINAL
                || event == DocumentEvent.ADDENDUM
                || event == DocumentEvent.REPLACEMENT;
        return number.map(one -> new DocumentNumber(one, false))
                .or(() -> isNew
                        ? translation
                                .message()
                                .header()
                                .value(CONTROL_ID)
                                .asText()
                                .map(id -> new DocumentNumber(
                                        new Identifier()
                                                .setSystem(translation
                                                                .types()
                                                                .systems()
                                                                .fallback() + "#message")
                                                .setValue(id),
                                        true))
                        : Optional.empty());
    }

    /** TXA-13: the document that this one is about. */
    static Optional<Identifier> parent(Translation translation, Segment txa) {
        return read(translation, txa.field(PARENT).first());
    }

    private static Optional<Identifier> read(Translation translation, Repetition ei) {
        return translation.types().identifiers().entity(ei);
    }

    Identity identity() {
        return Translation.identity(DocumentReference.class, identifier);
    }

    boolean isSame(Identifier other) {
        return other.getValue().equals(identifier.getValue())
                && other.getSystem().equals(identifier.getSystem());
    }
}
