package org.chartproof.server.hl7.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Whether the disk of the data folder has room for more messages; looked at once a second at most. Of one thread. */
public final class DiskRoom implements BooleanSupplier {

    private static final long LEAST_FREE_BYTES = 128L * 1024 * 1024;
    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

    private final Path folder;
    private boolean room = true;
    private long lookedAt = System.nanoTime() - 2 * FRESH_NANOS;

    public DiskRoom(Path folder) {
        this.folder = folder;
    }

    @Override
    public boolean getAsBoolean() {
        if (System.nanoTime() - lookedAt > FRESH_NANOS) {
            lookedAt = System.nanoTime();
            room = look();
        }
        return room;
    }

    private boolean look() {
        try {
            // With an external database the folder may not be there: its disk is that database's concern.
            return !Files.exists(folder) || Files.getFileStore(folder).getUsableSpace() >= LEAST_FREE_BYTES;
        } catch (IOException e) {
            // What can't be looked at is found out by writing.
            return true;
        }
    }
}
