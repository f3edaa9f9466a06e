package org.chartproof.hl7.mllp;

import static org.chartproof.hl7.mllp.ByteSource.ENDED;
import static org.chartproof.hl7.mllp.ByteSource.FOREVER;
import static org.chartproof.hl7.mllp.ByteSource.SILENT;
import static org.chartproof.hl7.mllp.Framing.CARRIAGE_RETURN;
import static org.chartproof.hl7.mllp.Framing.END;
import static org.chartproof.hl7.mllp.Framing.LINE_FEED;
import static org.chartproof.hl7.mllp.Framing.START;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.chartproof.hl7.mllp.FrameReceiver.Breakage;

/**
 * Cuts a stream of bytes into frames. Strict about what ends a message, tolerant of what surrounds it:
 *
 * <ul>
 *   <li>bytes before a start block are skipped and counted;
 *   <li>a frame ends with an end block and CR; also with an end block before a start block, before the end of the stream or before a second of
 *       silence, since some senders leave the CR out; also with an end block and LF, likewise;
 *   <li>any other end block is part of the message;
 *   <li>a start block before a header segment inside of a frame is a sender that gave up and began again: what there was is broken, never joined
 *       to what follows. Any other is part of the message: text pasted from a word processor has it as a line break.
 * </ul>
 *
 * <p>One array holds the frame at hand and what was read behind it: 8 KiB, more only for a longer frame and only until it is handed out; with the
 * frame handed out that is at most twice the limit. Not for use by several threads.
 */
final class FrameReader {

    /** How long an end block without CR waits for what makes it part of the message. */
    static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** The same for an end block and LF: more likely the end, and such a sender should not wait a second for each answer. */
    static final long SILENCE_AFTER_LINE_FEED_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    /** Of a frame that is too long as much is kept as tells what it was. */
    static final int KEPT_OF_TOO_LONG = 64 * 1024;

    private static final int BUFFER = 8 * 1024;

    private final ByteSource source;
    private final int maxBytes;
    private final long deadlineNanos;

    private byte[] buffer = new byte[BUFFER];

    /** Of the frame at hand, else of what is still to be looked at. */
    private int begin;

    private int limit;
    private boolean ended;
    private boolean inFrame;
    private long frameBegan;

    private long skipped;
    private long skippedOddly;

    /**
     * @param maxBytes a longer frame is broken
     * @param deadlineNanos from a frame's start block to its end; a slower one is broken
     */
    FrameReader(ByteSource source, int maxBytes, long deadlineNanos) {
        this.source = source;
        this.maxBytes = maxBytes;
        this.deadlineNanos = deadlineNanos;
    }

    /** Bytes outside of frames so far that are neither CR, LF, NUL, blank nor a doubled end block: a sender without frames. */
    long skippedOddly() {
        return skippedOddly;
    }

    /** All bytes outside of frames so far. */
    long skipped() {
        return skipped;
    }

    /**
     * The next frame. After one that is too long or too slow there is no next: the stream is to be closed.
     *
     * @param waitNanos how long to wait for it to begin, {@link ByteSource#FOREVER} for no limit
     */
    Arrival next(long waitNanos) throws IOException {
        long waitingSince = waitNanos == FOREVER ? 0 : System.nanoTime();
        while (!inFrame) {
            if (skipToStart()) {
                beginFrame();
            } else {
                long wait = waitNanos == FOREVER ? FOREVER : left(waitingSince, waitNanos);
                int read = fill(wait);
                if (read == ENDED) {
                    return Arrival.Ended.INSTANCE;
                }
                if (read == SILENT) {
                    return Arrival.Silence.INSTANCE;
                }
            }
        }
        return readFrame();
    }

    private boolean skipToStart() {
        while (begin < limit) {
            byte one = buffer[begin++];
            if (one == START) {
                return true;
            }
            skipped++;
            if (!Framing.isFiller(one)) {
                skippedOddly++;
            }
        }
        return false;
    }

    private void beginFrame() {
        inFrame = true;
        frameBegan = System.nanoTime();
    }

    /** Offsets are counted from {@link #begin}: the array may move while it fills. */
    private Arrival readFrame() throws IOException {
        int offset = 0;
        while (true) {
            offset = nextBlock(offset);
            if (offset > maxBytes) {
                return broken(Math.min(offset, KEPT_OF_TOO_LONG), Breakage.TOO_LONG);
            }
            if (begin + offset == limit) {
                int read = fill(left(frameBegan, deadlineNanos));
                if (read < 0) {
                    return broken(offset, read == ENDED ? Breakage.CUT_OFF : Breakage.TOO_SLOW);
                }
            } else if (buffer[begin + offset] == END) {
                int taken = endsFrame(offset);
                if (taken > 0) {
                    Arrival whole = new Arrival.Whole(cut(offset));
                    begin += offset + taken;
                    inFrame = false;
                    return whole;
                }
                offset++;
            } else if (offset == 0) {
                // The start block came twice.
                begin++;
            } else if (startsMessage(offset + 1)) {
                Arrival broken = new Arrival.Broken(cut(offset), Breakage.RESTARTED);
                begin += offset + 1;
                beginFrame();
                return broken;
            } else {
                offset++;
            }
        }
    }

    /** The next start or end block; all that there is if there is none. */
    private int nextBlock(int offset) {
        byte[] bytes = buffer;
        int end = limit;
        int at = begin + offset;
        while (at < end && bytes[at] != END && bytes[at] != START) {
            at++;
        }
        return at - begin;
    }

    /** @return how many bytes the end of a frame takes, the end block at the offset counted; 0 if that is part of the message */
    private int endsFrame(int offset) throws IOException {
        if (!awaits(offset + 1, SILENCE_NANOS)) {
            return 1;
        }
        byte next = buffer[begin + offset + 1];
        if (next == CARRIAGE_RETURN) {
            return 2;
        }
        if (next == START) {
            return 1;
        }
        if (next != LINE_FEED) {
            return 0;
        }
        boolean nothing = !awaits(offset + 2, SILENCE_AFTER_LINE_FEED_NANOS);
        return nothing || buffer[begin + offset + 2] == START || buffer[begin + offset + 2] == CARRIAGE_RETURN ? 2 : 0;
    }

    /** Whether a header segment stands there, of a message, a batch or a file of batches; a byte order mark may precede it. */
    private boolean startsMessage(int offset) throws IOException {
        int at = offset;
        if (awaits(at + 2, left(frameBegan, deadlineNanos)) && buffer[begin + at] == (byte) 0xEF) {
            at += 3;
        }
        if (!awaits(at + 2, left(frameBegan, deadlineNanos))) {
            return false;
        }
        byte first = buffer[begin + at];
        byte second = buffer[begin + at + 1];
        byte third = buffer[begin + at + 2];
        return (first == 'M' && second == 'S' && third == 'H')
                || ((first == 'F' || first == 'B') && second == 'H' && third == 'S');
    }

    /** Whether there is a byte at an offset; reads up to it if it comes in time. */
    private boolean awaits(int offset, long waitNanos) throws IOException {
        long since = begin + offset < limit ? 0 : System.nanoTime();
        while (begin + offset >= limit) {
            if (fill(Math.min(left(since, waitNanos), left(frameBegan, deadlineNanos))) < 0) {
                return false;
            }
        }
        return true;
    }

    private static long left(long since, long waitNanos) {
        return Math.max(0, waitNanos - (System.nanoTime() - since));
    }

    /** Reads behind what there is, making room for it first. */
    private int fill(long waitNanos) throws IOException {
        if (ended) {
            return ENDED;
        }
        if (begin == limit && buffer.length > BUFFER) {
            // One long message is no reason to hold its space for good.
            buffer = new byte[BUFFER];
            begin = 0;
            limit = 0;
        } else if (begin == limit) {
            begin = 0;
            limit = 0;
        } else if (limit == buffer.length) {
            makeRoom();
        }
        int read = source.read(buffer, limit, buffer.length - limit, waitNanos);
        if (read == ENDED) {
            ended = true;
        } else if (read > 0) {
            limit += read;
        }
        return read;
    }

    private void makeRoom() {
        int held = limit - begin;
        byte[] roomy = buffer;
        if (held > buffer.length / 2) {
            long most = (long) maxBytes + BUFFER;
            roomy = new byte[(int) Math.min(Math.max(2L * held, BUFFER), Math.max(most, held + 16L))];
        }
        System.arraycopy(buffer, begin, roomy, 0, held);
        buffer = roomy;
        begin = 0;
        limit = held;
    }

    private byte[] cut(int length) {
        return Arrays.copyOfRange(buffer, begin, begin + length);
    }

    private Arrival broken(int length, Breakage why) {
        Arrival broken = new Arrival.Broken(cut(length), why);
        begin = limit;
        inFrame = false;
        return broken;
    }
}
