package org.chartproof.coding.document;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;

/** Plain text in the charset that is declared; where its bytes are not of that charset, in Windows-1252, as old systems send. */
final class PlainText {

    private static final Charset FALLBACK = Charset.forName("windows-1252");

    private PlainText() {}

    static Reading read(byte[] content, Charset charset) {
        return DocumentReader.found(decode(content, charset));
    }

    static String decode(byte[] content, Charset charset) {
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(content, FALLBACK);
        }
    }

    static boolean knows(String charset) {
        try {
            return Charset.isSupported(charset);
        } catch (IllegalCharsetNameException e) {
            return false;
        }
    }
}
