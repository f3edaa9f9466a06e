package org.chartproof.bundles.demo;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;

/**
 * A clinical note of a demo encounter, and what a DocumentReference says about it.
 *
 * @param file file name in the encounter's folder
 * @param contentType MIME type: {@code text/plain}, {@code text/html}, {@code application/rtf} or {@code application/xml} (C-CDA)
 * @param id id of the DocumentReference; the same at each replay
 * @param title what the EHR calls the note
 * @param loinc LOINC document type, for example {@code 11506-3}
 * @param loincDisplay LOINC's name for the type
 * @param date when the note was written
 * @param author reference to the author, for example {@code Practitioner/prac-ashgrove}
 * @param content the file's content; encoded as UTF-8 when sent
 */
public record DemoDocument(
        String file,
        String contentType,
        String id,
        String title,
        String loinc,
        String loincDisplay,
        OffsetDateTime date,
        String author,
        String content) {

    /** The content as sent in an attachment: UTF-8. */
    public byte[] bytes() {
        return content.getBytes(StandardCharsets.UTF_8);
    }
}
