package org.chartproof.hl7.mllp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameReaderTest {

    private static final String VT = "\u000b";
    private static final String FS = "\u001c";

    @Test
    void frameAfterFrame() throws IOException {
        assertThat(read(VT + "MSH|1" + FS + "\r" + VT + "MSH|2" + FS + "\r")).containsExactly("MSH|1", "MSH|2");
    }

    @Test
    void skipsWhatIsBetweenFrames() throws IOException {
        assertThat(read("\r\n\0 " + VT + "MSH|1" + FS + "\r\n\0\0" + VT + "MSH|2" + FS + "\r" + FS + "\r"))
                .containsExactly("MSH|1", "MSH|2");
    }

    @Test
    void countsWhatIsStrangeBetweenFrames() throws IOException {
        FrameReader reader = reader(List.of("GET / HTTP/1.1\r\n" + VT + "MSH|1" + FS + "\r"), 1000);
        reader.next(ByteSource.FOREVER);
        assertThat(reader.skippedOddly()).isEqualTo(12);
        assertThat(reader.skipped()).isEqualTo(16);
    }

    @Test
    void anEndBlockIsDataUnlessTheFrameEndsThere() throws IOException {
        assertThat(read(VT + "MSH|a" + FS + "b" + FS + FS + "\nc" + FS + "\r"))
                .containsExactly("MSH|a" + FS + "b" + FS + FS + "\nc");
    }

    @Test
    void anEndBlockWithoutCarriageReturnEndsBeforeAStartBlock() throws IOException {
        assertThat(read(VT + "MSH|1" + FS + VT + "MSH|2" + FS + "\n" + VT + "MSH|3" + FS))
                .containsExactly("MSH|1", "MSH|2", "MSH|3");
    }

    @Test
    void anEndBlockWithoutCarriageReturnEndsInSilence() throws IOException {
        assertThat(read(VT + "MSH|1" + FS, "~", VT + "MSH|2" + FS + "\n", "~", VT + "MSH|3" + FS, "\r"))
                .containsExactly("MSH|1", "MSH|2", "MSH|3");
    }

    @Test
    void aMessageThatBeginsAnewBreaksTheFormer() throws IOException {
        assertThat(read(VT + "MSH|1\rPID|half" + VT + "MSH|2" + FS + "\r" + VT + "MSH|3" + VT + "FHS|4" + FS + "\r"))
                .containsExactly("RESTARTED MSH|1\rPID|half", "MSH|2", "RESTARTED MSH|3", "FHS|4");
        assertThat(read(VT + "MSH|1" + VT + "\u00ef\u00bb\u00bfMSH|2" + FS + "\r"))
                .containsExactly("RESTARTED MSH|1", "\u00ef\u00bb\u00bfMSH|2");
    }

    @Test
    void aVerticalTabInTextIsText() throws IOException {
        assertThat(read(VT + "MSH|1\rOBX|1|TX|||line" + VT + "line" + VT + FS + "\r"))
                .containsExactly("MSH|1\rOBX|1|TX|||line" + VT + "line" + VT);
    }

    @Test
    void aStartBlockSentTwiceIsOne() throws IOException {
        assertThat(read(VT + VT + "MSH|1" + FS + "\r")).containsExactly("MSH|1");
    }

    @Test
    void theEndOfTheStreamBreaksAFrame() throws IOException {
        assertThat(read(VT + "MSH|1" + FS + "\r" + VT + "MSH|2")).containsExactly("MSH|1", "CUT_OFF MSH|2");
        assertThat(read(VT + "MSH|2" + VT + "MS")).containsExactly("CUT_OFF MSH|2" + VT + "MS");
    }

    @Test
    void silenceWithinAFrameBreaksIt() throws IOException {
        assertThat(read(VT + "MSH|1", "~")).containsExactly("TOO_SLOW MSH|1");
    }

    @Test
    void aFrameMayBeAsLongAsTheLimit() throws IOException {
        FrameReader reader = reader(List.of(VT + "x".repeat(100_000) + FS + "\r"), 100_000);
        assertThat(reader.next(ByteSource.FOREVER)).isInstanceOf(Arrival.Whole.class);
    }

    @Test
    void aLongerFrameIsBrokenAndItsBeginKept() throws IOException {
        FrameReader reader = reader(List.of(VT + "x".repeat(100_001) + FS + "\r"), 100_000);
        assertThat(reader.next(ByteSource.FOREVER)).isInstanceOfSatisfying(Arrival.Broken.class, broken -> {
            assertThat(broken.why()).isEqualTo(FrameReceiver.Breakage.TOO_LONG);
            assertThat(broken.content()).hasSize(FrameReader.KEPT_OF_TOO_LONG);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 4096, 8191, 8192, 8193})
    void readsTheSameInPiecesOfAnySize(int size) throws IOException {
        assertThat(readAll(pieces(difficult(), size))).isEqualTo(readAll(List.of(difficult())));
    }

    @Test
    void readsTheSameHoweverTheStreamIsSplit() throws IOException {
        List<String> whole = readAll(List.of(difficult()));
        assertThat(whole).hasSize(9);
        Random random = new Random(4);
        for (int round = 0; round < 300; round++) {
            List<String> pieces = new ArrayList<>();
            int begin = 0;
            while (begin < difficult().length()) {
                int most = random.nextBoolean() ? 5 : 20_000;
                int end = Math.min(difficult().length(), begin + 1 + random.nextInt(most));
                pieces.add(difficult().substring(begin, end));
                begin = end;
            }
            assertThat(readAll(pieces)).as("round %d", round).isEqualTo(whole);
        }
    }

    private static final String DIFFICULT =
            "\n\0junk" + VT + "MSH|1\rOBX|" + FS + "x" + FS + "\r" + VT + "MSH|2|" + "y".repeat(8180) + FS + "\r\n" + VT
                    + "MSH|3|" + "z".repeat(30_000) + VT + "z" + VT + "MSH|4" + FS + VT + "MSH|5|" + VT
                    + "\u00ef\u00bb\u00bfMSH|6" + FS + "\n" + VT + VT + "MSH|7|"
                    + FS + "\nmore" + FS + "\r" + VT + FS + "\r" + VT + "MSH|8";

    private static String difficult() {
        return DIFFICULT;
    }

    private static List<String> pieces(String text, int size) {
        List<String> pieces = new ArrayList<>();
        for (int begin = 0; begin < text.length(); begin += size) {
            pieces.add(text.substring(begin, Math.min(text.length(), begin + size)));
        }
        return pieces;
    }

    private static List<String> read(String... pieces) throws IOException {
        return readAll(List.of(pieces));
    }

    /** Frames as text, broken ones behind why; a tilde among the pieces is silence. */
    private static List<String> readAll(List<String> pieces) throws IOException {
        FrameReader reader = reader(pieces, 1_000_000);
        List<String> read = new ArrayList<>();
        while (true) {
            Arrival arrival = reader.next(ByteSource.FOREVER);
            if (arrival instanceof Arrival.Whole whole) {
                read.add(text(whole.content()));
            } else if (arrival instanceof Arrival.Broken broken) {
                read.add(broken.why() + " " + text(broken.content()));
            } else if (arrival instanceof Arrival.Ended) {
                return read;
            }
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static FrameReader reader(List<String> pieces, int maxBytes) {
        Deque<byte[]> left = new ArrayDeque<>();
        pieces.forEach(piece -> left.add(piece.getBytes(StandardCharsets.ISO_8859_1)));
        return new FrameReader(
                new Scripted(left), maxBytes, Duration.ofSeconds(30).toNanos());
    }

    /** Gives one piece a read, as far as it fits. */
    private record Scripted(Deque<byte[]> left) implements ByteSource {
        @Override
        public int read(byte[] into, int offset, int length, long waitNanos) {
            if (left.isEmpty()) {
                return ENDED;
            }
            byte[] piece = left.remove();
            if (piece.length == 1 && piece[0] == '~') {
                return waitNanos == FOREVER ? read(into, offset, length, waitNanos) : SILENT;
            }
            int taken = Math.min(length, piece.length);
            System.arraycopy(piece, 0, into, offset, taken);
            if (taken < piece.length) {
                left.addFirst(Arrays.copyOfRange(piece, taken, piece.length));
            }
            return taken;
        }
    }
}
