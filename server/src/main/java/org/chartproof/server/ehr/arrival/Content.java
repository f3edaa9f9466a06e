package org.chartproof.server.ehr.arrival;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.chartproof.server.ehr.connection.Ehr;
import org.chartproof.server.ehr.connection.EhrRequest;
import org.chartproof.server.ehr.connection.Reply;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.DocumentReference.DocumentReferenceContentComponent;

/** The content of a document: the best of its forms that can be read. */
final class Content {

    /** Best first, as it is read when it is coded. */
    private static final List<String> FORMS = List.of("text/plain", "html", "xml", "rtf", "pdf");

    private static final String ANYTHING = "*/*;q=0.1";
    private static final String FHIR_JSON = "application/fhir+json";

    private final FhirContext fhir;

    Content(FhirContext fhir) {
        this.fhir = fhir;
    }

    /** What came of fetching it. */
    sealed interface Fetched {
        /** It lies in the document itself, or nowhere. */
        record NotNeeded() implements Fetched {}

        /** It was fetched for one of the document's attachments. */
        record Found(Attachment attachment, Binary binary) implements Fetched {}

        /** It can't be had. */
        record Failed(Reason reason) implements Fetched {}
    }

    /** Fetches what a document shows by URL. */
    Fetched fetch(Ehr ehr, DocumentReference document) {
        Optional<Attachment> best = document.getContent().stream()
                .map(DocumentReferenceContentComponent::getAttachment)
                .filter(attachment -> attachment.hasData() || attachment.hasUrl())
                .min(Comparator.comparingInt(Content::rank));
        if (best.isEmpty() || best.get().hasData() || best.get().getUrl().startsWith("#")) {
            return new Fetched.NotNeeded();
        }
        Attachment attachment = best.get();
        String type = attachment.hasContentType() ? attachment.getContentType() : "";
        Reply reply = ehr.client()
                .send(EhrRequest.content(
                        attachment.getUrl(),
                        type.isEmpty() ? ANYTHING : type + ", " + ANYTHING,
                        ehr.source().content().maxBytes()));
        if (reply instanceof Reply.Done done) {
            return found(attachment, done);
        }
        return new Fetched.Failed(
                reply instanceof Reply.Refused refused
                        ? Reason.of("The content of the document", refused)
                        : Reason.notFound("The content of the document"));
    }

    private Fetched found(Attachment attachment, Reply.Done done) {
        String given = done.headers().firstValue("Content-Type").orElse("application/octet-stream");
        Binary binary = new Binary();
        if (base(given).equals(FHIR_JSON)
                && !base(text(attachment.getContentType())).equals(FHIR_JSON)) {
            try {
                Binary wrapped = fhir.newJsonParser()
                        .parseResource(Binary.class, new String(done.body(), StandardCharsets.UTF_8));
                if (!wrapped.hasData()) {
                    return new Fetched.Failed(Reason.of("no-content", "The content of the document is empty."));
                }
                binary.setContentType(wrapped.getContentType()).setData(wrapped.getData());
            } catch (DataFormatException | ClassCastException e) {
                return new Fetched.Failed(Reason.of("no-content", "The content of the document is no Binary."));
            }
        } else {
            binary.setContentType(given).setData(done.body());
        }
        if (attachment.hasContentType()
                && !base(attachment.getContentType()).equals(base(text(binary.getContentType())))) {
            // What the document says counts: a server may send all as a stream of bytes.
            binary.setContentType(attachment.getContentType());
        }
        // So that a document whose content alone has changed is seen to have changed, and is coded anew.
        attachment.setHash(sha1(binary.getData())).setSize(binary.getData().length);
        return new Fetched.Found(attachment, binary);
    }

    /** What FHIR R4 wants for the hash of an attachment; it protects nothing here. */
    private static byte[] sha1(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }

    private static String base(String contentType) {
        return contentType.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
    }

    private static int rank(Attachment attachment) {
        String type = text(attachment.getContentType()).toLowerCase(Locale.ROOT);
        for (int i = 0; i < FORMS.size(); i++) {
            if (type.contains(FORMS.get(i))) {
                return i;
            }
        }
        return FORMS.size();
    }
}
