package org.chartproof.bundles.bench.mllp;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;

/** One connection that sends a message, waits for its answer, and sends the next. */
final class Sender extends Thread {

    private static final long RANGE = 1_000_000_000L;

    private final SampleMessage message;
    private final Socket socket;
    private final byte[] answer = new byte[8 * 1024];
    private final long begin;
    private final long end;

    private long id;
    private long[] nanos = new long[1 << 16];
    private int count;
    private long refused;
    private long cpuNanos;
    private String failure = "";

    /**
     * @param number of the sender; its control ids are its own
     * @param firstId within its range
     * @param begin nano time from which on messages count
     * @param end nano time at which it stops
     */
    Sender(int port, int number, long firstId, long begin, long end) throws IOException {
        super("sender-" + number);
        this.message = new SampleMessage(number);
        this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        this.begin = begin;
        this.end = end;
        this.id = number * RANGE + firstId;
    }

    @Override
    public void run() {
        try (socket) {
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            long sent = System.nanoTime();
            while (sent < begin) {
                exchange(in, out);
                sent = System.nanoTime();
            }
            refused = 0;
            long cpu = cpu();
            while (sent < end) {
                exchange(in, out);
                long answered = System.nanoTime();
                note(answered - sent);
                sent = answered;
            }
            cpuNanos = cpu() - cpu;
        } catch (IOException e) {
            failure = e.toString();
        }
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private void exchange(InputStream in, OutputStream out) throws IOException {
        out.write(message.withId(id++));
        int length = 0;
        while (length < 2 || answer[length - 2] != 0x1C || answer[length - 1] != '\r') {
            int read = in.read(answer, length, answer.length - length);
            if (read < 0) {
                throw new EOFException("the connection was closed");
            }
            length += read;
        }
        if (!message.isAcceptedBy(answer, length)) {
            refused++;
        }
    }

    private void note(long took) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = took;
    }

    /** After its end: how long each message waited. */
    long[] waits() throws IOException {
        if (!failure.isEmpty()) {
            throw new IOException(getName() + " failed: " + failure);
        }
        return Arrays.copyOf(nanos, count);
    }

    long refused() {
        return refused;
    }

    long cpuNanos() {
        return cpuNanos;
    }
}
