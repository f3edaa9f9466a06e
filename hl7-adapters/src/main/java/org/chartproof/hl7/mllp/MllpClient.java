package org.chartproof.hl7.mllp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** A connection to a receiver: one message out, one answer back. Not for use by several threads. */
public final class MllpClient implements AutoCloseable {

    /** An answer is an acknowledgement or a response to a query, never a document. */
    private static final int MOST_OF_AN_ANSWER = 4 * 1024 * 1024;

    /** What any system takes without the receiver reading; more may have to wait for it. */
    private static final int NEVER_WAITS = 16 * 1024;

    private final Destination destination;
    private final Socket transport;
    private final Socket socket;
    private final FrameReader reader;

    private MllpClient(Destination destination, Socket transport, Socket socket) throws IOException {
        this.destination = destination;
        this.transport = transport;
        this.socket = socket;
        this.reader = new FrameReader(
                new SocketSource(socket),
                MOST_OF_AN_ANSWER,
                destination.ackTimeout().toNanos());
    }

    /** Connects; with TLS, also shakes hands. */
    public static Connecting connect(Destination destination) {
        InetSocketAddress address = new InetSocketAddress(destination.host(), destination.port());
        if (address.isUnresolved()) {
            return new Connecting.NotConnected(
                    Connecting.Fault.UNKNOWN_HOST, "no address of the name " + destination.host());
        }
        int millis = (int) Math.max(
                1, Math.min(Integer.MAX_VALUE, destination.connectTimeout().toMillis()));
        Socket transport = new Socket();
        try {
            transport.connect(address, millis);
            transport.setTcpNoDelay(true);
            transport.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
            Socket socket = transport;
            if (destination.tls().isPresent()) {
                transport.setSoTimeout(millis);
                socket = shakeHands(transport, destination, destination.tls().get());
                socket.setSoTimeout(0);
            }
            return new Connecting.Connected(new MllpClient(destination, transport, socket));
        } catch (SSLException | GeneralSecurityException e) {
            closeQuietly(transport);
            return new Connecting.NotConnected(
                    Connecting.Fault.CERTIFICATE, "no TLS with " + destination + ": " + e.getMessage());
        } catch (IOException e) {
            closeQuietly(transport);
            return new Connecting.NotConnected(
                    Connecting.Fault.UNREACHABLE, destination + " can't be reached: " + e.getMessage());
        }
    }

    private static Socket shakeHands(Socket plain, Destination destination, ClientTls tls)
            throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(
                tls.certificate().isPresent()
                        ? PemFiles.keyManagers(
                                tls.certificate().get().chain(),
                                tls.certificate().get().key())
                        : null,
                tls.authorities().isPresent()
                        ? PemFiles.trustManagers(tls.authorities().get())
                        : null,
                null);
        SSLSocket socket = (SSLSocket)
                context.getSocketFactory().createSocket(plain, destination.host(), destination.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    /**
     * Sends a message and waits for what comes back.
     *
     * @param message without a frame
     */
    public Reply exchange(byte[] message) {
        try {
            send(message);
        } catch (IOException e) {
            close();
            return new Reply.Unanswered("the message could not be sent: " + e.getMessage());
        }
        return await(destination.ackTimeout());
    }

    /**
     * Sends a message.
     *
     * @param message without a frame
     * @throws IOException if the connection is gone, or the receiver takes nothing for as long as an acknowledgement may take
     */
    public void send(byte[] message) throws IOException {
        if (message.length <= NEVER_WAITS) {
            write(message);
            return;
        }
        // A socket has no time-out for writing; TLS would wait for the write before it closes.
        AtomicBoolean written = new AtomicBoolean();
        CompletableFuture.delayedExecutor(destination.ackTimeout().toNanos(), TimeUnit.NANOSECONDS)
                .execute(() -> {
                    if (!written.get()) {
                        closeQuietly(transport);
                    }
                });
        write(message);
        written.set(true);
    }

    private void write(byte[] message) throws IOException {
        socket.getOutputStream().write(Framing.frame(message));
        socket.getOutputStream().flush();
    }

    /**
     * Waits for a frame.
     *
     * @param most how long for its first byte; a frame that has begun may take as long as an acknowledgement
     */
    public Reply await(Duration most) {
        try {
            Arrival arrival = reader.next(most.toNanos());
            if (arrival instanceof Arrival.Whole whole) {
                return new Reply.Answered(whole.content());
            }
            close();
            if (arrival instanceof Arrival.Broken broken) {
                return new Reply.Unanswered("a broken frame came back: " + broken.why());
            }
            return new Reply.Unanswered(
                    arrival instanceof Arrival.Silence
                            ? "no answer within " + most.toMillis() + " ms"
                            : "the receiver closed the connection without an answer");
        } catch (IOException e) {
            close();
            return new Reply.Unanswered("the connection broke before an answer came: " + e.getMessage());
        }
    }

    /** Whether it was closed from this side; a receiver's closing shows with the next message. */
    public boolean isClosed() {
        return socket.isClosed();
    }

    @Override
    public void close() {
        closeQuietly(socket);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // Given up anyway.
        }
    }
}
