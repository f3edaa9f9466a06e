package org.chartproof.hl7.map.text;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.chartproof.hl7.message.Segment;
import org.chartproof.hl7.message.Syntax;

/**
 * What the observations of a document hold: one text of their lines, and documents that are embedded or pointed at.
 *
 * @param text made once, of all lines and of embedded plain text; empty if there is none
 * @param attached in the order in which they came, without placeholders and plain text
 */
public record DocumentParts(Optional<String> text, List<Attached> attached) {

    /** OBX-11 of an observation that does not hold: deleted, wrong, can't be obtained (HL7 table 0085). */
    private static final Set<String> VOID = Set.of("D", "W", "X");

    public DocumentParts {
        attached = List.copyOf(attached);
    }

    /**
     * A document of an OBX segment.
     *
     * @param observation that it begins in
     */
    public record Attached(Segment observation, EmbeddedDocument document) {}

    /**
     * Reads the observations of a document.
     *
     * @param segments OBX and NTE in order; others are passed over. Observations that were deleted or are wrong (OBX-11) don't count, nor do their comments
     * @param syntax of the message
     */
    public static DocumentParts of(List<Segment> segments, Syntax syntax) {
        List<Segment> lines = new ArrayList<>();
        List<List<Segment>> documents = new ArrayList<>();
        boolean counts = true;
        for (Segment segment : segments) {
            if (segment.name().equals("OBX")) {
                counts = !isVoid(segment);
                if (counts && !continues(documents, segment, syntax)) {
                    if (EmbeddedDocument.isIn(segment)) {
                        documents.add(new ArrayList<>(List.of(segment)));
                    } else {
                        lines.add(segment);
                    }
                }
            } else if (counts) {
                lines.add(segment);
            }
        }
        Optional<String> text = new DocumentText(syntax).join(lines);
        List<Attached> attached = new ArrayList<>();
        for (List<Segment> pieces : documents) {
            EmbeddedDocument document = EmbeddedDocument.read(pieces.get(0), pieces.subList(1, pieces.size()), syntax);
            Optional<String> embedded = plainText(document);
            if (embedded.isPresent()) {
                text = Optional.of(text.map(before -> before + "\n\n").orElse("") + embedded.get());
            } else if (!(document instanceof EmbeddedDocument.Nothing)) {
                attached.add(new Attached(pieces.get(0), document));
            }
        }
        return new DocumentParts(text, attached);
    }

    /** Whether an observation was deleted, is wrong or could not be made. */
    public static boolean isVoid(Segment observation) {
        return VOID.contains(observation.value(11).orElse("").toUpperCase(Locale.ROOT));
    }

    private static Optional<String> plainText(EmbeddedDocument document) {
        return document instanceof EmbeddedDocument.Embedded embedded
                        && embedded.mediaType().equals(MediaTypes.PLAIN)
                ? Optional.of(new String(embedded.content(), StandardCharsets.UTF_8))
                : Optional.empty();
    }

    /** Adds an observation to the document before it, if that is a file that was cut into several. */
    private static boolean continues(List<List<Segment>> documents, Segment segment, Syntax syntax) {
        if (documents.isEmpty()) {
            return false;
        }
        List<Segment> document = documents.get(documents.size() - 1);
        boolean same = document.get(0).field(3).raw().equals(segment.field(3).raw());
        if (!same
                || !Encodings.isPiece(data(segment, syntax))
                || !Encodings.beginsAsFile(data(document.get(0), syntax))) {
            return false;
        }
        if (Encodings.endsAsFile(data(document.get(document.size() - 1), syntax))) {
            return false;
        }
        document.add(segment);
        return true;
    }

    private static String data(Segment observation, Syntax syntax) {
        return EncapsulatedData.data(
                EncapsulatedData.components(observation.field(5).raw(), syntax), syntax);
    }
}
