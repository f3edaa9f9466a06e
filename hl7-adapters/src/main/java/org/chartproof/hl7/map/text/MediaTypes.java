package org.chartproof.hl7.map.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * What content shows itself to be by its first bytes. Senders fill OBX-5.2 to 5.4 from a fixed table, whatever the document is: the bytes are believed first, and the declared type
 * only where they say nothing.
 */
public final class MediaTypes {

    /** Text of the module's own making. */
    public static final String PLAIN = "text/plain; charset=utf-8";

    static final String RTF_BEGIN = "{\\rtf";
    private static final String CDA = "application/cda+xml";
    private static final String RTF = "application/rtf";

    /** The root element of an XML document stands within so many bytes. */
    private static final int HEAD = 4096;

    private MediaTypes() {}

    /** The media type of content by its first bytes; empty if they are of no known format. */
    static Optional<String> ofContent(byte[] content) {
        String head = new String(content, 0, Math.min(content.length, HEAD), StandardCharsets.ISO_8859_1);
        return ofBinary(head).or(() -> ofMarkup(head));
    }

    /** The media type of a text that was joined of lines: RTF, HTML and C-CDA come as lines too. */
    public static String ofText(String text) {
        return ofMarkup(text.substring(0, Math.min(text.length(), HEAD)))
                .map(type -> type.equals(RTF) ? RTF : type + "; charset=utf-8")
                .orElse(PLAIN);
    }

    private static Optional<String> ofBinary(String head) {
        if (head.startsWith("PK\u0003\u0004")) {
            return Optional.of(
                    head.contains("word/") || head.contains("[Content_Types].xml")
                            ? "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
                            : "application/zip");
        }
        if (head.startsWith("\u00d0\u00cf\u0011\u00e0")) {
            return Optional.of("application/msword");
        }
        if (head.startsWith("\u00ff\u00d8\u00ff")) {
            return Optional.of("image/jpeg");
        }
        if (head.startsWith("\u0089PNG")) {
            return Optional.of("image/png");
        }
        if (head.startsWith("GIF8")) {
            return Optional.of("image/gif");
        }
        return head.startsWith("II*\u0000") || head.startsWith("MM\u0000*")
                ? Optional.of("image/tiff")
                : Optional.empty();
    }

    private static Optional<String> ofMarkup(String head) {
        String begin = withoutMark(head).stripLeading();
        if (begin.startsWith("%PDF")) {
            return Optional.of("application/pdf");
        }
        if (begin.startsWith(RTF_BEGIN)) {
            return Optional.of(RTF);
        }
        if (!begin.startsWith("<")) {
            return Optional.empty();
        }
        if (begin.contains("<ClinicalDocument") || begin.contains(":ClinicalDocument")) {
            return Optional.of(CDA);
        }
        String lower = begin.toLowerCase(Locale.ROOT);
        if (lower.startsWith("<?xml")) {
            return Optional.of(lower.contains("<html") ? "application/xhtml+xml" : "application/xml");
        }
        return lower.startsWith("<html") || lower.startsWith("<!doctype html") || lower.startsWith("<body")
                ? Optional.of("text/html")
                : Optional.empty();
    }

    /** A byte order mark, decoded or as the Latin letters that its bytes are. */
    private static String withoutMark(String head) {
        if (head.startsWith("\u00ef\u00bb\u00bf")) {
            return head.substring(3);
        }
        return head.startsWith("\ufeff") ? head.substring(1) : head;
    }

    /**
     * The media type that the sender declared.
     *
     * @param type OBX-5.2: of HL7 table 0191, or the first half of a MIME type
     * @param subtype OBX-5.3: of HL7 table 0291, or the second half of a MIME type
     */
    static String declared(String type, String subtype) {
        String whole = (subtype.contains("/") ? subtype : type.contains("/") ? type : "").toLowerCase(Locale.ROOT);
        return whole.isEmpty() ? DeclaredTypes.named(type, subtype) : whole;
    }

    /** Whether bytes are text that a person could read: UTF-8 or ASCII without control characters. */
    static boolean isReadable(byte[] content) {
        try {
            return !StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(content))
                    .chars()
                    .anyMatch(one -> Character.isISOControl(one) && !Character.isWhitespace(one));
        } catch (CharacterCodingException e) {
            // Not UTF-8: binary, or text of a charset that nobody named.
            return false;
        }
    }
}
