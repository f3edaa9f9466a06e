package org.chartproof.server.e2e;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** An interface engine's side of a feed, by hand: one message, its answer, the next. */
final class Sender implements AutoCloseable {

    private static final int LONGEST_WAIT_MILLIS = 60_000;

    private final Socket socket;

    Sender(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(LONGEST_WAIT_MILLIS);
        socket.setTcpNoDelay(true);
    }

    /** Sends a message; answers MSA-1. */
    String send(String message) throws IOException {
        return msa(ask(message));
    }

    /** Sends a message; answers what came back. */
    String ask(String message) throws IOException {
        byte[] content = message.getBytes(StandardCharsets.UTF_8);
        byte[] frame = new byte[content.length + 3];
        frame[0] = 0x0b;
        System.arraycopy(content, 0, frame, 1, content.length);
        frame[frame.length - 2] = 0x1c;
        frame[frame.length - 1] = 0x0d;
        OutputStream out = socket.getOutputStream();
        out.write(frame);
        out.flush();
        return answer();
    }

    private String answer() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        for (int next = in.read(); next != 0x1c; next = in.read()) {
            if (next < 0) {
                throw new IOException("the connection ended without an answer");
            }
            if (next != 0x0b && next != 0x0d || bytes.size() > 0) {
                bytes.write(next);
            }
        }
        if (in.read() != 0x0d) {
            throw new IOException("no CR after the end block");
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    static String msa(String answer) {
        for (String segment : answer.split("\r")) {
            if (segment.startsWith("MSA|")) {
                return segment.split("\\|", -1)[1];
            }
        }
        throw new AssertionError("no MSA in the answer");
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
