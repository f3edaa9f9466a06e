package org.chartproof.hl7.map.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Base64 and hexadecimal digits as senders write them: with line breaks, in the URL alphabet, without padding, or in several pieces that are padded each. */
final class Encodings {

    /** PDF, RTF, XML, ClinicalDocument, zip, HTML in base64; each of at least three bytes of its beginning. */
    private static final List<String> FILES =
            List.of("JVBERi", "e1xydGY", "PD94bWw", "PENsaW5pY2Fs", "UEsDB", "PGh0bW", "PCFET0NUWVBF");

    private static final byte[] BASE64 = alphabet();
    private static final byte BLANK = -2;
    private static final byte PADDING = -3;
    private static final byte OTHER = -1;

    private Encodings() {}

    /** Whether text is long and begins as a file in base64 does. */
    static boolean beginsAsFile(String text) {
        String begin = text.substring(0, Math.min(text.length(), 64)).stripLeading();
        return text.length() >= 64 && FILES.stream().anyMatch(begin::startsWith);
    }

    /** Whether text is nothing but base64 and begins no file of its own: what a file that was cut goes on with. */
    static boolean isPiece(String text) {
        return !text.isBlank()
                && !beginsAsFile(text)
                && text.strip().chars().allMatch(one -> one < 128 && BASE64[one] != OTHER && BASE64[one] != BLANK);
    }

    /**
     * Whether a piece of base64 is the last one of a file. Padding says so; else a PDF ends with %%EOF, RTF with a brace and mark-up with a bracket, where the last four letters are whole.
     */
    static boolean endsAsFile(String piece) {
        String end = piece.substring(Math.max(0, piece.length() - 64)).replaceAll("\\s", "");
        if (end.endsWith("=")) {
            return true;
        }
        String text = base64(end.substring(end.length() % 4))
                .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1).strip())
                .orElse("");
        return text.endsWith("%%EOF") || text.endsWith("}") || text.endsWith(">");
    }

    /** The bytes of base64; empty if any letter is none of it, or if it is cut off inside a byte. */
    static Optional<byte[]> base64(String text) {
        byte[] digits = new byte[text.length()];
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(text.length() / 4 * 3 + 3);
        int count = 0;
        boolean padded = false;
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            byte kind = one < 128 ? BASE64[one] : OTHER;
            if (kind == OTHER) {
                return Optional.empty();
            }
            if (kind == PADDING) {
                padded = true;
            } else if (kind != BLANK) {
                if (padded) {
                    if (!decode(digits, count, decoded)) {
                        return Optional.empty();
                    }
                    count = 0;
                    padded = false;
                }
                digits[count++] = kind;
            }
        }
        return decode(digits, count, decoded) && decoded.size() > 0
                ? Optional.of(decoded.toByteArray())
                : Optional.empty();
    }

    private static boolean decode(byte[] digits, int count, ByteArrayOutputStream decoded) {
        if (count % 4 == 1) {
            return false;
        }
        byte[] bytes = Base64.getDecoder().decode(count == digits.length ? digits : Arrays.copyOf(digits, count));
        decoded.write(bytes, 0, bytes.length);
        return true;
    }

    /** The bytes of hexadecimal digits, in pairs; empty if anything else but blanks stands between them. */
    static Optional<byte[]> hexadecimal(String text) {
        byte[] decoded = new byte[text.length() / 2];
        int count = 0;
        int high = -1;
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            int digit = Character.digit(one, 16);
            if (digit < 0 || one >= 128) {
                if (!Character.isWhitespace(one)) {
                    return Optional.empty();
                }
            } else if (high < 0) {
                high = digit;
            } else {
                decoded[count++] = (byte) (high << 4 | digit);
                high = -1;
            }
        }
        return high >= 0 || count == 0 ? Optional.empty() : Optional.of(Arrays.copyOf(decoded, count));
    }

    /** For each letter the digit that it is, in the usual alphabet; or what else it is. */
    private static byte[] alphabet() {
        byte[] alphabet = new byte[128];
        Arrays.fill(alphabet, OTHER);
        for (char one = 'A'; one <= 'Z'; one++) {
            alphabet[one] = (byte) one;
            alphabet[one + 32] = (byte) (one + 32);
        }
        for (char one = '0'; one <= '9'; one++) {
            alphabet[one] = (byte) one;
        }
        alphabet['+'] = '+';
        alphabet['/'] = '/';
        alphabet['-'] = '+';
        alphabet['_'] = '/';
        alphabet['='] = PADDING;
        for (char one : new char[] {' ', '\r', '\n', '\t'}) {
            alphabet[one] = BLANK;
        }
        return alphabet;
    }
}
