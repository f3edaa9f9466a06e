package org.chartproof.hl7.map.document;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.chartproof.hl7.map.Identity;
import org.chartproof.hl7.map.Mapping.Unmappable;
import org.chartproof.hl7.map.Translation;
import org.chartproof.hl7.map.text.DocumentParts;
import org.chartproof.hl7.map.text.DocumentParts.Attached;
import org.chartproof.hl7.map.text.EmbeddedDocument;
import org.chartproof.hl7.map.text.MediaTypes;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.Resource;

/**
 * The content of a document as attachments: its text first, then what is embedded, each file in a Binary of its own that is never changed, so that older versions of the document keep
 * theirs.
 *
 * @param attachments empty if the message brought no content
 * @param cover text that only announces the file beside it; empty if the text is the document
 */
public record DocumentContent(List<Attachment> attachments, Optional<String> cover) {

    /** Text beside a file that is no longer than this is no document, but a note that there is one: "See attached report." */
    private static final int LONGEST_COVER = 200;

    public DocumentContent {
        attachments = List.copyOf(attachments);
    }

    /** What came of reading content. */
    public sealed interface Read {
        /** The content. */
        record Readable(DocumentContent content) implements Read {}

        /** Something is embedded that can't be decoded: the message becomes a dead letter, since half a document would be coded as a whole one. */
        record Unreadable(Unmappable reason) implements Read {}
    }

    /**
     * The content of a document.
     *
     * @param owner the document or report that it is of: part of the ids of its files
     */
    public static Read of(Translation translation, DocumentParts parts, Resource owner) {
        List<Attachment> files = new ArrayList<>();
        boolean readable = false;
        for (Attached attached : parts.attached()) {
            EmbeddedDocument document = attached.document();
            if (document instanceof EmbeddedDocument.Broken broken) {
                return new Read.Unreadable(new Unmappable(
                        attached.observation().place(5), "broken-document", broken.reason(), broken.hint()));
            }
            if (document instanceof EmbeddedDocument.Embedded embedded) {
                files.add(file(translation, embedded, owner));
                readable |= !embedded.mediaType().startsWith("image/")
                        && !embedded.mediaType().startsWith("audio/");
            } else if (document instanceof EmbeddedDocument.Referenced referenced) {
                files.add(
                        pointer(translation, referenced, attached.observation().place(5)));
            }
        }
        List<Attachment> attachments = new ArrayList<>();
        Optional<String> cover =
                readable ? parts.text().filter(text -> text.strip().length() <= LONGEST_COVER) : Optional.empty();
        if (cover.isEmpty()) {
            parts.text().map(DocumentContent::text).ifPresent(attachments::add);
        }
        attachments.addAll(files);
        return new Read.Readable(new DocumentContent(attachments, cover.map(String::strip)));
    }

    /** A text as an attachment. */
    public static Attachment text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Attachment()
                .setContentType(MediaTypes.ofText(text))
                .setData(bytes)
                .setSize(bytes.length)
                .setHash(digest("SHA-1", bytes));
    }

    private static Attachment file(Translation translation, EmbeddedDocument.Embedded embedded, Resource owner) {
        String key = owner.getIdElement().getIdPart() + "|"
                + HexFormat.of().formatHex(digest("SHA-256", embedded.content()));
        Binary binary =
                translation.workspace().open(Binary.class, new Identity("Binary", "urn:chartproof:hl7v2:content", key));
        binary.setContentType(embedded.mediaType());
        binary.setData(embedded.content());
        return new Attachment()
                .setContentType(embedded.mediaType())
                .setUrl("Binary/" + binary.getIdElement().getIdPart())
                .setSize(embedded.content().length)
                .setHash(digest("SHA-1", embedded.content()));
    }

    /** A pointer that is no URL is shown for people; nobody could follow it. */
    private static Attachment pointer(Translation translation, EmbeddedDocument.Referenced referenced, String place) {
        Attachment attachment = new Attachment().setContentType(referenced.mediaType());
        if (isUrl(referenced.pointer())) {
            return attachment.setUrl(referenced.pointer());
        }
        translation.warn(place, "pointer-no-url", "The document is kept elsewhere, and what points at it is no URL.");
        return attachment.setTitle(referenced.pointer());
    }

    private static boolean isUrl(String pointer) {
        try {
            return new URI(pointer).isAbsolute() && !pointer.matches("[A-Za-z]:.*");
        } catch (URISyntaxException e) {
            // No URI: shown as it is.
            return false;
        }
    }

    private static byte[] digest(String algorithm, byte[] content) {
        try {
            return MessageDigest.getInstance(algorithm).digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }
}
