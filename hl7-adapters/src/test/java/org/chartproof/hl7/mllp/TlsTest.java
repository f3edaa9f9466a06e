package org.chartproof.hl7.mllp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.chartproof.hl7.feed.Feed;
import org.chartproof.hl7.feed.FeedTls;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TlsTest {

    private static final byte[] MESSAGE =
            "MSH|^~\\&|A|B|C|D|20260504||ADT^A01^ADT_A01|ID1|P|2.5.1\rPID|1\r".getBytes(StandardCharsets.US_ASCII);

    private static Pki pki = new Pki(Path.of(""));

    @BeforeAll
    static void makeCertificates(@TempDir Path folder) throws Exception {
        pki = new Pki(folder);
        pki.make("server", "RSA");
        pki.make("sender", "EC");
        pki.make("stranger", "RSA");
    }

    private static MllpListener started(FeedTls tls) throws IOException {
        MllpListener listener = new MllpListener(
                Feeds.with(Feed.named("test", 0), tls), new Answering(), new ConnectionLimit(10), Clock.systemUTC());
        listener.start();
        return listener;
    }

    private static FeedTls withoutClients() {
        return new FeedTls(pki.certificate("server"), pki.key("server"), Optional.empty());
    }

    private static FeedTls withClients() {
        return new FeedTls(pki.certificate("server"), pki.key("server"), Optional.of(pki.certificate("sender")));
    }

    private static Connecting connect(String host, int port, String trusted, Optional<String> shown) {
        ClientTls tls = new ClientTls(
                Optional.of(pki.certificate(trusted)),
                shown.map(name -> new ClientTls.ClientCertificate(pki.certificate(name), pki.key(name))));
        return MllpClient.connect(
                new Destination(host, port, Optional.of(tls), Duration.ofSeconds(5), Duration.ofSeconds(5)));
    }

    private static String exchanged(Connecting connecting) {
        if (connecting instanceof Connecting.NotConnected not) {
            return not.fault().name();
        }
        try (MllpClient client = ((Connecting.Connected) connecting).client()) {
            return client.exchange(MESSAGE) instanceof Reply.Answered answered
                    ? new String(answered.content(), StandardCharsets.US_ASCII).replaceAll("(?s).*\r(MSA\\|..).*", "$1")
                    : "unanswered";
        }
    }

    @Test
    void answersOverTls() throws IOException {
        try (MllpListener listener = started(withoutClients())) {
            assertThat(exchanged(connect("127.0.0.1", listener.port(), "server", Optional.empty())))
                    .isEqualTo("MSA|AA");
            assertThat(exchanged(connect("localhost", listener.port(), "server", Optional.empty())))
                    .isEqualTo("MSA|AA");
        }
    }

    @Test
    void aServerThatIsNotTrustedIsACertificateFault() throws IOException {
        try (MllpListener listener = started(withoutClients())) {
            assertThat(exchanged(connect("127.0.0.1", listener.port(), "stranger", Optional.empty())))
                    .isEqualTo("CERTIFICATE");
            // 127.0.0.2 is not in the certificate.
            assertThat(exchanged(connect("127.0.0.2", listener.port(), "server", Optional.empty())))
                    .isNotEqualTo("MSA|AA");
        }
    }

    @Test
    void asksSendersForTheirCertificate() throws Exception {
        try (MllpListener listener = started(withClients())) {
            Connecting known = connect("127.0.0.1", listener.port(), "server", Optional.of("sender"));
            try (MllpClient client = ((Connecting.Connected) known).client()) {
                assertThat(client.exchange(MESSAGE)).isInstanceOf(Reply.Answered.class);
                assertThat(listener.figures().connections().get(0).certificate())
                        .contains("CN=sender");
            }
            assertThat(exchanged(connect("127.0.0.1", listener.port(), "server", Optional.of("stranger"))))
                    .isIn("unanswered", "CERTIFICATE");
            assertThat(exchanged(connect("127.0.0.1", listener.port(), "server", Optional.empty())))
                    .isIn("unanswered", "CERTIFICATE");
            assertThat(listener.figures().frames()).isEqualTo(1);
            Waiting.until(() -> listener.figures().failedHandshakes() == 2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void stoppingEndsIdleConnectionsAtOnce(String protocol) throws Exception {
        try (MllpListener listener = started(withoutClients());
                SSLSocket socket = (SSLSocket) trusting().createSocket("127.0.0.1", listener.port());
                RawSender sender = new RawSender(enabled(socket, protocol), listener.port())) {
            sender.frame(new String(MESSAGE, StandardCharsets.US_ASCII));
            assertThat(sender.answer()).contains("MSA|AA");
            assertThat(socket.getSession().getProtocol()).isEqualTo(protocol);
            TimeUnit.MILLISECONDS.sleep(100);
            long begin = System.nanoTime();
            listener.stop(Duration.ofSeconds(20));
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
            assertThat(sender.answer()).isEqualTo("closed");
        }
    }

    private static SSLSocket enabled(SSLSocket socket, String protocol) {
        socket.setEnabledProtocols(new String[] {protocol});
        return socket;
    }

    private static SSLSocketFactory trusting() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, PemFiles.trustManagers(pki.certificate("server")), null);
        return context.getSocketFactory();
    }

    @Test
    void plainTextOnATlsPortIsNeverReceived() throws IOException {
        try (MllpListener listener = started(withoutClients());
                RawSender sender = new RawSender(listener.port())) {
            sender.frame(new String(MESSAGE, StandardCharsets.US_ASCII));
            assertThat(sender.answer()).isNotEqualTo("nothing").doesNotContain("MSA");
            assertThat(listener.figures().frames()).isZero();
        }
    }

    @Test
    void newFilesCountFromTheNextConnectionOn() throws Exception {
        Path certificate = pki.folder().resolve("changing.crt");
        Path key = pki.folder().resolve("changing.key");
        replace("server", certificate, key, 10);
        try (MllpListener listener = started(new FeedTls(certificate, key, Optional.empty()))) {
            assertThat(exchanged(connect("127.0.0.1", listener.port(), "server", Optional.empty())))
                    .isEqualTo("MSA|AA");
            replace("stranger", certificate, key, 0);
            TimeUnit.MILLISECONDS.sleep(1100);
            assertThat(exchanged(connect("127.0.0.1", listener.port(), "stranger", Optional.empty())))
                    .isEqualTo("MSA|AA");
            Files.writeString(key, "no key");
            TimeUnit.MILLISECONDS.sleep(1100);
            assertThat(exchanged(connect("127.0.0.1", listener.port(), "stranger", Optional.empty())))
                    .isEqualTo("MSA|AA");
        }
    }

    private static void replace(String name, Path certificate, Path key, int secondsAgo) throws IOException {
        Files.copy(pki.certificate(name), certificate, StandardCopyOption.REPLACE_EXISTING);
        Files.copy(pki.key(name), key, StandardCopyOption.REPLACE_EXISTING);
        Files.setLastModifiedTime(key, FileTime.from(Instant.now().minusSeconds(secondsAgo)));
    }

    @Test
    void filesThatAreNoneStopTheStart() throws IOException {
        Path nothing = Files.writeString(pki.folder().resolve("nothing.pem"), "nothing");
        assertThatThrownBy(() -> started(new FeedTls(pki.certificate("server"), nothing, Optional.empty())))
                .hasMessageContaining("feed test")
                .hasMessageContaining("openssl pkcs8");
        assertThatThrownBy(() -> started(new FeedTls(nothing, pki.key("server"), Optional.empty())))
                .hasMessageContaining("nothing.pem");
        assertThatThrownBy(() -> started(new FeedTls(pki.folder().resolve("absent"), nothing, Optional.empty())))
                .isInstanceOf(IOException.class);
    }
}
