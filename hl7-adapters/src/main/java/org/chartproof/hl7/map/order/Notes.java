package org.chartproof.hl7.map.order;

import java.util.List;
import org.chartproof.hl7.map.Translation;
import org.chartproof.hl7.message.Message;
import org.chartproof.hl7.message.Segment;
import org.hl7.fhir.r4.model.Annotation;

/** NTE as Annotation. */
final class Notes {

    private Notes() {}

    static List<Annotation> of(Translation translation, List<Segment> notes) {
        return notes.stream()
                .map(note -> text(translation.message(), note))
                .filter(text -> !text.isBlank())
                .map(text -> new Annotation().setText(text))
                .toList();
    }

    private static String text(Message message, Segment note) {
        String raw = note.field(3).raw().replace(message.syntax().repetitionSeparator(), '\n');
        return message.escapes().decode(raw).strip();
    }
}
