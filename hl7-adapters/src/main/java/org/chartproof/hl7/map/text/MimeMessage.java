package org.chartproof.hl7.map.text;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A MIME multipart message that carries a C-CDA, as the CDA standard shows for MDM (OBX-5.2 multipart, OBX-5.3 x-hl7-cda-level-one): its first part that is a document of a known
 * format.
 */
final class MimeMessage {

    private static final Pattern BEGIN = Pattern.compile("(?i)\\s*(mime-version|content-type)\\s*:");
    private static final Pattern BOUNDARY = Pattern.compile("(?i)boundary\\s*=\\s*\"?([^\"\\s;]{1,70})\"?");
    private static final int LONGEST_HEADER = 4096;

    private MimeMessage() {}

    /** The document; empty if this is no such message or none of its parts is known. */
    static Optional<byte[]> document(byte[] content) {
        String head = new String(content, 0, Math.min(content.length, LONGEST_HEADER), StandardCharsets.ISO_8859_1);
        Matcher boundary = BOUNDARY.matcher(head);
        if (!BEGIN.matcher(head).lookingAt() || !boundary.find()) {
            return Optional.empty();
        }
        // Bytes as letters and back: the parts may be of any charset.
        String text = new String(content, StandardCharsets.ISO_8859_1);
        boolean wholeIsEncoded = isEncoded(head.substring(0, boundary.end()));
        for (String part : text.split(Pattern.quote("--" + boundary.group(1)))) {
            Optional<byte[]> document = part(part, wholeIsEncoded);
            if (document.isPresent()) {
                return document;
            }
        }
        return Optional.empty();
    }

    /** The body begins after an empty line; where line ends were lost, at the first mark-up. */
    private static Optional<byte[]> part(String part, boolean wholeIsEncoded) {
        Matcher blank = Pattern.compile("\\r?\\n\\r?\\n").matcher(part);
        String header = blank.find() ? part.substring(0, blank.start()) : "";
        String body = blank.find(0) ? part.substring(blank.end()) : part.substring(Math.max(0, part.indexOf('<')));
        boolean encoded = isEncoded(header) || wholeIsEncoded && body.indexOf('<') < 0;
        Optional<byte[]> decoded = encoded
                ? Encodings.base64(body.strip())
                : Optional.of(body.strip().getBytes(StandardCharsets.ISO_8859_1));
        return decoded.filter(bytes -> MediaTypes.ofContent(bytes).isPresent());
    }

    private static boolean isEncoded(String header) {
        return header.toLowerCase(Locale.ROOT).matches("(?s).*content-transfer-encoding\\s*:\\s*base64.*");
    }
}
