package org.chartproof.server.attack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Sends what no HTTP client would: the very bytes of a request, over a socket. */
final class RawHttp {

    private static final int PATIENCE_MILLIS = 60_000;
    private static final String END = "\r\n";
    private static final Pattern HEADER_END = Pattern.compile("\r\n\r\n");

    private final int port;

    RawHttp(int port) {
        this.port = port;
    }

    /**
     * What came back.
     *
     * @param status  0 if the server closed the connection without a word
     * @param headers by lower case name; several of one name joined by commas
     */
    record Answer(int status, Map<String, String> headers, String body) {

        static final Answer NONE = new Answer(0, Map.of(), "");

        /** @param text the bytes of an answer, one character each */
        static Answer parse(String text) {
            if (!text.startsWith("HTTP/1.")) {
                return new Answer(0, Map.of(), text);
            }
            String[] parts = HEADER_END.split(text, 2);
            List<String> lines = List.of(parts[0].split(END));
            Map<String, String> headers = new TreeMap<>();
            for (String line : lines.subList(1, lines.size())) {
                String[] pair = line.split(":", 2);
                headers.merge(
                        pair[0].toLowerCase(Locale.ROOT),
                        pair.length < 2 ? "" : pair[1].strip(),
                        (a, b) -> a + ", " + b);
            }
            String body = parts.length < 2 ? "" : parts[1];
            boolean chunked = headers.getOrDefault("transfer-encoding", "").equals("chunked");
            return new Answer(
                    Integer.parseInt(lines.get(0).split(" ")[1]), headers, words(chunked ? joined(body) : body));
        }

        /** The chunks of a body in one. */
        private static String joined(String body) {
            StringBuilder whole = new StringBuilder();
            int at = 0;
            while (at < body.length()) {
                int end = body.indexOf(END, at);
                int length = end < 0 ? 0 : Integer.parseInt(body.substring(at, end), 16);
                if (length == 0) {
                    return whole.toString();
                }
                at = end + END.length();
                whole.append(body, at, Math.min(body.length(), at + length));
                at += length + END.length();
            }
            return whole.toString();
        }

        private static String words(String bytes) {
            return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        }

        String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }

        /** All that a reader of the answer could see. */
        String text() {
            return status + " " + headers + " " + body;
        }
    }

    /**
     * @param request the request line, headers, an empty line, the body; Host, Connection and Content-Length are added where the request has none
     * @param pause   milliseconds between the bytes of the body; 0 sends them at once
     */
    Answer send(String request, int pause) throws IOException {
        String[] parts = request.split("\n\n", 2);
        String head = parts[0].strip();
        StringBuilder lines = new StringBuilder(head.replace("\n", END)).append(END);
        String lower = head.toLowerCase(Locale.ROOT);
        byte[] body = parts.length < 2 ? new byte[0] : body(parts[1], lower);
        if (!lower.contains("\nhost:")) {
            lines.append("Host: localhost:").append(port).append(END);
        }
        if (!lower.contains("\nconnection:")) {
            lines.append("Connection: close").append(END);
        }
        if (body.length > 0 && !lower.contains("\ncontent-length:") && !lower.contains("\ntransfer-encoding:")) {
            lines.append("Content-Length: ").append(body.length).append(END);
        }
        lines.append(END);
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            write(socket.getOutputStream(), lines.toString().getBytes(StandardCharsets.UTF_8), body, pause);
            return Answer.parse(readAll(socket.getInputStream()));
        }
    }

    private static byte[] body(String text, String head) {
        String body =
                head.contains("\ntransfer-encoding:") ? text.strip().replace("\n", END) + END + END : text.strip();
        return body.getBytes(StandardCharsets.UTF_8);
    }

    private static void write(OutputStream out, byte[] head, byte[] body, int pause) throws IOException {
        try {
            out.write(head);
            if (pause == 0) {
                out.write(body);
            }
            out.flush();
            for (int i = 0; pause > 0 && i < body.length; i++) {
                out.write(body[i]);
                out.flush();
                Thread.sleep(pause);
            }
        } catch (SocketException e) {
            // The server has had enough and closed; what it said before that is read now.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String readAll(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try {
            for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
                all.write(buffer, 0, got);
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError("The server neither answered nor closed the connection", e);
        } catch (SocketException e) {
            // Reset after the answer, since the server did not read all that was sent.
        }
        return all.toString(StandardCharsets.ISO_8859_1);
    }
}
