package org.chartproof.hl7.mllp;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.chartproof.hl7.mllp.RawSender.FS;
import static org.chartproof.hl7.mllp.RawSender.VT;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.chartproof.hl7.feed.Feed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What real senders do to a port, over real sockets: each case is one on which a server in wide use drops, reorders or merges messages. The receiver answers as the server
 * does, from the bytes of MSH.
 */
@Timeout(60)
class RobustnessTest {

    private static final int MAX_BYTES = 16 * 1024 * 1024;

    private final Answering receiver = new Answering();
    private MllpListener listener;

    @BeforeEach
    void listen() throws IOException {
        listener = new MllpListener(
                Feeds.with(Feed.named("test", 0), MAX_BYTES, Duration.ofSeconds(20), 100),
                receiver,
                new ConnectionLimit(ConnectionLimit.DEFAULT),
                Clock.systemUTC());
        listener.start();
    }

    @AfterEach
    void stop() {
        listener.close();
    }

    private RawSender sender() throws IOException {
        return new RawSender(listener.port());
    }

    private static String message(int number) {
        return message(number, "PID|1||" + number + "^^^H^MR");
    }

    private static String message(int number, String rest) {
        return "MSH|^~\\&|A|B|C|D|20260504||ADT^A01^ADT_A01|ID" + number + "|P|2.5.1\r" + rest + "\r";
    }

    private static String framed(String message) {
        return VT + message + FS + "\r";
    }

    /** Code and control id of the next answer. */
    private static String msa(RawSender sender) throws IOException {
        String answer = sender.answer();
        int at = answer.indexOf("\rMSA|");
        return at < 0 ? answer : answer.substring(at + 5).split("\r", 2)[0].replaceAll("^([^|]*\\|[^|]*).*", "$1");
    }

    @Test
    void tenMessagesInOneWriteAreAnsweredInOrder() throws IOException {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            all.append(framed(message(i)));
        }
        try (RawSender sender = sender()) {
            sender.write(all.toString());
            for (int i = 0; i < 10; i++) {
                assertThat(msa(sender)).isEqualTo("AA|ID" + i);
            }
        }
        assertThat(receiver.received).hasSize(10);
    }

    @Test
    void aPauseWithinAMessageIsBorne() throws Exception {
        try (RawSender sender = sender()) {
            sender.write(VT + message(1).substring(0, 40));
            SECONDS.sleep(2);
            sender.write(message(1).substring(40) + FS + "\r");
            assertThat(msa(sender)).isEqualTo("AA|ID1");
        }
    }

    @Test
    void carriageReturnsLineFeedsAndNulsBetweenFramesAreSkipped() throws IOException {
        try (RawSender sender = sender()) {
            sender.write("\r\n\0\0" + framed(message(1)) + "\0\0\r\n" + framed(message(2)) + "\n");
            assertThat(msa(sender)).isEqualTo("AA|ID1");
            assertThat(msa(sender)).isEqualTo("AA|ID2");
            assertThat(listener.figures().strayBytes()).isZero();
        }
    }

    @Test
    void anEndBlockWithoutCarriageReturnEndsAMessage() throws IOException {
        try (RawSender sender = sender()) {
            sender.write(VT + message(1) + FS + VT + message(2) + FS);
            assertThat(msa(sender)).isEqualTo("AA|ID1");
            assertThat(msa(sender)).isEqualTo("AA|ID2");
            sender.write(VT + message(3) + FS);
            assertThat(msa(sender)).isEqualTo("AA|ID3");
        }
    }

    @Test
    void anEndBlockWithLineFeedEndsAMessageSoon() throws IOException {
        try (RawSender sender = sender()) {
            long begin = System.nanoTime();
            sender.write(VT + message(1) + FS + "\n");
            assertThat(msa(sender)).isEqualTo("AA|ID1");
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(800));
        }
    }

    @Test
    void anEndBlockWithinAFieldIsData() throws IOException {
        String message = message(1, "OBX|1|TX|||a" + FS + "b" + FS + FS + "c");
        try (RawSender sender = sender()) {
            sender.frame(message);
            assertThat(msa(sender)).isEqualTo("AA|ID1");
        }
        assertThat(receiver.received).containsExactly(message);
    }

    @Test
    void aTruncatedMessageIsNeverAcknowledgedAndNeverJoinedToTheNext() throws IOException {
        try (RawSender sender = sender()) {
            sender.write(VT + message(1).substring(0, 70) + framed(message(2)));
            assertThat(msa(sender)).isEqualTo("AA|ID2");
        }
        assertThat(receiver.received).containsExactly(message(2));
        assertThat(receiver.broken).containsExactly("RESTARTED:70");
    }

    @Test
    void twoMessagesInOneFrameAreRefused() throws IOException {
        try (RawSender sender = sender()) {
            sender.frame(message(1) + message(2));
            assertThat(msa(sender)).isEqualTo("AR|ID1");
        }
    }

    @Test
    void aSenderThatHalfClosesStillGetsItsAnswer() throws IOException {
        try (RawSender sender = sender()) {
            sender.frame(message(1));
            sender.socket().shutdownOutput();
            assertThat(msa(sender)).isEqualTo("AA|ID1");
            assertThat(sender.answer()).isEqualTo("closed");
        }
    }

    @Test
    void halfClosingWithoutCarriageReturnToo() throws IOException {
        try (RawSender sender = sender()) {
            sender.write(VT + message(1) + FS);
            sender.socket().shutdownOutput();
            assertThat(msa(sender)).isEqualTo("AA|ID1");
        }
    }

    @Test
    void aMessageWithMsaIsAnsweredUnlessItIsAnAcknowledgement() throws IOException {
        try (RawSender sender = sender()) {
            sender.frame(message(1, "MSA|AA|Q1").replace("ADT^A01^ADT_A01", "ORU^R01"));
            assertThat(msa(sender)).isEqualTo("AA|ID1");
            sender.frame(message(2, "MSA|AA|Q1").replace("ADT^A01^ADT_A01", "ACK^A01"));
            sender.frame(message(3));
            assertThat(msa(sender)).isEqualTo("AA|ID3");
        }
        assertThat(receiver.received).hasSize(3);
    }

    @Test
    void garbageIsRefused() throws IOException {
        try (RawSender sender = sender()) {
            sender.frame("Hello, is anybody there?");
            assertThat(msa(sender)).isEqualTo("AR|");
            sender.frame("");
            assertThat(msa(sender)).isEqualTo("AR|");
            sender.frame(message(1));
            assertThat(msa(sender)).isEqualTo("AA|ID1");
        }
    }

    @Test
    void lineFeedsAsSegmentEndsAreUnderstood() throws IOException {
        try (RawSender sender = sender()) {
            sender.frame(message(1).replace('\r', '\n'));
            assertThat(sender.answer()).contains("|P|2.5.1\rMSA|AA|ID1\r");
            sender.frame(message(2).replace("\r", "\r\n"));
            assertThat(sender.answer()).contains("|P|2.5.1\rMSA|AA|ID2\r");
        }
    }

    @Test
    void truncationCharacterByteOrderMarkAndJunkBeforeTheHeaderAreUnderstood() throws IOException {
        try (RawSender sender = sender()) {
            sender.frame(message(1).replace("^~\\&", "^~\\&#"));
            assertThat(sender.answer()).startsWith("MSH|^~\\&#|C|D|A|B|").contains("\rMSA|AA|ID1\r");
            sender.frame("\u00ef\u00bb\u00bf" + message(2));
            assertThat(msa(sender)).isEqualTo("AA|ID2");
            sender.frame("\r\n  " + message(3));
            assertThat(msa(sender)).isEqualTo("AA|ID3");
        }
    }

    @Test
    void eightMegabytesInOneFieldArriveWhole() throws IOException {
        String message = message(1, "OBX|1|ED|PDF||^^PDF^Base64^" + "QUJD".repeat(2 * 1024 * 1024));
        try (RawSender sender = sender()) {
            sender.frame(message);
            assertThat(msa(sender)).isEqualTo("AA|ID1");
        }
        assertThat(receiver.received.get(0).equals(message)).isTrue();
    }

    @Test
    void anEndlessFrameIsRefusedAndOthersAreServedMeanwhile() throws Exception {
        try (RawSender endless = sender();
                RawSender other = sender()) {
            endless.write(VT + message(1));
            byte[] piece = new byte[64 * 1024];
            for (int sent = 0; sent <= MAX_BYTES; sent += piece.length) {
                endless.write(piece);
                if (sent == MAX_BYTES / 2) {
                    other.frame(message(2));
                    assertThat(msa(other)).isEqualTo("AA|ID2");
                }
            }
            assertThat(msa(endless)).isEqualTo("AR|ID1");
            assertThat(endless.answer()).isEqualTo("closed");
        }
        assertThat(receiver.broken).containsExactly("TOO_LONG:" + FrameReader.KEPT_OF_TOO_LONG);
    }

    @Test
    void byteByByte() throws IOException {
        try (RawSender sender = sender()) {
            for (char one : (framed(message(1)) + framed(message(2))).toCharArray()) {
                sender.write(String.valueOf(one));
            }
            assertThat(msa(sender)).isEqualTo("AA|ID1");
            assertThat(msa(sender)).isEqualTo("AA|ID2");
        }
    }

    @Test
    void splitAnywhere() throws Exception {
        Random random = new Random(17);
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            all.append(framed(message(i, "NTE|1||" + "x".repeat(random.nextInt(3000)))))
                    .append(i % 3 == 0 ? "\n" : "");
        }
        try (RawSender sender = sender()) {
            Thread writer = new Thread(() -> {
                int begin = 0;
                while (begin < all.length()) {
                    int end = Math.min(all.length(), begin + 1 + random.nextInt(random.nextBoolean() ? 3 : 5000));
                    try {
                        sender.write(all.substring(begin, end));
                    } catch (IOException e) {
                        return;
                    }
                    begin = end;
                }
            });
            writer.start();
            for (int i = 0; i < 200; i++) {
                assertThat(msa(sender)).isEqualTo("AA|ID" + i);
            }
            writer.join();
        }
    }

    @Test
    void sixtyFourSlowSendersHoldUpNobody() throws Exception {
        List<RawSender> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 64; i++) {
                slow.add(sender());
                slow.get(i).write(VT);
            }
            try (RawSender quick = sender()) {
                String text = message(1);
                for (int at = 0; at < text.length(); at += 10) {
                    String piece = text.substring(at, Math.min(text.length(), at + 10));
                    for (RawSender one : slow) {
                        one.write(piece);
                    }
                    quick.frame(message(at));
                    assertThat(msa(quick)).isEqualTo("AA|ID" + at);
                }
            }
            for (RawSender one : slow) {
                one.write(FS + "\r");
                assertThat(msa(one)).isEqualTo("AA|ID1");
            }
        } finally {
            for (RawSender one : slow) {
                one.close();
            }
        }
    }

    @Test
    void aSenderThatIsResetInTheMiddleLeavesTheFeedAlive() throws Exception {
        for (int i = 0; i < 20; i++) {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), listener.port());
            socket.setSoLinger(true, 0);
            socket.getOutputStream().write((VT + message(i).substring(0, 30)).getBytes(StandardCharsets.ISO_8859_1));
            socket.close();
        }
        try (RawSender sender = sender()) {
            sender.frame(message(1));
            assertThat(msa(sender)).isEqualTo("AA|ID1");
        }
    }

    @Test
    void aReceiverThatFailsCostsItsConnectionAlone() throws Exception {
        receiver.before = text -> {
            if (text.contains("|ID1|")) {
                throw new IllegalStateException("a fault of the receiver");
            }
            return text;
        };
        try (RawSender failing = sender();
                RawSender other = sender()) {
            failing.frame(message(1));
            assertThat(failing.answer()).isEqualTo("closed");
            other.frame(message(2));
            assertThat(msa(other)).isEqualTo("AA|ID2");
        }
    }

    @Test
    void stoppingAnswersTheFrameAtHandAndStartingServesAgain() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        receiver.before = text -> {
            reached.countDown();
            await(go);
            return text;
        };
        int port = listener.port();
        try (RawSender busy = sender();
                RawSender idle = sender();
                RawSender half = sender()) {
            half.write(VT + message(3).substring(0, 20));
            busy.frame(message(1));
            await(reached);
            // Nothing tells when the half frame has been read.
            TimeUnit.MILLISECONDS.sleep(300);
            Thread stopping = new Thread(() -> listener.stop(Duration.ofSeconds(10)));
            stopping.start();
            assertThat(idle.answer()).isEqualTo("closed");
            half.write(message(3).substring(20) + FS + "\r");
            go.countDown();
            assertThat(msa(busy)).isEqualTo("AA|ID1");
            assertThat(msa(half)).isEqualTo("AA|ID3");
            assertThat(busy.answer()).isEqualTo("closed");
            stopping.join();
            assertThat(listener.figures().listening()).isFalse();
            assertThat(listener.figures().connections()).isEmpty();
        }
        listener.start();
        assertThat(listener.port()).isEqualTo(port);
        try (RawSender again = sender()) {
            again.frame(message(2));
            assertThat(msa(again)).isEqualTo("AA|ID2");
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
