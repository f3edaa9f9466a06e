package org.chartproof.hl7.map.order;

import java.util.List;
import org.chartproof.hl7.map.Translation;
import org.chartproof.hl7.map.adt.Clinicians;
import org.chartproof.hl7.message.Message;
import org.chartproof.hl7.message.Segment;
import org.hl7.fhir.r4.model.Annotation;

/** NTE as Annotation. */
final class Notes {

    private Notes() {}

    static List<Annotation> of(Translation translation, List<Segment> notes) {
        return notes.stream()
                .filter(note -> !text(translation.message(), note).isBlank())
                .map(note -> annotation(translation, note))
                .toList();
    }

    /** NTE-5 is who entered it, NTE-6 when. */
    private static Annotation annotation(Translation translation, Segment note) {
        Annotation annotation = new Annotation().setText(text(translation.message(), note));
        Clinicians.reference(translation, note.field(5).first(), note.place(5)).ifPresent(annotation::setAuthor);
        translation.types().times().dateTime(note.value(6), note.place(6)).ifPresent(annotation::setTimeElement);
        return annotation;
    }

    private static String text(Message message, Segment note) {
        String raw = note.field(3).raw().replace(message.syntax().repetitionSeparator(), '\n');
        return message.escapes().decode(raw).strip();
    }
}
