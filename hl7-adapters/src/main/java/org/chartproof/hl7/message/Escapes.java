package org.chartproof.hl7.message;

import java.io.ByteArrayOutputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Escape sequences of HL7 v2.5.1 chapter 2.7 and the formatting commands of 2.10, decoded into plain text. What is no escape sequence stays as it is,
 * backslashes and all: {@code C:\dir\file} comes whole from many senders that escape nothing.
 */
public final class Escapes {

    private static final Pattern FORMATTING = Pattern.compile("\\.(br|sp|in|ti|sk|ce|fi|nf)\\s*([+-]?\\d{0,3})");
    private static final Pattern HEXADECIMAL = Pattern.compile("X((?:[0-9A-Fa-f]{2})+)");
    private static final Pattern CHARACTER_SET = Pattern.compile("C[0-9A-Fa-f]{4}|M[0-9A-Fa-f]{4}(?:[0-9A-Fa-f]{2})?");
    private static final Pattern LOCAL = Pattern.compile("Z[0-9A-Za-z]*");
    private static final int LONGEST = 4096;

    private final Syntax syntax;

    /** @param syntax of the message that the text is from */
    public Escapes(Syntax syntax) {
        this.syntax = syntax;
    }

    /**
     * Decodes. Line ends in the result are LF. {@code \.br\} and {@code \.ce\} end a line, {@code \.spN\} ends N of them; {@code \.inN\}, {@code \.tiN\} and
     * {@code \.skN\} are N spaces; highlighting, fill modes and switches of the character set are left out, and so are {@code \Z..\}.
     *
     * @param text a field, component or subcomponent as sent
     */
    public String decode(String text) {
        int next = text.indexOf(syntax.escape());
        if (next < 0) {
            return text;
        }
        StringBuilder decoded = new StringBuilder(text.length());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int done = 0;
        while (next >= 0) {
            int end = text.indexOf(syntax.escape(), next + 1);
            if (end < 0) {
                break;
            }
            String sequence = end - next > LONGEST ? "" : text.substring(next + 1, end);
            Matcher hexadecimal = HEXADECIMAL.matcher(sequence);
            boolean isBytes = hexadecimal.matches();
            Optional<String> meaning = isBytes ? Optional.of("") : meaning(sequence);
            if (meaning.isEmpty()) {
                // No escape sequence: the next delimiter may begin one.
                next = end;
                continue;
            }
            if (next > done || !isBytes) {
                flush(bytes, decoded);
            }
            decoded.append(text, done, next).append(meaning.get());
            if (isBytes) {
                append(hexadecimal.group(1), bytes);
            }
            done = end + 1;
            next = text.indexOf(syntax.escape(), done);
        }
        flush(bytes, decoded);
        return decoded.append(text, done, text.length()).toString();
    }

    /** Whether a text has {@code \Z..\} escapes, which {@link #decode} leaves out. */
    boolean hasLocal(String text) {
        int at = text.indexOf(syntax.escape() + "Z");
        while (at >= 0) {
            int end = text.indexOf(syntax.escape(), at + 1);
            if (end > 0 && LOCAL.matcher(text.substring(at + 1, end)).matches()) {
                return true;
            }
            at = text.indexOf(syntax.escape() + "Z", at + 1);
        }
        return false;
    }

    private Optional<String> meaning(String sequence) {
        return switch (sequence) {
            case "F" -> Optional.of(String.valueOf(syntax.fieldSeparator()));
            case "S" -> Optional.of(String.valueOf(syntax.componentSeparator()));
            case "T" -> Optional.of(String.valueOf(syntax.subcomponentSeparator()));
            case "R" -> Optional.of(String.valueOf(syntax.repetitionSeparator()));
            case "E" -> Optional.of(String.valueOf(syntax.escape()));
            case "P" -> Optional.of("#");
            case "H", "N" -> Optional.of("");
            default -> formatting(sequence);
        };
    }

    private static Optional<String> formatting(String sequence) {
        Matcher command = FORMATTING.matcher(sequence.toLowerCase(Locale.ROOT));
        if (command.matches()) {
            String number = command.group(2);
            int count =
                    number.matches("[+]?\\d+") ? Integer.parseInt(number.replace("+", "")) : number.isEmpty() ? 1 : 0;
            return Optional.of(
                    switch (command.group(1)) {
                        case "br", "ce" -> "\n";
                        case "sp" -> "\n".repeat(Math.max(1, count));
                        case "in", "ti", "sk" -> " ".repeat(count);
                        default -> "";
                    });
        }
        return CHARACTER_SET.matcher(sequence).matches()
                        || LOCAL.matcher(sequence).matches()
                ? Optional.of("")
                : Optional.empty();
    }

    private static void append(String digits, ByteArrayOutputStream bytes) {
        for (int i = 0; i < digits.length(); i += 2) {
            bytes.write(Integer.parseInt(digits.substring(i, i + 2), 16));
        }
    }

    /** Bytes of neighbouring sequences belong together: a character may be of several. */
    private void flush(ByteArrayOutputStream bytes, StringBuilder decoded) {
        if (bytes.size() > 0) {
            decoded.append(
                    bytes.toString(syntax.charset()).replace("\r\n", "\n").replace('\r', '\n'));
            bytes.reset();
        }
    }
}
