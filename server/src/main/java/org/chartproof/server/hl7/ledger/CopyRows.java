package org.chartproof.server.hl7.ledger;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;

/**
 * Rows in PostgreSQL's binary COPY format, gathered in one buffer that is used again for the next batch: many rows cost one statement and no object
 * for each. (PostgreSQL manual, COPY, section Binary Format.)
 */
final class CopyRows {

    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0};

    /** PostgreSQL counts microseconds from the year 2000. */
    private static final long EPOCH_SECONDS =
            Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();

    private static final int KEPT_BYTES = 1 << 20;

    private byte[] buffer = new byte[1 << 16];
    private int length;

    void begin() {
        length = 0;
        room(SIGNATURE.length);
        System.arraycopy(SIGNATURE, 0, buffer, 0, SIGNATURE.length);
        length = SIGNATURE.length;
        int32(0);
        int32(0);
    }

    void row(int columns) {
        int16(columns);
    }

    void bigint(long value) {
        int32(8);
        int64(value);
    }

    void smallint(int value) {
        int32(2);
        int16(value);
    }

    void flag(boolean value) {
        int32(1);
        room(1);
        buffer[length++] = (byte) (value ? 1 : 0);
    }

    void none() {
        int32(-1);
    }

    void time(Instant value) {
        int32(8);
        int64((value.getEpochSecond() - EPOCH_SECONDS) * 1_000_000 + value.getNano() / 1000);
    }

    void text(@Nullable String value) {
        if (value == null) {
            none();
        } else {
            bytes(value.getBytes(StandardCharsets.UTF_8));
        }
    }

    void bytes(byte @Nullable [] value) {
        if (value == null) {
            none();
            return;
        }
        int32(value.length);
        room(value.length);
        System.arraycopy(value, 0, buffer, length, value.length);
        length += value.length;
    }

    /** Sends the rows. */
    void sendTo(CopyIn copy) throws SQLException {
        int16(-1);
        try {
            copy.writeToCopy(buffer, 0, length);
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
            if (buffer.length > KEPT_BYTES) {
                buffer = new byte[1 << 16];
            }
        }
    }

    private void int16(int value) {
        room(2);
        buffer[length++] = (byte) (value >> 8);
        buffer[length++] = (byte) value;
    }

    private void int32(int value) {
        int16(value >> 16);
        int16(value);
    }

    private void int64(long value) {
        int32((int) (value >> 32));
        int32((int) value);
    }

    private void room(int more) {
        if (buffer.length - length < more) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
        }
    }
}
