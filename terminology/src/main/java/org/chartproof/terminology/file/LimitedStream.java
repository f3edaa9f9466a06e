package org.chartproof.terminology.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.chartproof.terminology.BrokenInstallation;

/** Stops reading at a limit of bytes. */
final class LimitedStream extends FilterInputStream {

    private final String name;
    private final long limit;
    private long left;

    LimitedStream(InputStream in, String name, long limit) {
        super(in);
        this.name = name;
        this.limit = limit;
        this.left = limit;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        if (value >= 0) {
            count(1);
        }
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int got = super.read(buffer, offset, length);
        if (got > 0) {
            count(got);
        }
        return got;
    }

    private void count(int bytes) {
        left -= bytes;
        if (left < 0) {
            throw new BrokenInstallation(
                    name,
                    "unpacks to more than " + (limit >> 20) + " MB, which no official file of its size does",
                    PublishedFile.DOWNLOAD_AGAIN);
        }
    }
}
