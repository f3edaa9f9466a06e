package org.chartproof.hl7.mllp;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import org.chartproof.hl7.feed.Feed;
import org.chartproof.hl7.mllp.FrameReceiver.Answer;
import org.chartproof.hl7.mllp.FrameReceiver.Breakage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One sender's connection: reads a frame, has it received, writes the answer, reads the next. */
final class Connection implements ByteSource {

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    /** Neither a handshake nor the sending of an answer may take longer. */
    private static final long STALL_NANOS = TimeUnit.SECONDS.toNanos(30);

    /** How long a refused sender has to read why: closing at once would take the answer away from it. */
    private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final int IDLE = 0;
    private static final int BUSY = 1;
    private static final int CLOSED = 2;

    private static final long NOT_TIMED = Long.MAX_VALUE;

    private final Feed feed;
    private final FrameReceiver receiver;
    private final Socket transport;
    private final Socket socket;
    private final InetSocketAddress peer;
    private final InstantSource clock;
    private final Tally tally;
    private final Instant since;
    private final AtomicInteger state = new AtomicInteger(BUSY);

    private volatile boolean stopping;
    private volatile long stallsAt = NOT_TIMED;
    private volatile long frames;
    private volatile long lastFrame;
    private volatile Optional<String> certificate = Optional.empty();

    private final SocketSource source;
    private long strayBytes;
    private boolean warned;

    /**
     * @param transport the TCP connection
     * @param socket the same, or TLS over it
     */
    Connection(Feed feed, FrameReceiver receiver, Socket transport, Socket socket, InstantSource clock, Tally tally)
            throws IOException {
        this.feed = feed;
        this.receiver = receiver;
        this.transport = transport;
        this.socket = socket;
        this.peer = (InetSocketAddress) socket.getRemoteSocketAddress();
        this.clock = clock;
        this.tally = tally;
        this.since = clock.instant();
        this.source = new SocketSource(socket);
    }

    /** Serves the sender until either side ends it. */
    void serve() {
        try {
            if (shakeHands()) {
                readFrames();
            }
        } catch (IOException e) {
            // The usual end of a connection; who has not got an answer sends again.
            LOG.debug("feed {}: connection from {} ended: {}", feed.name(), peer, e.getMessage());
        } catch (RuntimeException | Error e) {
            // No answer: the sender will send again. Other connections go on.
            LOG.error(
                    "feed {}: connection from {} closed after {}",
                    feed.name(),
                    peer,
                    e.getClass().getName(),
                    e);
        } finally {
            // The farewell of TLS may stall too.
            stallsAt = System.nanoTime() + STALL_NANOS;
            close(socket);
        }
    }

    private boolean shakeHands() {
        if (!(socket instanceof SSLSocket tls)) {
            return true;
        }
        stallsAt = System.nanoTime() + STALL_NANOS;
        try {
            tls.startHandshake();
        } catch (IOException e) {
            tally.failedHandshakes.increment();
            LOG.warn("feed {}: no TLS with {}: {}", feed.name(), peer, e.getMessage());
            return false;
        }
        stallsAt = NOT_TIMED;
        certificate = subject(tls);
        return true;
    }

    private static Optional<String> subject(SSLSocket tls) {
        try {
            return tls.getSession().getPeerCertificates()[0] instanceof X509Certificate shown
                    ? Optional.of(shown.getSubjectX500Principal().getName())
                    : Optional.empty();
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty();
        }
    }

    private void readFrames() throws IOException {
        OutputStream out = socket.getOutputStream();
        FrameReader reader = new FrameReader(
                this, feed.maxMessageBytes(), feed.frameDeadline().toNanos());
        while (!stopping) {
            Arrival arrival = reader.next(FOREVER);
            noteStrayBytes(reader);
            Answer answer;
            boolean last;
            if (arrival instanceof Arrival.Whole whole) {
                count(whole.content().length);
                answer = receiver.receive(whole.content(), peer);
                last = answer.close();
            } else if (arrival instanceof Arrival.Broken broken) {
                tally.brokenFrames.increment();
                LOG.warn("feed {}: broken frame from {}: {}", feed.name(), peer, broken.why());
                answer = receiver.broken(broken.content(), broken.why(), peer);
                last = answer.close() || broken.why() != Breakage.RESTARTED;
            } else {
                return;
            }
            if (answer.bytes().isPresent()) {
                write(out, answer.bytes().get());
            }
            if (last) {
                linger();
                return;
            }
        }
    }

    private void count(int bytes) {
        long now = clock.millis();
        frames = frames + 1;
        lastFrame = now;
        tally.frames.increment();
        tally.bytes.add(bytes);
        tally.lastFrame.lazySet(now);
    }

    private void noteStrayBytes(FrameReader reader) {
        long stray = reader.skippedOddly();
        if (stray == strayBytes) {
            return;
        }
        tally.strayBytes.add(stray - strayBytes);
        strayBytes = stray;
        if (!warned) {
            warned = true;
            LOG.warn("feed {}: {} sends bytes outside of frames (told once a connection)", feed.name(), peer);
        }
    }

    private void write(OutputStream out, byte[] answer) throws IOException {
        stallsAt = System.nanoTime() + STALL_NANOS;
        out.write(Framing.frame(answer));
        out.flush();
        stallsAt = NOT_TIMED;
    }

    /** Ends the own side and reads on for a while, so that the answer is not lost with a reset. */
    private void linger() throws IOException {
        socket.shutdownOutput();
        byte[] ignored = new byte[8 * 1024];
        long end = System.nanoTime() + LINGER_NANOS;
        for (long left = LINGER_NANOS; left > 0; left = end - System.nanoTime()) {
            if (source.read(ignored, 0, ignored.length, left) < 0) {
                return;
            }
        }
    }

    @Override
    public int read(byte[] into, int offset, int length, long waitNanos) throws IOException {
        if (waitNanos != FOREVER) {
            return source.read(into, offset, length, waitNanos);
        }
        // Between frames: may be closed any time by who stops the feed.
        state.set(IDLE);
        if (stopping && state.compareAndSet(IDLE, CLOSED)) {
            return ENDED;
        }
        int read = source.read(into, offset, length, waitNanos);
        return state.compareAndSet(IDLE, BUSY) ? read : ENDED;
    }

    /** Lets the frame at hand be received and answered, then ends. */
    void stop() {
        stopping = true;
        if (state.compareAndSet(IDLE, CLOSED)) {
            close(socket);
        }
    }

    /** Ends at once: TLS would wait for a write that hangs. */
    void cut() {
        close(transport);
    }

    private void close(Socket which) {
        try {
            which.close();
        } catch (IOException e) {
            LOG.debug("feed {}: closing the connection from {}: {}", feed.name(), peer, e.getMessage());
        }
    }

    /** Ends it if a handshake or an answer takes too long. */
    void closeIfStalled(long nanoTime) {
        long at = stallsAt;
        if (at != NOT_TIMED && nanoTime - at > 0) {
            LOG.warn(
                    "feed {}: connection from {} closed: it took no answer for {} s",
                    feed.name(),
                    peer,
                    TimeUnit.NANOSECONDS.toSeconds(STALL_NANOS));
            cut();
        }
    }

    ListenerFigures.ConnectionFigures figures() {
        long at = lastFrame;
        return new ListenerFigures.ConnectionFigures(
                peer, since, certificate, frames, at == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(at)));
    }
}
