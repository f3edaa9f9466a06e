package org.chartproof.bundles.bench.mllp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/**
 * The most that any server can answer that has each message on disk before its answer: every sender waits for a whole flush at least, so as many messages as there are senders are answered in the time of one.
 *
 * @param flushMillis mean time in which the disk takes a write of the size of a batch and says that it is safe
 */
public record DiskFloor(double flushMillis) {

    private static final int FLUSHES = 300;
    private static final int BATCH_BYTES = 1 << 16;
    private static final int FILE_BYTES = 16 << 20;

    /**
     * Measures the disk under a folder, as a database does that writes its log into files made before.
     *
     * @throws IOException if nothing can be written there
     */
    public static DiskFloor measured(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path file = Files.createTempFile(folder, "flush", ".tmp");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(FILE_BYTES), 0);
            channel.force(true);
            long begin = System.nanoTime();
            for (int i = 0; i < FLUSHES; i++) {
                channel.write(ByteBuffer.allocate(BATCH_BYTES), (long) i * BATCH_BYTES % FILE_BYTES);
                channel.force(false);
            }
            return new DiskFloor((System.nanoTime() - begin) / 1e6 / FLUSHES);
        } finally {
            Files.delete(file);
        }
    }

    /**
     * Messages a second at most.
     *
     * @param senders each of which waits for its answer before it sends the next message
     */
    public double most(int senders) {
        return senders * 1000 / flushMillis;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "the disk: a flush of 64 kB takes %.2f ms, so that no server that is durable first answers more than 1000 / %.2f = %.0f messages/s a sender",
                flushMillis,
                flushMillis,
                most(1));
    }
}
