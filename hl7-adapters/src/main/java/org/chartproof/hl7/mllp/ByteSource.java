package org.chartproof.hl7.mllp;

import java.io.IOException;

/** Where frames are read from. */
interface ByteSource {

    /** Waits for as long as it takes. */
    long FOREVER = Long.MAX_VALUE;

    /** The end of the stream. */
    int ENDED = -1;

    /** Nothing came in time. */
    int SILENT = -2;

    /**
     * Reads what is there, at least one byte; waits for it.
     *
     * @param waitNanos how long, {@link #FOREVER} for no limit; not negative
     * @return how many bytes were read, {@link #ENDED} or {@link #SILENT}
     */
    int read(byte[] into, int offset, int length, long waitNanos) throws IOException;
}
