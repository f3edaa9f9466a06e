package org.chartproof.server.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.chartproof.server.config.ChartproofConfig.Tls;
import org.chartproof.server.config.ConfigurationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleKey;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.boot.ssl.pem.PemContent;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Ssl;

/**
 * TLS 1.2 and 1.3 of the HTTP server. Its files are looked at again every second; new ones count from the next connection on, and files that can't be read leave the former in place.
 */
final class TlsFiles implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TlsFiles.class);
    private static final String NAME = "server";
    private static final SslOptions PROTOCOLS = SslOptions.of(null, Set.of("TLSv1.3", "TLSv1.2"));

    private static final byte[] PROOF = "one pair".getBytes(StandardCharsets.UTF_8);

    private final Optional<Tls> files;
    private final DefaultSslBundleRegistry bundles = new DefaultSslBundleRegistry();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "tls-files");
        thread.setDaemon(true);
        return thread;
    });
    private List<FileTime> versions = List.of();

    /** @param files certificate and key; without them the server speaks plain HTTP */
    TlsFiles(Optional<Tls> files) {
        this.files = files;
    }

    void applyTo(TomcatServletWebServerFactory tomcat) {
        if (files.isEmpty()) {
            return;
        }
        Tls tls = files.get();
        try {
            versions = versions(tls);
            bundles.registerBundle(NAME, bundle(tls));
        } catch (IOException | RuntimeException e) {
            throw new ConfigurationException(
                    "server.tls.certificate and server.tls.key must be PEM files, the key not encrypted and that of the"
                            + " certificate",
                    e);
        }
        tomcat.setSslBundles(bundles);
        tomcat.setSsl(Ssl.forBundle(NAME));
        watch.scheduleWithFixedDelay(() -> reload(tls), 1, 1, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }

    private void reload(Tls tls) {
        try {
            List<FileTime> found = versions(tls);
            if (!found.equals(versions)) {
                versions = found;
                bundles.updateBundle(NAME, bundle(tls));
                LOG.info("New TLS files are in use");
            }
        } catch (IOException | RuntimeException e) {
            // Perhaps one of the two is written and the other not yet: looked at again when that changes.
            LOG.error(
                    "The former TLS files stay in use: the new ones can't be read ({})",
                    e.getClass().getSimpleName());
        }
    }

    private static SslBundle bundle(Tls tls) {
        PemSslStoreDetails store =
                PemSslStoreDetails.forCertificate(url(tls.certificate())).withPrivateKey(url(tls.key()));
        SslBundle bundle = SslBundle.of(new PemSslStoreBundle(store, null), SslBundleKey.NONE, PROTOCOLS, "TLS");
        // Read now: an error here is told here, not within a handshake.
        bundle.createSslContext();
        requirePair(tls);
        return bundle;
    }

    /** While files are replaced one after the other, a key stands beside a certificate that it does not belong to. */
    private static void requirePair(Tls tls) {
        try {
            X509Certificate certificate =
                    PemContent.load(tls.certificate()).getCertificates().get(0);
            PrivateKey key = PemContent.load(tls.key()).getPrivateKey();
            Optional<String> algorithm = signature(certificate.getPublicKey().getAlgorithm());
            if (key == null || algorithm.isEmpty()) {
                return;
            }
            Signature signing = Signature.getInstance(algorithm.get());
            signing.initSign(key);
            signing.update(PROOF);
            byte[] signed = signing.sign();
            signing.initVerify(certificate.getPublicKey());
            signing.update(PROOF);
            if (!signing.verify(signed)) {
                throw new IllegalStateException("The key is not that of the certificate");
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("The key is not that of the certificate", e);
        }
    }

    /** Empty for keys that sign in a way of their own: those are left to the handshake. */
    private static Optional<String> signature(String keyAlgorithm) {
        return switch (keyAlgorithm) {
            case "EC" -> Optional.of("SHA256withECDSA");
            case "RSA" -> Optional.of("SHA256withRSA");
            default -> Optional.empty();
        };
    }

    private static String url(Path file) {
        return file.toUri().toString();
    }

    private static List<FileTime> versions(Tls tls) throws IOException {
        List<FileTime> times = new ArrayList<>();
        for (Path file : List.of(tls.certificate(), tls.key())) {
            times.add(Files.getLastModifiedTime(file));
        }
        return times;
    }
}
