package org.chartproof.hl7.send;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.chartproof.hl7.ack.HeaderScan;
import org.chartproof.hl7.ack.MessageHeader;

/** Gives messages control ids (MSH-10) of their own, so that a receiver that knows them takes them for new ones. */
public final class ControlIds {

    private static final int RADIX = 36;
    private static final int CONTROL_ID = 10;

    private final String run;
    private final AtomicLong number = new AtomicLong();

    /** @param startMillis when the run begins; tells its ids from those of other runs */
    public ControlIds(long startMillis) {
        this.run = Long.toString(startMillis, RADIX);
    }

    /**
     * A copy of a message under an id that no other one has.
     *
     * @return the message itself if it has no MSH-10 to replace
     */
    public byte[] renew(byte[] message) {
        if (!(HeaderScan.of(message) instanceof HeaderScan.Scanned scanned)) {
            return message;
        }
        MessageHeader header = scanned.header();
        byte delimiter = message[header.begin() + 3];
        // MSH-1 is the delimiter itself: MSH-10 comes after nine of them.
        int begin = header.begin() + 3;
        for (int field = 2; field < CONTROL_ID; field++) {
            begin = next(message, begin + 1, delimiter);
        }
        begin++;
        byte[] id = ascii(run + "-" + Long.toString(number.incrementAndGet(), RADIX));
        int length = header.raw(CONTROL_ID).length();
        byte[] renewed = Arrays.copyOf(message, message.length - length + id.length);
        System.arraycopy(id, 0, renewed, begin, id.length);
        System.arraycopy(message, begin + length, renewed, begin + id.length, message.length - begin - length);
        return renewed;
    }

    private static int next(byte[] message, int from, byte delimiter) {
        int at = from;
        while (message[at] != delimiter) {
            at++;
        }
        return at;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
