package org.chartproof.hl7.mllp;

/** The bytes of MLLP (HL7 v2 transport specification, MLLP release 1, 2.3). */
final class Framing {

    static final byte START = 0x0B;
    static final byte END = 0x1C;
    static final byte CARRIAGE_RETURN = '\r';
    static final byte LINE_FEED = '\n';

    private Framing() {}

    /** Whether senders are known to put it between frames: not worth a warning. */
    static boolean isFiller(byte one) {
        return one == CARRIAGE_RETURN || one == LINE_FEED || one == 0 || one == ' ' || one == END;
    }

    /**
     * A message in its frame.
     *
     * @param message without a frame
     */
    static byte[] frame(byte[] message) {
        byte[] framed = new byte[message.length + 3];
        framed[0] = START;
        System.arraycopy(message, 0, framed, 1, message.length);
        framed[message.length + 1] = END;
        framed[message.length + 2] = CARRIAGE_RETURN;
        return framed;
    }
}
