package org.chartproof.hl7.mllp;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;

/** The bytes of a socket, plain or TLS. */
final class SocketSource implements ByteSource {

    private final Socket socket;
    private final InputStream in;
    private int timeoutMillis;

    /** @param socket without a read time-out so far */
    SocketSource(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.timeoutMillis = socket.getSoTimeout();
    }

    @Override
    public int read(byte[] into, int offset, int length, long waitNanos) throws IOException {
        int millis = 0;
        if (waitNanos != FOREVER) {
            // Zero would mean forever.
            millis = (int) Math.min(Integer.MAX_VALUE, Math.max(1, TimeUnit.NANOSECONDS.toMillis(waitNanos + 999_999)));
        }
        if (millis != timeoutMillis) {
            socket.setSoTimeout(millis);
            timeoutMillis = millis;
        }
        try {
            return in.read(into, offset, length);
        } catch (SocketTimeoutException e) {
            return SILENT;
        }
    }
}
