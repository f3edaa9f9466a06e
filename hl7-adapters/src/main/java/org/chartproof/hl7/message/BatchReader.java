package org.chartproof.hl7.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Splits files and batches (HL7 v2.5.1 chapter 2.10.3: FHS, BHS, messages, BTS, FTS) into messages. Works on bytes: each message keeps those that it came with. */
public final class BatchReader {

    private static final byte[][] AROUND = {ascii("FHS"), ascii("BHS"), ascii("BTS"), ascii("FTS")};
    private static final byte[] HEADER = ascii("MSH");

    private BatchReader() {}

    /**
     * The messages of a file, in order: each from an MSH at the begin of a line to the next, without the lines around batches.
     *
     * @param content one message, several, a batch, or captured frames
     * @return at least one; content without any MSH comes back whole, to be found unreadable; none for blank content
     */
    public static List<byte[]> messages(byte[] content) {
        List<byte[]> messages = new ArrayList<>();
        int begin = -1;
        boolean lineStart = true;
        for (int i = 0; i < content.length; i++) {
            if (lineStart && startsWith(content, i, HEADER)) {
                add(content, begin, i, messages);
                begin = i;
            } else if (lineStart && isAround(content, i)) {
                add(content, begin, i, messages);
                begin = -1;
            }
            lineStart = content[i] == '\r'
                    || content[i] == '\n'
                    || content[i] == 0x0b
                    || content[i] == 0x1c
                    || i == 2 && (content[0] & 0xff) == 0xef;
        }
        add(content, begin, content.length, messages);
        return messages.isEmpty() && !isBlank(content) ? List.of(content) : messages;
    }

    private static void add(byte[] content, int begin, int end, List<byte[]> messages) {
        if (begin >= 0) {
            messages.add(Arrays.copyOfRange(content, begin, end));
        }
    }

    private static boolean isAround(byte[] content, int at) {
        return Arrays.stream(AROUND).anyMatch(one -> startsWith(content, at, one));
    }

    /** Whether a segment of a name begins here; a delimiter follows its name. */
    private static boolean startsWith(byte[] content, int at, byte[] name) {
        return at + name.length < content.length
                && Arrays.equals(content, at, at + name.length, name, 0, name.length)
                && !Character.isLetterOrDigit(content[at + name.length])
                && content[at + name.length] > ' ';
    }

    private static byte[] ascii(String name) {
        return name.getBytes(StandardCharsets.US_ASCII);
    }

    private static boolean isBlank(byte[] content) {
        for (byte one : content) {
            if (one > ' ' || one < 0) {
                return false;
            }
        }
        return true;
    }
}
