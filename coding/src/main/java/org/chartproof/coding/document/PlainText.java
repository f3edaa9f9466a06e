package org.chartproof.coding.document;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;

/**
 * Plain text in the charset that is declared. Bytes that are not of that charset are read as Windows-1252, as old systems send it:
 * each by itself, so that one broken character leaves the rest of the text as it is.
 */
final class PlainText {

    private static final Charset FALLBACK = Charset.forName("windows-1252");

    /** One in so many characters may be a control character. */
    private static final int CONTROL_SHARE = 20;

    /** Of that many bytes at the beginning every second is 0 in UTF-16 of English. */
    private static final int SAMPLE = 400;

    private PlainText() {}

    static Reading read(byte[] content, Charset charset) {
        String text = decode(content, charset);
        return isBinary(text)
                ? new Reading.Unreadable("The content is binary, not text.")
                : DocumentReader.found(MappedText.of(text), SourcePlace.InText::new);
    }

    static String decode(byte[] content, Charset declared) {
        CharsetDecoder decoder = charset(content, declared)
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(content);
        CharBuffer out = CharBuffer.allocate((int) (content.length * (double) decoder.maxCharsPerByte()) + 16);
        CoderResult result = decoder.decode(in, out, true);
        while (result.isError()) {
            byte[] broken = new byte[result.length()];
            in.get(broken);
            out.put(new String(broken, FALLBACK));
            decoder.reset();
            result = decoder.decode(in, out, true);
        }
        decoder.flush(out);
        return out.flip().toString();
    }

    /** The declared charset, unless the bytes are plainly UTF-16. */
    private static Charset charset(byte[] content, Charset declared) {
        int sample = Math.min(content.length, SAMPLE) & ~1;
        int evenZeros = 0;
        int oddZeros = 0;
        for (int i = 0; i < sample; i += 2) {
            evenZeros += content[i] == 0 ? 1 : 0;
            oddZeros += content[i + 1] == 0 ? 1 : 0;
        }
        int most = sample * 2 / 5;
        boolean mark = sample >= 2;
        if (oddZeros > most && evenZeros == 0 || mark && content[0] == (byte) 0xff && content[1] == (byte) 0xfe) {
            return StandardCharsets.UTF_16LE;
        }
        if (evenZeros > most && oddZeros == 0 || mark && content[0] == (byte) 0xfe && content[1] == (byte) 0xff) {
            return StandardCharsets.UTF_16BE;
        }
        return declared;
    }

    private static boolean isBinary(String text) {
        long controls = text.chars()
                .filter(c -> c == '\ufffd' || Character.isISOControl(c) && !Character.isWhitespace(c) && c != '\u0085')
                .count();
        return controls * CONTROL_SHARE > text.length();
    }

    static boolean knows(String charset) {
        try {
            return Charset.isSupported(charset) && Charset.forName(charset).canEncode();
        } catch (IllegalCharsetNameException e) {
            return false;
        }
    }
}
