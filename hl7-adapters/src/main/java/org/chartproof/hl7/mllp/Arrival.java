package org.chartproof.hl7.mllp;

import org.chartproof.hl7.mllp.FrameReceiver.Breakage;

/** What a {@link FrameReader} came upon. */
sealed interface Arrival {

    /**
     * A whole frame.
     *
     * @param content between start and end block
     */
    record Whole(byte[] content) implements Arrival {}

    /**
     * A frame that is none.
     *
     * @param content what there was of it, possibly cut
     */
    record Broken(byte[] content, Breakage why) implements Arrival {}

    /** Nothing came in the time given; only where the reader was given one. */
    record Silence() implements Arrival {
        static final Silence INSTANCE = new Silence();
    }

    /** The stream ended, outside of a frame. */
    record Ended() implements Arrival {
        static final Ended INSTANCE = new Ended();
    }
}
