package org.chartproof.hl7.mllp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A sender that writes any bytes to a socket, and reads frames without the code that is tested. */
final class RawSender implements AutoCloseable {

    static final String VT = "\u000b";
    static final String FS = "\u001c";

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    RawSender(int port) throws IOException {
        this(new Socket(), port);
    }

    RawSender(Socket socket, int port) throws IOException {
        this.socket = socket;
        if (!socket.isConnected()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5_000);
        }
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(10_000);
        in = socket.getInputStream();
        out = socket.getOutputStream();
    }

    void write(String bytes) throws IOException {
        out.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    void write(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    void frame(String message) throws IOException {
        write(VT + message + FS + "\r");
    }

    /** The next answer without its frame; "closed" at the end of the stream, "nothing" after ten seconds. */
    String answer() throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try {
            for (int one = in.read(); one >= 0; one = in.read()) {
                if (one == 0x1C) {
                    if (in.read() != '\r') {
                        throw new IOException("no CR behind the end block of an answer");
                    }
                    return answer.toString(StandardCharsets.ISO_8859_1);
                } else if (one != 0x0B) {
                    answer.write(one);
                }
            }
            return answer.size() == 0 ? "closed" : "closed within an answer";
        } catch (SocketTimeoutException e) {
            return "nothing";
        }
    }

    Socket socket() {
        return socket;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
