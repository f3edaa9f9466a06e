package org.chartproof.hl7.map.text;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.chartproof.hl7.message.Escapes;
import org.chartproof.hl7.message.Field;
import org.chartproof.hl7.message.Segment;
import org.chartproof.hl7.message.Syntax;

/** What OBX-5 of an ED, RP or disguised text holds. */
public sealed interface EmbeddedDocument {

    /**
     * A document.
     *
     * @param mediaType what the bytes show, else what was declared
     */
    record Embedded(byte[] content, String mediaType) implements EmbeddedDocument {}

    /**
     * A document that is kept elsewhere.
     *
     * @param pointer as sent: a URL, a path or an identifier
     */
    record Referenced(String pointer, String mediaType) implements EmbeddedDocument {}

    /** Nothing was sent: a placeholder, or a segment that holds no document. */
    record Nothing() implements EmbeddedDocument {}

    /**
     * Content that can't be decoded.
     *
     * @param reason for a person, without any of the content
     * @param hint what the sender should do
     */
    record Broken(String reason, String hint) implements EmbeddedDocument {}

    /** OBX-2 of documents. */
    Set<String> TYPES = Set.of("ED", "RP");

    /** Whether an observation holds a document rather than text: by its type, or since its text is one in base64. */
    static boolean isIn(Segment observation) {
        return TYPES.contains(observation.value(2).orElse("").toUpperCase(Locale.ROOT))
                || isDisguised(observation.field(5));
    }

    /** Whether text is a PDF, RTF, zip or XML file in base64, by the letters that these begin with: senders put files into TX. */
    static boolean isDisguised(Field value) {
        return Encodings.beginsAsFile(value.raw());
    }

    /**
     * Reads OBX-5.
     *
     * @param observation of which {@link #isIn}
     * @param continued observations whose data continue it
     * @param syntax of the message
     */
    static EmbeddedDocument read(Segment observation, List<Segment> continued, Syntax syntax) {
        Field value = observation.field(5);
        if (value.isAbsent() || value.isRemoval()) {
            return new Nothing();
        }
        String[] parts = EncapsulatedData.components(value.raw(), syntax);
        return observation.value(2).orElse("").equalsIgnoreCase("RP")
                ? referenced(parts, new Escapes(syntax))
                : new EncapsulatedData(parts, continued, syntax).read();
    }

    private static EmbeddedDocument referenced(String[] parts, Escapes escapes) {
        String pointer = escapes.decode(parts[0]).strip();
        String type = parts.length > 2 ? parts[2].strip() : "";
        String subtype = parts.length > 3 ? parts[3].strip() : "";
        return pointer.isEmpty() ? new Nothing() : new Referenced(pointer, MediaTypes.declared(type, subtype));
    }
}
