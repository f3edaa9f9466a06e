package org.chartproof.server.writeback;

import java.util.Date;
import org.chartproof.coding.Note;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Reference;

/**
 * A note that was coded, and the document version it is the text of.
 *
 * @param document the exact version, {@code DocumentReference/x/_history/v}
 * @param storedAt when that version was stored
 * @param note its text; the note's id is the document's id
 */
public record SourceNote(IdType document, Date storedAt, Note note) {

    Reference version() {
        return new Reference(document.getValue());
    }

    Reference current() {
        return new Reference(document.toUnqualifiedVersionless().getValue());
    }

    IdType text() {
        return ResultIds.text(document);
    }
}
