package org.chartproof.hl7.ack;

import java.nio.charset.StandardCharsets;

/** What came of looking for a header in received bytes. */
public sealed interface HeaderScan {

    /** How much junk before MSH is looked through. */
    int MOST_JUNK = 1024;

    /** Whatever of the header there is: all of it, or what an answer to an unreadable message can use. */
    MessageHeader header();

    /** A header by which the message can be answered and stored. */
    record Scanned(MessageHeader header) implements HeaderScan {}

    /**
     * None: the message is refused.
     *
     * @param header what could be read, for the answer
     */
    record Unscannable(MessageHeader header, Problem problem) implements HeaderScan {}

    /**
     * Reads the header. Tolerates a byte order mark, line feeds as segment ends, junk before MSH and a truncation character in MSH-2.
     *
     * @param message a frame's content
     * @return unscannable if there is no MSH, more than one, a batch, delimiters that are none, or no control id
     */
    static HeaderScan of(byte[] message) {
        int begin = findHeader(message);
        if (begin < 0) {
            return unscannable(MessageHeader.NONE, Problem.of(ErrorCode.SEGMENT_SEQUENCE, "no MSH segment"));
        }
        if (!Segments.named(message, begin, "MSH")) {
            return unscannable(
                    MessageHeader.NONE,
                    Problem.of(
                            ErrorCode.UNSUPPORTED_MESSAGE_TYPE,
                            "a batch: send each of its messages in a frame of its own"));
        }
        Delimiters delimiters = delimiters(message, begin);
        if (!delimiters.usable()) {
            return unscannable(
                    MessageHeader.NONE,
                    Problem.ofHeader(ErrorCode.REQUIRED_FIELD_MISSING, 2, "MSH-1 and MSH-2 hold no usable delimiters"));
        }
        MessageHeader header = MessageHeader.at(message, begin, delimiters);
        if (header.controlId().isEmpty()) {
            return unscannable(
                    header,
                    Problem.ofHeader(ErrorCode.REQUIRED_FIELD_MISSING, 10, "MSH-10, the control id, is missing"));
        }
        if (holdsAnother(message, begin, delimiters)) {
            return unscannable(
                    header,
                    Problem.of(
                            ErrorCode.SEGMENT_SEQUENCE,
                            "a second MSH segment: two messages in one frame, the end block of the first is missing"));
        }
        return new Scanned(header);
    }

    private static HeaderScan unscannable(MessageHeader header, Problem problem) {
        return new Unscannable(header, problem);
    }

    /** Where the first header is, of a message, a batch or a file of batches; -1 if nowhere. */
    private static int findHeader(byte[] message) {
        int end = Math.min(message.length, MOST_JUNK) - 4;
        for (int at = 0; at <= end; at++) {
            boolean header = Segments.named(message, at, "MSH")
                    || Segments.named(message, at, "BHS")
                    || Segments.named(message, at, "FHS");
            if (header && Delimiters.delimits(message[at + 3]) && !insideWord(message, at)) {
                return at;
            }
        }
        return -1;
    }

    private static boolean insideWord(byte[] message, int at) {
        return at > 0 && message[at - 1] > 0 && Character.isLetterOrDigit(message[at - 1]);
    }

    private static Delimiters delimiters(byte[] message, int begin) {
        char field = (char) (message[begin + 3] & 0xFF);
        int at = begin + 4;
        while (at < message.length
                && message[at] != (byte) field
                && message[at] != '\r'
                && message[at] != '\n'
                && at - begin < 16) {
            at++;
        }
        return new Delimiters(field, new String(message, begin + 4, at - begin - 4, StandardCharsets.ISO_8859_1));
    }

    private static boolean holdsAnother(byte[] message, int begin, Delimiters delimiters) {
        int at = Segments.next(message, Segments.end(message, begin));
        while (at < message.length) {
            if (Segments.named(message, at, "MSH", delimiters.field())
                    && at + 4 < message.length
                    && message[at + 4] == (byte) delimiters.component()) {
                return true;
            }
            at = Segments.next(message, Segments.end(message, at));
        }
        return false;
    }
}
