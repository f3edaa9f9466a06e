package org.chartproof.hl7.mllp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chartproof.hl7.mllp.RawSender.FS;
import static org.chartproof.hl7.mllp.RawSender.VT;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.chartproof.hl7.feed.Feed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MllpListenerTest {

    private static final Feed FEED = Feed.named("test", 0);
    private static final String MESSAGE = "MSH|^~\\&|A|B|C|D|20260504||ADT^A01^ADT_A01|ID1|P|2.5.1\rPID|1\r";

    private final Answering receiver = new Answering();

    private MllpListener started(Feed feed, ConnectionLimit limit) throws IOException {
        MllpListener listener = new MllpListener(feed, receiver, limit, Clock.systemUTC());
        listener.start();
        return listener;
    }

    private MllpListener started(Feed feed) throws IOException {
        return started(feed, new ConnectionLimit(ConnectionLimit.DEFAULT));
    }

    @Test
    void showsWhatItDoes() throws IOException {
        try (MllpListener listener = started(FEED);
                RawSender sender = new RawSender(listener.port())) {
            sender.frame(MESSAGE);
            sender.answer();
            sender.write("what? " + VT + "MSH|half" + VT + MESSAGE + FS + "\r");
            sender.answer();
            ListenerFigures figures = listener.figures();
            assertThat(figures.listening()).isTrue();
            assertThat(figures.accepted()).isEqualTo(1);
            assertThat(figures.frames()).isEqualTo(2);
            assertThat(figures.bytes()).isEqualTo(2L * MESSAGE.length());
            assertThat(figures.brokenFrames()).isEqualTo(1);
            assertThat(figures.strayBytes()).isEqualTo(5);
            assertThat(figures.lastFrame()).isPresent();
            assertThat(figures.connections()).singleElement().satisfies(connection -> {
                assertThat(connection.frames()).isEqualTo(2);
                assertThat(connection.lastFrame()).isPresent();
                assertThat(connection.peer().getPort())
                        .isEqualTo(sender.socket().getLocalPort());
            });
        }
    }

    @Test
    void takesNoMoreConnectionsThanTheFeedMayHave() throws IOException {
        try (MllpListener listener = started(Feeds.with(FEED, 1000, Duration.ofSeconds(5), 2));
                RawSender first = new RawSender(listener.port());
                RawSender second = new RawSender(listener.port())) {
            first.frame(MESSAGE);
            first.answer();
            second.frame(MESSAGE);
            second.answer();
            try (RawSender third = new RawSender(listener.port())) {
                assertThat(third.answer()).isEqualTo("closed");
            }
            assertThat(listener.figures().refusedForLimit()).isEqualTo(1);
            first.close();
            Waiting.until(() -> listener.figures().connections().size() == 1);
            try (RawSender next = new RawSender(listener.port())) {
                next.frame(MESSAGE);
                assertThat(next.answer()).contains("MSA|AA|ID1");
            }
        }
    }

    @Test
    void takesNoMoreConnectionsThanAllFeedsMayHave() throws IOException {
        ConnectionLimit limit = new ConnectionLimit(1);
        try (MllpListener one = started(FEED, limit);
                MllpListener other = started(Feed.named("other", 0), limit);
                RawSender first = new RawSender(one.port())) {
            first.frame(MESSAGE);
            first.answer();
            try (RawSender second = new RawSender(other.port())) {
                assertThat(second.answer()).isEqualTo("closed");
            }
            first.close();
            Waiting.until(() -> one.figures().connections().isEmpty());
            try (RawSender second = new RawSender(other.port())) {
                second.frame(MESSAGE);
                assertThat(second.answer()).contains("MSA|AA|ID1");
            }
        }
    }

    @Test
    void servesAddressesThatAreAllowed() throws IOException {
        try (MllpListener listener = started(Feeds.allowing(FEED, "10.0.0.0/8", "127.0.0.0/8"));
                RawSender sender = new RawSender(listener.port())) {
            sender.frame(MESSAGE);
            assertThat(sender.answer()).contains("MSA|AA|ID1");
        }
        try (MllpListener listener = started(Feeds.allowing(FEED, "10.0.0.0/8", "::1"));
                RawSender sender = new RawSender(listener.port())) {
            assertThat(sender.answer()).isEqualTo("closed");
            assertThat(listener.figures().refusedAddresses()).isEqualTo(1);
        }
    }

    @Test
    void cutsOffWhoSendsTooSlowly() throws Exception {
        try (MllpListener listener = started(Feeds.with(FEED, 1000, Duration.ofMillis(300), 5));
                RawSender slow = new RawSender(listener.port());
                RawSender idle = new RawSender(listener.port())) {
            Thread drip = new Thread(() -> {
                try {
                    slow.write(VT);
                    while (true) {
                        slow.write("x");
                        LockSupport.parkNanos(50_000_000);
                    }
                } catch (IOException e) {
                    // cut off
                }
            });
            drip.start();
            assertThat(slow.answer()).isEqualTo("closed");
            drip.join();
            assertThat(receiver.broken).singleElement().asString().startsWith("TOO_SLOW:");
            // Between messages there is no hurry.
            idle.frame(MESSAGE);
            assertThat(idle.answer()).contains("MSA|AA|ID1");
        }
    }

    @Test
    void aPortThatIsTakenIsToldWithTheFeed() throws IOException {
        try (MllpListener listener = started(FEED);
                MllpListener second = new MllpListener(
                        Feed.named("second", listener.port()), receiver, new ConnectionLimit(1), Clock.systemUTC())) {
            assertThatThrownBy(second::start)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("feed second can't listen on 127.0.0.1:" + listener.port());
            assertThat(second.figures().listening()).isFalse();
        }
    }

    @Test
    void endlessFramesFitASmallHeap() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx96m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SmallHeap.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
            int port = Integer.parseInt(out.readLine());
            List<RawSender> endless = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                endless.add(new RawSender(port));
                endless.get(i).write(VT + MESSAGE);
            }
            byte[] piece = new byte[1024 * 1024];
            for (int sent = 0; sent <= SmallHeap.MAX_BYTES; sent += piece.length) {
                for (RawSender one : endless) {
                    one.write(piece);
                }
            }
            for (RawSender one : endless) {
                assertThat(one.answer()).contains("MSA|AR|ID1");
                one.close();
            }
            try (RawSender next = new RawSender(port)) {
                next.frame(MESSAGE);
                assertThat(next.answer()).contains("MSA|AA|ID1");
            }
        } finally {
            process.destroyForcibly();
        }
    }
}
