package org.chartproof.coding.document;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.chartproof.coding.document.Reading.NeedsOcr;
import org.chartproof.coding.document.Reading.Readable;
import org.chartproof.coding.document.Reading.Unreadable;
import org.chartproof.coding.document.Reading.Unsupported;

/** Reads a document's content by its media type, or by its first bytes where the media type says nothing. Thread-safe. */
public final class DocumentReader {

    /** Content that is larger is not read: 25 MB. */
    public static final int LARGEST_CONTENT = 25_000_000;

    private interface Format {
        Reading read(byte[] content, Charset charset);
    }

    private static final Map<String, Format> FORMATS = Map.ofEntries(
            Map.entry("text/plain", PlainText::read),
            Map.entry("text/html", Html::read),
            Map.entry("application/xhtml+xml", Html::read),
            Map.entry("text/rtf", (content, charset) -> Rtf.read(content)),
            Map.entry("application/rtf", (content, charset) -> Rtf.read(content)),
            Map.entry("application/pdf", (content, charset) -> Pdf.read(content)),
            Map.entry("text/xml", (content, charset) -> ClinicalDocument.read(content)),
            Map.entry("application/xml", (content, charset) -> ClinicalDocument.read(content)),
            Map.entry("application/cda+xml", (content, charset) -> ClinicalDocument.read(content)),
            Map.entry("application/hl7-cda+xml", (content, charset) -> ClinicalDocument.read(content)),
            Map.entry("application/hl7-sda+xml", (content, charset) -> ClinicalDocument.read(content)));

    private final int largest;

    /** With the usual limit of {@link #LARGEST_CONTENT} bytes. */
    public DocumentReader() {
        this(LARGEST_CONTENT);
    }

    /**
     * @param largest most bytes that are read
     */
    public DocumentReader(int largest) {
        this.largest = largest;
    }

    /**
     * Reads content.
     *
     * @param mediaType as sent, with or without parameters such as {@code charset}
     */
    public Reading read(byte[] content, String mediaType) {
        if (content.length == 0) {
            return new Unreadable("The content is empty.");
        }
        if (content.length > largest) {
            return new Unreadable("The content has " + content.length + " bytes; at most " + largest + " are read.");
        }
        String type = type(content, mediaType);
        if (type.startsWith("image/")) {
            return new NeedsOcr("The content is an image.");
        }
        Format format = FORMATS.get(type);
        if (format == null) {
            return new Unsupported(type);
        }
        return format.read(content, charset(mediaType));
    }

    private static String type(byte[] content, String mediaType) {
        String declared = mediaType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        String begin = new String(content, 0, Math.min(content.length, 64), StandardCharsets.ISO_8859_1).stripLeading();
        if (begin.startsWith("%PDF-")) {
            return "application/pdf";
        }
        if (begin.startsWith("{\\rtf")) {
            return "application/rtf";
        }
        if (!declared.isEmpty() && !declared.equals("application/octet-stream")) {
            return declared;
        }
        String lower = begin.toLowerCase(Locale.ROOT);
        if (lower.startsWith("<!doctype html") || lower.startsWith("<html")) {
            return "text/html";
        }
        if (lower.startsWith("<?xml") || lower.startsWith("<clinicaldocument")) {
            return "application/xml";
        }
        return declared.isEmpty() ? "application/octet-stream" : declared;
    }

    private static Charset charset(String mediaType) {
        for (String parameter : mediaType.split(";")) {
            String[] pair = parameter.split("=", 2);
            if (pair.length == 2 && pair[0].strip().equalsIgnoreCase("charset")) {
                String name = pair[1].strip().replace("\"", "");
                if (PlainText.knows(name)) {
                    return Charset.forName(name);
                }
            }
        }
        return StandardCharsets.UTF_8;
    }

    /** Text that was found with its places, or that there was none. */
    static Reading found(MappedText text, SourceMap.Places places) {
        MappedText note = Normaliser.normalise(text);
        return note.isBlank()
                ? new Unreadable("The content has no text.")
                : new Readable(new NoteText(note.text()), note.map(places));
    }
}
