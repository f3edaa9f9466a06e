package org.chartproof.hl7.message;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * How a message is written: what MSH-1 and MSH-2 declare, and the character set that its bytes were read with.
 *
 * @param charset also that of bytes in {@code \Xhh\} escapes
 */
public record Syntax(
        char fieldSeparator,
        char componentSeparator,
        char repetitionSeparator,
        char escape,
        char subcomponentSeparator,
        Charset charset) {

    /** The delimiters that HL7 recommends, in UTF-8. */
    public static final Syntax USUAL = new Syntax('|', '^', '~', '\\', '&', StandardCharsets.UTF_8);

    /**
     * What a header declares. Delimiters that MSH-2 leaves out are the usual ones.
     *
     * @param header the first line, beginning with MSH
     * @return empty if no delimiters can be told from it
     */
    static Optional<Syntax> of(String header, Charset charset) {
        if (header.length() < 6 || !header.startsWith("MSH")) {
            return Optional.empty();
        }
        char field = header.charAt(3);
        int end = header.indexOf(field, 4);
        String others = header.substring(4, end < 0 ? header.length() : end);
        if (!isDelimiter(field) || others.isEmpty() || others.chars().anyMatch(one -> !isDelimiter((char) one))) {
            return Optional.empty();
        }
        return Optional.of(new Syntax(
                field, others.charAt(0), at(others, 1, '~'), at(others, 2, '\\'), at(others, 3, '&'), charset));
    }

    private static char at(String others, int index, char usual) {
        return index < others.length() ? others.charAt(index) : usual;
    }

    private static boolean isDelimiter(char one) {
        return one > ' ' && !Character.isLetterOrDigit(one);
    }
}
