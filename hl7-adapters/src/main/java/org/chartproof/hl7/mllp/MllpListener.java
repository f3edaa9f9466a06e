package org.chartproof.hl7.mllp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import jdk.net.ExtendedSocketOptions;
import org.chartproof.hl7.feed.Feed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The port of one feed: takes connections, each served by a thread of its own that hands every frame to a {@link FrameReceiver} and writes the
 * answer before it reads the next. Can be stopped and started again any number of times.
 */
public final class MllpListener implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MllpListener.class);

    /** Where the operating system is out of something, trying again at once would only burn time. */
    private static final long PAUSE_MILLIS = 100;

    private static final long LOOK_FOR_STALLED_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int BACKLOG = 128;
    private static final int KEEP_ALIVE_SECONDS = 60;
    private static final int KEEP_ALIVE_PROBES = 3;

    private final Feed feed;
    private final FrameReceiver receiver;
    private final ConnectionLimit limit;
    private final InstantSource clock;
    private final AllowList allowed;
    private final ThreadFactory threads;
    private final Tally tally = new Tally();
    private final Map<Connection, Thread> connections = new ConcurrentHashMap<>();
    private final ReentrantLock lifeCycle = new ReentrantLock();

    private volatile Optional<ServerSocket> open = Optional.empty();
    private volatile int port;

    /**
     * Listens to nothing before {@link #start}.
     *
     * @param limit shared by all feeds
     * @param clock for what {@link #figures} shows
     * @throws IllegalArgumentException if the feed's allow list can't be read
     */
    public MllpListener(Feed feed, FrameReceiver receiver, ConnectionLimit limit, InstantSource clock) {
        this.feed = feed;
        this.receiver = receiver;
        this.limit = limit;
        this.clock = clock;
        this.allowed = AllowList.of(feed.allow());
        this.threads = ConnectionThreads.named("hl7-" + feed.name());
    }

    /**
     * Opens the port; does nothing if it is open.
     *
     * @throws IOException if the port is taken, the address unknown or the TLS files unusable
     */
    public void start() throws IOException {
        lifeCycle.lock();
        try {
            if (open.isPresent()) {
                return;
            }
            Optional<ServerTls> tls = feed.tls().isPresent()
                    ? Optional.of(new ServerTls(feed.name(), feed.tls().get()))
                    : Optional.empty();
            ServerSocket server = new ServerSocket();
            try {
                server.setReuseAddress(true);
                server.bind(new InetSocketAddress(InetAddress.getByName(feed.bind()), portToOpen()), BACKLOG);
            } catch (IOException e) {
                server.close();
                throw new IOException(
                        "feed " + feed.name() + " can't listen on " + feed.bind() + ":" + feed.port() + ": "
                                + e.getMessage(),
                        e);
            }
            port = server.getLocalPort();
            open = Optional.of(server);
            daemon("accept", () -> accept(server, tls)).start();
            daemon("watch", () -> watch(server)).start();
            LOG.info(
                    "feed {}: listening on {}:{}{}",
                    feed.name(),
                    feed.bind(),
                    port,
                    tls.isPresent() ? " with TLS" : "");
        } finally {
            lifeCycle.unlock();
        }
    }

    /** A free port that was picked once stays the feed's. */
    private int portToOpen() {
        return feed.port() == 0 ? port : feed.port();
    }

    private Thread daemon(String what, Runnable task) {
        Thread thread = new Thread(task, "hl7-" + feed.name() + "-" + what);
        thread.setDaemon(true);
        return thread;
    }

    private void accept(ServerSocket server, Optional<ServerTls> tls) {
        while (!server.isClosed()) {
            try {
                take(server.accept(), tls);
            } catch (IOException | OutOfMemoryError e) {
                // The latter also where no thread can be made.
                if (!server.isClosed()) {
                    LOG.error("feed {}: a connection could not be taken: {}", feed.name(), e.getMessage());
                    pause(PAUSE_MILLIS);
                }
            }
        }
    }

    private void take(Socket socket, Optional<ServerTls> tls) throws IOException {
        boolean taken = false;
        try {
            if (!allowed.allows(socket.getInetAddress())) {
                tally.refusedAddresses.increment();
                LOG.warn(
                        "feed {}: {} may not connect: it is not in the feed's allow list",
                        feed.name(),
                        socket.getInetAddress());
                return;
            }
            if (connections.size() >= feed.maxConnections() || !limit.take()) {
                tally.refusedForLimit.increment();
                LOG.warn(
                        "feed {}: connection from {} closed: there are as many as there may be",
                        feed.name(),
                        socket.getInetAddress());
                return;
            }
            try {
                prepare(socket);
                Socket served = tls.isPresent() ? tls.get().over(socket) : socket;
                Connection connection = new Connection(feed, receiver, socket, served, clock, tally);
                serve(connection);
                taken = true;
                tally.accepted.increment();
                if (open.isEmpty()) {
                    // Taken just before the port was closed: who closed it may not have seen it.
                    connection.stop();
                }
            } finally {
                if (!taken) {
                    limit.giveBack();
                }
            }
        } finally {
            if (!taken) {
                socket.close();
            }
        }
    }

    private void serve(Connection connection) {
        Thread thread = threads.newThread(() -> {
            try {
                connection.serve();
            } finally {
                connections.remove(connection);
                limit.giveBack();
            }
        });
        connections.put(connection, thread);
        try {
            thread.start();
        } catch (OutOfMemoryError e) {
            connections.remove(connection);
            throw e;
        }
    }

    private static void prepare(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        // Firewalls forget connections that are silent; peers that died are noticed.
        socket.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        if (socket.supportedOptions().contains(ExtendedSocketOptions.TCP_KEEPIDLE)) {
            socket.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, KEEP_ALIVE_SECONDS);
            socket.setOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, KEEP_ALIVE_SECONDS);
            socket.setOption(ExtendedSocketOptions.TCP_KEEPCOUNT, KEEP_ALIVE_PROBES);
        }
    }

    private void watch(ServerSocket server) {
        while (!server.isClosed()) {
            pause(TimeUnit.NANOSECONDS.toMillis(LOOK_FOR_STALLED_NANOS));
            long now = System.nanoTime();
            connections.keySet().forEach(connection -> connection.closeIfStalled(now));
        }
    }

    @SuppressWarnings("ThreadSleepMillis") // a pause between looks, not a wait for something
    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Closes the port and ends the connections; does nothing if it is closed. A frame at hand is received and answered first. A receiver that takes
     * longer than the grace loses its connection, and its sender sends again.
     */
    public void stop(Duration grace) {
        lifeCycle.lock();
        try {
            if (open.isEmpty()) {
                return;
            }
            ServerSocket server = open.get();
            open = Optional.empty();
            closePort(server);
            connections.keySet().forEach(Connection::stop);
            awaitEnd(grace);
            connections.keySet().forEach(Connection::cut);
            LOG.info("feed {}: stopped", feed.name());
        } finally {
            lifeCycle.unlock();
        }
    }

    private void closePort(ServerSocket server) {
        try {
            server.close();
        } catch (IOException e) {
            LOG.warn("feed {}: closing the port: {}", feed.name(), e.getMessage());
        }
    }

    private void awaitEnd(Duration grace) {
        long end = System.nanoTime() + grace.toNanos();
        for (Thread thread : connections.values()) {
            long millis = Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()));
            try {
                thread.join(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /**
     * Stops and starts, so that senders connect anew.
     *
     * @throws IOException as {@link #start}; the feed is stopped then
     */
    public void restart(Duration grace) throws IOException {
        lifeCycle.lock();
        try {
            stop(grace);
            start();
        } finally {
            lifeCycle.unlock();
        }
    }

    /** On which it listens, or did last; 0 before the first start. */
    public int port() {
        return port;
    }

    /** What it does right now. */
    public ListenerFigures figures() {
        long last = tally.lastFrame.get();
        return new ListenerFigures(
                open.isPresent(),
                port,
                connections.keySet().stream().map(Connection::figures).toList(),
                tally.accepted.sum(),
                tally.refusedAddresses.sum(),
                tally.refusedForLimit.sum(),
                tally.failedHandshakes.sum(),
                tally.frames.sum(),
                tally.brokenFrames.sum(),
                tally.bytes.sum(),
                tally.strayBytes.sum(),
                last == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(last)));
    }

    /** Stops with five seconds of grace. */
    @Override
    public void close() {
        stop(Duration.ofSeconds(5));
    }
}
