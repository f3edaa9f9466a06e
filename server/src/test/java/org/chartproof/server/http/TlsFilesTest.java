package org.chartproof.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.chartproof.server.config.ChartproofConfig.Tls;
import org.chartproof.server.config.ConfigurationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;

/** A real server with certificates that keytool makes. */
class TlsFilesTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Optional<WebServer> running = Optional.empty();
    private Optional<TlsFiles> watched = Optional.empty();

    @AfterEach
    void stop() {
        running.ifPresent(WebServer::stop);
        watched.ifPresent(TlsFiles::close);
    }

    @Test
    void itShowsItsCertificateAndTheNextOneOnceThatIsThere() throws Exception {
        Tls files = make("first", new Tls(folder.resolve("server.crt"), folder.resolve("server.key")));
        int port = start(files);
        assertThat(shown(port, "TLSv1.3")).isEqualTo("CN=first");
        assertThat(shown(port, "TLSv1.2")).isEqualTo("CN=first");

        make("second", files);
        Files.setLastModifiedTime(files.key(), FileTime.fromMillis(System.currentTimeMillis() + 5_000));

        long deadline = System.nanoTime() + 30_000_000_000L;
        while (!shown(port, "TLSv1.3").equals("CN=second")) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.sleep(50);
        }
    }

    @Test
    void olderVersionsOfTlsAreNotSpoken() throws Exception {
        int port = start(make("old", new Tls(folder.resolve("server.crt"), folder.resolve("server.key"))));

        assertThatThrownBy(() -> shown(port, "TLSv1.1")).isInstanceOf(SSLException.class);
    }

    @Test
    void filesThatAreNoneAreToldAtTheStart() throws Exception {
        Path none = Files.writeString(folder.resolve("none.pem"), "none");

        assertThatThrownBy(() -> start(new Tls(none, none)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("server.tls.certificate");
    }

    @Test
    void aKeyOfAnotherCertificateIsToldAtTheStart() throws Exception {
        Tls one = make("one", new Tls(folder.resolve("one.crt"), folder.resolve("one.key")));
        Tls other = make("other", new Tls(folder.resolve("other.crt"), folder.resolve("other.key")));

        assertThatThrownBy(() -> start(new Tls(one.certificate(), other.key())))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("server.tls.key");
    }

    private int start(Tls files) {
        TomcatServletWebServerFactory tomcat = new TomcatServletWebServerFactory(0);
        TlsFiles tls = new TlsFiles(Optional.of(files));
        watched = Optional.of(tls);
        tls.applyTo(tomcat);
        WebServer server = tomcat.getWebServer();
        running = Optional.of(server);
        server.start();
        return server.getPort();
    }

    /** Whose certificate a client is shown. */
    private static String shown(int port, String version) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Everyone()}, null);
        try (SSLSocket socket = (SSLSocket)
                context.getSocketFactory().createSocket(new Socket("127.0.0.1", port), "localhost", port, true)) {
            socket.setEnabledProtocols(new String[] {version});
            socket.startHandshake();
            return ((X509Certificate) socket.getSession().getPeerCertificates()[0])
                    .getSubjectX500Principal()
                    .getName();
        }
    }

    private Tls make(String name, Tls files) throws Exception {
        Path store = folder.resolve(name + ".p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process process = new ProcessBuilder(List.of(
                        keytool.toString(),
                        "-genkeypair",
                        "-alias",
                        name,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD))
                .redirectErrorStream(true)
                .start();
        String told = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException("keytool: " + told);
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        Files.writeString(
                files.certificate(),
                pem("CERTIFICATE", keys.getCertificate(name).getEncoded()));
        Files.writeString(
                files.key(),
                pem("PRIVATE KEY", keys.getKey(name, PASSWORD.toCharArray()).getEncoded()));
        return files;
    }

    private static String pem(String what, byte[] content) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content) + "\n-----END " + what
                + "-----\n";
    }

    /** Of whom a certificate is, is what is asked here; not whether to trust it. */
    private static final class Everyone implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            throw new IllegalStateException("no client is asked");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            // See above.
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
