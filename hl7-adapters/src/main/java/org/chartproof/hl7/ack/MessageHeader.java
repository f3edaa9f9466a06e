package org.chartproof.hl7.ack;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The MSH segment of a received message, read from its bytes. Raw fields are strings whose characters stand for bytes (ISO 8859-1), so that they can
 * be written back exactly as they came, whatever the charset of the message.
 */
public final class MessageHeader {

    private static final Charset BYTES = StandardCharsets.ISO_8859_1;
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    /** MSH-18 is the last that an answer needs; a longer header is not split further. */
    private static final int FIELDS = 21;

    private final Delimiters delimiters;
    private final String[] fields;
    private final String trigger;
    private final int begin;

    private MessageHeader(Delimiters delimiters, String[] fields, String trigger, int begin) {
        this.delimiters = delimiters;
        this.fields = fields;
        this.trigger = trigger;
        this.begin = begin;
    }

    /** A header of which nothing is known. */
    static final MessageHeader NONE = new MessageHeader(Delimiters.USUAL, new String[0], "", 0);

    /**
     * Reads a header whose delimiters are usable.
     *
     * @param begin where MSH begins
     */
    static MessageHeader at(byte[] message, int begin, Delimiters delimiters) {
        int end = Segments.end(message, begin);
        String[] fields = new String[FIELDS + 1];
        fields[1] = String.valueOf(delimiters.field());
        int number = 2;
        int fieldBegin = begin + 4;
        while (number <= FIELDS && fieldBegin <= end) {
            int fieldEnd = fieldBegin;
            while (fieldEnd < end && message[fieldEnd] != (byte) delimiters.field()) {
                fieldEnd++;
            }
            fields[number++] = new String(message, fieldBegin, fieldEnd - fieldBegin, BYTES);
            fieldBegin = fieldEnd + 1;
        }
        String[] found = Arrays.copyOf(fields, number);
        String trigger = component(found, delimiters, 9, 2);
        return new MessageHeader(
                delimiters, found, trigger.isEmpty() ? eventOf(message, end, delimiters) : trigger, begin);
    }

    /** EVN-1, which older senders fill alone. */
    private static String eventOf(byte[] message, int headerEnd, Delimiters delimiters) {
        int evn = Segments.next(message, headerEnd);
        if (!Segments.named(message, evn, "EVN", delimiters.field())) {
            return "";
        }
        int from = evn + 4;
        int to = from;
        while (to < message.length
                && message[to] != (byte) delimiters.field()
                && message[to] != '\r'
                && message[to] != '\n') {
            to++;
        }
        return new String(message, from, to - from, BYTES).strip();
    }

    /**
     * A field as sent, its characters standing for bytes.
     *
     * @param number counted as HL7 does: 1 is the field separator, 2 the encoding characters
     * @return empty if it was not sent, or is beyond 21
     */
    public String raw(int number) {
        return raw(fields, number);
    }

    private static String raw(String[] fields, int number) {
        return number >= 1 && number < fields.length ? fields[number] : "";
    }

    /**
     * The first component of a field as text: UTF-8, or windows-1252 where the bytes are not UTF-8; without spaces around it.
     *
     * @param number as {@link #raw}
     */
    public String text(int number) {
        return component(number, 1);
    }

    private String component(int number, int component) {
        return decoded(component(fields, delimiters, number, component));
    }

    private static String component(String[] fields, Delimiters delimiters, int number, int component) {
        String field = raw(fields, number);
        int repetition = field.indexOf(delimiters.repetition());
        int end = repetition < 0 ? field.length() : repetition;
        int from = 0;
        for (int skipped = 1; skipped < component; skipped++) {
            int separator = field.indexOf(delimiters.component(), from);
            if (separator < 0 || separator >= end) {
                return "";
            }
            from = separator + 1;
        }
        int separator = field.indexOf(delimiters.component(), from);
        return field.substring(from, separator < 0 || separator > end ? end : separator)
                .strip();
    }

    private static String decoded(String raw) {
        for (int i = 0; i < raw.length(); i++) {
            if (raw.charAt(i) > 0x7F) {
                byte[] bytes = raw.getBytes(BYTES);
                try {
                    return StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString();
                } catch (CharacterCodingException e) {
                    return new String(bytes, WINDOWS);
                }
            }
        }
        return raw;
    }

    /** MSH-3.1. */
    public String sendingApplication() {
        return text(3);
    }

    /** MSH-4.1. */
    public String sendingFacility() {
        return text(4);
    }

    /** MSH-9.1, such as ADT. */
    public String code() {
        return text(9);
    }

    /** MSH-9.2, such as A01; else EVN-1; else empty. */
    public String trigger() {
        return trigger;
    }

    /** Code and trigger as HL7 writes them: {@code ADT^A01}. */
    public String event() {
        return trigger.isEmpty() ? code() : code() + "^" + trigger;
    }

    /** MSH-10 as text. */
    public String controlId() {
        return decoded(raw(10)).strip();
    }

    /** MSH-11.1: P, T or D. */
    public String processingId() {
        return text(11);
    }

    /** MSH-12.1, such as 2.5.1. */
    public String version() {
        return text(12);
    }

    /** Whether the message itself acknowledges one: such are never answered, or two systems answer each other for ever. */
    public boolean isAcknowledgment() {
        return code().equals("ACK") || code().equals("MCF");
    }

    /**
     * Whether MSH-12 is at least a version.
     *
     * @param major such as 2
     * @param minor such as 5
     * @return false if MSH-12 is absent or unreadable
     */
    public boolean isAtLeast(int major, int minor) {
        String[] parts = version().split("\\.", -1);
        try {
            int itsMajor = Integer.parseInt(parts[0]);
            int itsMinor = parts.length > 1 ? Integer.parseInt(parts[1]) : 0;
            return itsMajor > major || (itsMajor == major && itsMinor >= minor);
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** Where MSH begins in the message: behind a byte order mark or junk. */
    public int begin() {
        return begin;
    }

    Delimiters delimiters() {
        return delimiters;
    }
}
