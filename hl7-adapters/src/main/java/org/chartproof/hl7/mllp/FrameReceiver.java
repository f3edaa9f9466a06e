package org.chartproof.hl7.mllp;

import java.net.InetSocketAddress;
import java.util.Optional;

/** Takes the frames of a feed. Called on the thread of the connection, one frame at a time in the order in which they came. */
public interface FrameReceiver {

    /**
     * A whole frame.
     *
     * @param content the bytes between start and end block
     * @param from the peer
     * @return what to write back, and whether the connection lives on. Returns once the decision is durable: may block, and so holds the sender back
     */
    Answer receive(byte[] content, InetSocketAddress from);

    /**
     * A frame that was broken off, by a new start block, the end of the connection or a limit: kept for people, never acknowledged as received.
     *
     * @param content what there was of it, possibly cut
     * @return what to write back before the connection goes on or is closed; empty bytes for nothing
     */
    Answer broken(byte[] content, Breakage why, InetSocketAddress from);

    /** Why a frame is broken. */
    enum Breakage {
        /** A start block came before the end block. */
        RESTARTED,
        /** The connection ended. */
        CUT_OFF,
        /** Longer than the feed allows. */
        TOO_LONG,
        /** Slower than the feed allows. */
        TOO_SLOW
    }

    /**
     * What to answer.
     *
     * @param bytes an acknowledgement without its frame; empty for no answer
     * @param close whether to close the connection after it
     */
    record Answer(Optional<byte[]> bytes, boolean close) {

        /** No answer; the connection lives on. */
        public static final Answer NONE = new Answer(Optional.empty(), false);

        /** An answer, and the connection lives on. */
        public static Answer of(byte[] bytes) {
            return new Answer(Optional.of(bytes), false);
        }
    }
}
