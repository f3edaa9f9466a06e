package org.chartproof.coding.document;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The normalised text of a note. Offsets of evidence count in its UTF-16 characters ({@link String} indices), half-open. Line
 * ends are {@code \n}, there are no control characters but that and tab, and the text is in Unicode NFC.
 *
 * @param text the characters
 */
public record NoteText(String text) {

    /** SHA-256 of the text in UTF-8, lower-case hexadecimal: shows later that the offsets count in this very text. */
    public String sha256() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The words of a span. */
    public String words(int begin, int end) {
        return text.substring(begin, end);
    }

    /** Never the text itself: notes must not reach a log by way of a message. */
    @Override
    public String toString() {
        return "NoteText[" + text.length() + " characters]";
    }
}
