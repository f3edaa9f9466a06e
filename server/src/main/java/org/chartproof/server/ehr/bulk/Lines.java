package org.chartproof.server.ehr.bulk;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The lines of a file as it comes, each up to a length. */
final class Lines {

    private final InputStream in;
    private final int longest;

    Lines(InputStream in, int longest) {
        this.in = new BufferedInputStream(in);
        this.longest = longest;
    }

    /**
     * The next line, without its end; empty at the end of the file.
     *
     * @throws IOException if it breaks off, or is too long
     */
    Optional<byte[]> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int one = in.read();
        if (one < 0) {
            return Optional.empty();
        }
        while (one >= 0 && one != '\n') {
            if (line.size() >= longest) {
                throw new IOException("a line is longer than " + longest + " bytes");
            }
            line.write(one);
            one = in.read();
        }
        return Optional.of(line.toByteArray());
    }
}
