package org.chartproof.server.ehr.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** A body that is read as it comes. A read that waits too long for the other side is broken off by whoever watches. */
final class WatchedStream extends FilterInputStream {

    private final long longestNanos;
    private final Runnable atEnd;
    private volatile boolean reading;
    private volatile long since;

    WatchedStream(InputStream body, Duration longest, Runnable atEnd) {
        super(body);
        this.longestNanos = longest.toNanos();
        this.atEnd = atEnd;
    }

    /** Whether a read waits for longer than it may. */
    boolean stalls() {
        return reading && System.nanoTime() - since > longestNanos;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        since = System.nanoTime();
        reading = true;
        try {
            return in.read(target, offset, length);
        } finally {
            reading = false;
        }
    }

    @Override
    public void close() throws IOException {
        atEnd.run();
        super.close();
    }
}
