package org.chartproof.hl7.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.chartproof.hl7.ack.HeaderScan;
import org.chartproof.hl7.feed.Feed;
import org.chartproof.hl7.mllp.ConnectionLimit;
import org.chartproof.hl7.mllp.Destination;
import org.chartproof.hl7.mllp.FrameReceiver;
import org.chartproof.hl7.mllp.MllpListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A listener of ours answers as the control id of a message asks for: its part before the hyphen is MSA-1. */
class TransmissionTest {

    private final List<String> received = Collections.synchronizedList(new ArrayList<>());
    private final ConcurrentLinkedQueue<String> delivered = new ConcurrentLinkedQueue<>();

    @SuppressWarnings("NullAway.Init")
    private MllpListener listener;

    @BeforeEach
    void listen() throws IOException {
        listener = new MllpListener(
                Feed.named("test", 0), new Receiver(), new ConnectionLimit(100), InstantSource.system());
        listener.start();
    }

    @AfterEach
    void stop() {
        listener.close();
    }

    private final class Receiver implements FrameReceiver {
        private final Set<String> failedOnce = new HashSet<>();

        @Override
        public synchronized Answer receive(byte[] content, InetSocketAddress from) {
            String id = HeaderScan.of(content).header().controlId();
            received.add(id);
            String code = id.substring(0, 2);
            if (code.equals("XX")) {
                return new Answer(Optional.empty(), true);
            }
            if (code.equals("AE") && !failedOnce.add(id)) {
                code = "AA";
            }
            String named = code.equals("ZZ") ? "another" : id;
            return Answer.of(("MSH|^~\\&|||||||ACK|1|P|2.5\rMSA|" + code + "|" + named + "|as asked for\r")
                    .getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public Answer broken(byte[] content, Breakage why, InetSocketAddress from) {
            return Answer.NONE;
        }
    }

    private static List<FileMessage> messages(String... ids) {
        List<FileMessage> messages = new ArrayList<>();
        for (String id : ids) {
            byte[] content = ("MSH|^~\\&|A|B|||20260504||ADT^A04|" + id + "|P|2.5\rPID|1||7\r")
                    .getBytes(StandardCharsets.US_ASCII);
            messages.add(new FileMessage(Path.of("f"), messages.size() + 1, false, content));
        }
        return messages;
    }

    private Optional<String> send(int port, int connections, double rate, int tries, List<FileMessage> messages)
            throws InterruptedException {
        Destination destination =
                new Destination("localhost", port, Optional.empty(), Duration.ofSeconds(5), Duration.ofSeconds(5));
        Transmission.Settings settings = new Transmission.Settings(
                destination,
                connections,
                rate > 0 ? OptionalDouble.of(rate) : OptionalDouble.empty(),
                tries,
                Duration.ofMillis(1),
                Duration.ofSeconds(5));
        return new Transmission(
                        settings,
                        (message, delivery, nanos) ->
                                delivered.add(delivery.kind() + (delivery.accepted() ? "+" : "-")))
                .run(messages.iterator());
    }

    @Test
    void eachAnswerIsCountedForWhatItIs() throws InterruptedException {
        Optional<String> givenUp =
                send(listener.port(), 1, 0, 1, messages("AA-1", "CA-2", "AE-3", "AR-4", "XX-5", "ZZ-6", "AA-7"));

        assertThat(givenUp).isEmpty();
        assertThat(delivered).containsExactly("AA+", "CA+", "AE-", "AR-", "no answer-", "wrong answer-", "AA+");
    }

    @Test
    void whatMayPassIsSentAgainUnderItsIdAndARefusalIsNot() throws InterruptedException {
        send(listener.port(), 1, 0, 3, messages("AE-1", "AR-2", "XX-3"));

        assertThat(received).containsExactly("AE-1", "AE-1", "AR-2", "XX-3", "XX-3", "XX-3");
        assertThat(delivered).containsExactly("AA+", "AR-", "no answer-");
    }

    @Test
    void overSeveralConnectionsEachMessageIsSentOnce() throws InterruptedException {
        String[] ids = IntStream.range(0, 500).mapToObj(i -> "AA-" + i).toArray(String[]::new);

        send(listener.port(), 8, 0, 1, messages(ids));

        assertThat(received).containsExactlyInAnyOrder(ids);
        assertThat(delivered).hasSize(500);
    }

    @Test
    void theRateIsKept() throws InterruptedException {
        String[] ids = IntStream.range(0, 21).mapToObj(i -> "AA-" + i).toArray(String[]::new);
        long begin = System.nanoTime();

        send(listener.port(), 4, 100, 1, messages(ids));

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(195));
    }

    @Test
    void nobodyThereIsToldBeforeAnythingIsTaken() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        List<FileMessage> messages = messages("AA-1");

        assertThat(send(port, 1, 0, 1, messages).orElseThrow()).contains("can't be reached");
        assertThat(delivered).isEmpty();
    }
}
