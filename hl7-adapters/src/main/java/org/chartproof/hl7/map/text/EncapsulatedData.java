package org.chartproof.hl7.map.text;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chartproof.hl7.map.text.EmbeddedDocument.Broken;
import org.chartproof.hl7.map.text.EmbeddedDocument.Embedded;
import org.chartproof.hl7.map.text.EmbeddedDocument.Nothing;
import org.chartproof.hl7.message.Escapes;
import org.chartproof.hl7.message.Segment;
import org.chartproof.hl7.message.Syntax;

/**
 * A value of type ED (HL7 v2.5.1 chapter 2A.24): source, type, subtype, encoding, data. The data are looked for in component 5, else where senders put them by mistake: alone in
 * component 1, or in whichever other one is long. How they are encoded is told by trying, since component 4 often is wrong.
 */
final class EncapsulatedData {

    /** Types, subtypes and encodings are shorter than this; data in the wrong component are longer. */
    private static final int SHORTEST_MISPLACED = 40;

    /** Text that is not UTF-8 is that, in the US. */
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    private static final Pattern DATA_URI = Pattern.compile("(?is)data:([\\w.+/-]*)[^,]{0,100},");

    private final String[] parts;
    private final Syntax syntax;
    private final String data;

    /**
     * @param parts the components raw, the fifth with all that follows it
     * @param continued observations whose data continue it
     */
    EncapsulatedData(String[] parts, List<Segment> continued, Syntax syntax) {
        this.parts = parts;
        this.syntax = syntax;
        StringBuilder whole = new StringBuilder(data(parts, syntax));
        for (Segment next : continued) {
            whole.append(data(components(next.field(5).raw(), syntax), syntax));
        }
        this.data = whole.toString();
    }

    /** The components of a raw field, the fifth with all that follows it. */
    static String[] components(String raw, Syntax syntax) {
        return raw.split(Pattern.quote(String.valueOf(syntax.componentSeparator())), 5);
    }

    /** The component that holds the data, raw. */
    static String data(String[] parts, Syntax syntax) {
        if (parts.length == 5 && !parts[4].isBlank()) {
            return trimmed(parts[4], syntax);
        }
        if (parts.length == 1) {
            return parts[0];
        }
        String longest = "";
        for (String part : parts) {
            longest = part.length() > longest.length() ? part : longest;
        }
        return longest.length() >= SHORTEST_MISPLACED ? longest : "";
    }

    /** Without empty components that trail behind the data. */
    private static String trimmed(String data, Syntax syntax) {
        int end = data.length();
        while (end > 0 && data.charAt(end - 1) == syntax.componentSeparator()) {
            end--;
        }
        return data.substring(0, end);
    }

    EmbeddedDocument read() {
        String content = data;
        Matcher uri = DATA_URI.matcher(content);
        if (uri.lookingAt()) {
            content = content.substring(uri.end());
        }
        if (content.isBlank()) {
            return new Nothing();
        }
        String encoding = component(4).toUpperCase(Locale.ROOT);
        boolean saysHex = encoding.startsWith("HEX");
        Optional<byte[]> hexadecimal =
                saysHex || beginsAsHex(content) ? Encodings.hexadecimal(digits(content)) : Optional.empty();
        if (hexadecimal.isPresent()
                && (saysHex || MediaTypes.ofContent(hexadecimal.get()).isPresent())) {
            return embedded(hexadecimal.get());
        }
        boolean saysBase64 = encoding.contains("64");
        Optional<byte[]> base64 = saysText(encoding, content) ? Optional.empty() : Encodings.base64(digits(content));
        if (base64.isPresent() && (saysBase64 || isPlausible(base64.get()))) {
            return embedded(base64.get());
        }
        return saysHex || saysBase64 && !isMarkup(content) ? broken(content) : embedded(text(content));
    }

    /** Whether bytes could be meant: a short word of text is base64 by its letters as well. */
    private static boolean isPlausible(byte[] bytes) {
        return MediaTypes.ofContent(bytes).isPresent() || MediaTypes.isReadable(bytes);
    }

    /** Unescaped, and with what repetitions were cut at: long data are split so. */
    private String digits(String content) {
        return unescaped(content).replace(String.valueOf(syntax.repetitionSeparator()), "");
    }

    /** Letters of the encoding alone are no proof against a declaration as text: a single word is in base64 too. */
    private boolean saysText(String encoding, String content) {
        return encoding.equals("A") && !Encodings.beginsAsFile(content) || isMarkup(content);
    }

    private static boolean isMarkup(String content) {
        String begin = content.substring(0, Math.min(content.length(), 64)).stripLeading();
        return begin.startsWith("<")
                || begin.startsWith("{\\")
                || begin.startsWith("%PDF")
                || begin.toLowerCase(Locale.ROOT).startsWith("mime-version:");
    }

    private static boolean beginsAsHex(String content) {
        return content.length() > 8
                && content.stripLeading().substring(0, 4).matches("(?i)2550|7b5c|3c3f|504b|3c43|3c68");
    }

    private EmbeddedDocument embedded(byte[] content) {
        Optional<String> shown = MediaTypes.ofContent(content);
        if (shown.isPresent()) {
            return new Embedded(content, shown.get());
        }
        Optional<byte[]> part = MimeMessage.document(content);
        if (part.isPresent()) {
            return embedded(part.get());
        }
        String declared = MediaTypes.declared(component(2), component(3));
        boolean isPicture = declared.startsWith("image/") || declared.startsWith("audio/");
        if (!isPicture && MediaTypes.isReadable(content)) {
            return new Embedded(content, MediaTypes.PLAIN);
        }
        return declared.startsWith("text/plain")
                ? new Embedded(new String(content, WINDOWS_1252).getBytes(StandardCharsets.UTF_8), MediaTypes.PLAIN)
                : new Embedded(content, declared);
    }

    /** Text is handed on in UTF-8. RTF that was not escaped is full of backslashes that are no escapes; a PDF is kept in the bytes that came. */
    private byte[] text(String content) {
        String begin = content.stripLeading();
        boolean asItIs = begin.startsWith(MediaTypes.RTF_BEGIN) || begin.startsWith("%PDF");
        Charset charset = begin.startsWith("%PDF") ? syntax.charset() : StandardCharsets.UTF_8;
        return (asItIs ? content : unescaped(content)).getBytes(charset);
    }

    private String unescaped(String content) {
        return new Escapes(syntax).decode(content);
    }

    private String component(int number) {
        String part = parts.length >= number ? parts[number - 1].strip() : "";
        return part.length() < SHORTEST_MISPLACED ? part : "";
    }

    private static Broken broken(String content) {
        long others = content.chars()
                .filter(one -> !(one < 128 && (Character.isLetterOrDigit(one) || "+/=-_ \r\n\t".indexOf(one) >= 0)))
                .count();
        return new Broken(
                others == 0
                        ? "The embedded document is cut off: its encoded length is impossible."
                        : "The embedded document is neither base64 nor hexadecimal: " + others + " of "
                                + content.length() + " characters belong to neither.",
                "Have the sender encode OBX-5.5 as base64 (OBX-5.4 Base64) without cutting it, then send it again; or correct a copy here.");
    }
}
