package org.chartproof.hl7.mllp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.chartproof.hl7.feed.Feed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MllpClientTest {

    private static final byte[] MESSAGE =
            "MSH|^~\\&|A|B|C|D|1||ADT^A01|ID1|P|2.5\r".getBytes(StandardCharsets.US_ASCII);

    private static MllpClient connected(int port) {
        Connecting connecting = MllpClient.connect(
                new Destination("127.0.0.1", port, Optional.empty(), Duration.ofSeconds(5), Duration.ofMillis(500)));
        return ((Connecting.Connected) connecting).client();
    }

    @Test
    void exchangesMessagesOverOneConnection() throws Exception {
        try (MllpListener listener =
                new MllpListener(Feed.named("test", 0), new Answering(), new ConnectionLimit(10), Clock.systemUTC())) {
            listener.start();
            try (MllpClient client = connected(listener.port())) {
                for (int i = 0; i < 3; i++) {
                    assertThat(client.exchange(MESSAGE))
                            .isInstanceOfSatisfying(Reply.Answered.class, answered -> assertThat(
                                            new String(answered.content(), StandardCharsets.US_ASCII))
                                    .contains("MSA|AA|ID1"));
                }
                assertThat(listener.figures().accepted()).isEqualTo(1);
                listener.close();
                assertThat(client.exchange(MESSAGE)).isInstanceOf(Reply.Unanswered.class);
                assertThat(client.isClosed()).isTrue();
            }
        }
    }

    @Test
    void aReceiverThatSaysNothingIsGivenUp() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                MllpClient client = connected(silent.getLocalPort());
                Socket accepted = silent.accept()) {
            assertThat(client.exchange(MESSAGE)).isEqualTo(new Reply.Unanswered("no answer within 500 ms"));
            assertThat(client.isClosed()).isTrue();
            assertThat(accepted.isClosed()).isFalse();
        }
    }

    @Test
    void aReceiverThatReadsNothingIsGivenUp() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                MllpClient client = connected(silent.getLocalPort());
                Socket accepted = silent.accept()) {
            assertThat(client.exchange(new byte[32 * 1024 * 1024])).isInstanceOf(Reply.Unanswered.class);
            assertThat(accepted.isClosed()).isFalse();
        }
    }

    @Test
    void tellsWhyThereIsNoConnection() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        assertThat(MllpClient.connect(Destination.of("127.0.0.1", free)))
                .isInstanceOfSatisfying(Connecting.NotConnected.class, not -> assertThat(not.fault())
                        .isEqualTo(Connecting.Fault.UNREACHABLE));
        assertThat(MllpClient.connect(Destination.of("no-such-host.invalid", 2575)))
                .isInstanceOfSatisfying(Connecting.NotConnected.class, not -> assertThat(not.fault())
                        .isEqualTo(Connecting.Fault.UNKNOWN_HOST));
    }
}
