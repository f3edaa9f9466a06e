package org.chartproof.hl7.message;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.chartproof.hl7.table.Charsets;

/**
 * Bytes as text, by the feed's character set, else that of MSH-18, else UTF-8. Bytes that are none of it are read as windows-1252, in which every byte means
 * something: a message is never refused for a letter.
 *
 * @param text from the first MSH on
 */
record Decoding(String text, Charset charset, List<Oddity> oddities) {

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final int MSH_18 = 17;

    static Decoding of(byte[] content, Optional<Charset> ofFeed) {
        List<Oddity> oddities = new ArrayList<>();
        Charset charset = ofFeed.or(() -> byteOrderMark(content)).orElseGet(() -> declared(content, oddities));
        Optional<String> text = strictly(content, charset);
        if (text.isEmpty() && ofFeed.isEmpty() && charset.equals(StandardCharsets.US_ASCII)) {
            // ASCII is declared by senders that mean "whatever our database holds", mostly UTF-8 today.
            charset = StandardCharsets.UTF_8;
            text = strictly(content, charset);
            oddities.add(Oddity.WRONG_CHARSET);
        }
        if (text.isEmpty()) {
            charset = WINDOWS_1252;
            text = Optional.of(new String(content, charset));
            oddities.add(Oddity.WRONG_CHARSET);
        }
        return new Decoding(text.get(), charset, oddities.stream().distinct().toList());
    }

    private static Optional<String> strictly(byte[] content, Charset charset) {
        try {
            return Optional.of(charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(content))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static Optional<Charset> byteOrderMark(byte[] content) {
        if (content.length < 2) {
            return Optional.empty();
        }
        int first = (content[0] & 0xff) << 8 | content[1] & 0xff;
        return first == 0xfeff || first == 0xfffe ? Optional.of(StandardCharsets.UTF_16) : Optional.empty();
    }

    /** The first of MSH-18: later ones are alternates that only escape sequences switch to. */
    private static Charset declared(byte[] content, List<Oddity> oddities) {
        String latin = new String(content, 0, Math.min(content.length, 4096), StandardCharsets.ISO_8859_1);
        int header = latin.indexOf("MSH");
        if (header < 0) {
            return StandardCharsets.UTF_8;
        }
        String line = latin.substring(header).split("[\r\n]", 2)[0];
        Optional<Syntax> syntax = Syntax.of(line, StandardCharsets.UTF_8);
        if (syntax.isEmpty()) {
            return StandardCharsets.UTF_8;
        }
        String[] fields = line.split(Pattern.quote(String.valueOf(syntax.get().fieldSeparator())), -1);
        String name = fields.length > MSH_18
                ? fields[MSH_18].split(Pattern.quote(String.valueOf(syntax.get().repetitionSeparator())), 2)[0].strip()
                : "";
        if (name.isEmpty()) {
            return StandardCharsets.UTF_8;
        }
        Optional<Charset> charset = Charsets.named(name);
        if (charset.isEmpty()) {
            oddities.add(Oddity.UNKNOWN_CHARSET);
        }
        return charset.orElse(StandardCharsets.UTF_8);
    }
}
