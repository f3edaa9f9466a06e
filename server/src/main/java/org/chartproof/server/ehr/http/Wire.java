package org.chartproof.server.ehr.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.chartproof.server.config.ConfigurationException;
import org.chartproof.server.config.EhrSource;

/** The connections to one EHR. No exchange waits for ever, whatever the other side does; closing gives up those under way. */
public final class Wire implements AutoCloseable {

    private final HttpClient http;
    private final Duration timeout;
    private final Set<CompletableFuture<?>> underWay = ConcurrentHashMap.newKeySet();
    private final Set<WatchedStream> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(runnable -> {
        Thread thread = new Thread(runnable, "ehr-watch");
        thread.setDaemon(true);
        return thread;
    });

    /** @throws ConfigurationException if the file of authorities can't be used */
    public Wire(EhrSource.Connection settings) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.connectTimeout());
        settings.authorities().map(Wire::trusting).ifPresent(builder::sslContext);
        this.http = builder.build();
        this.timeout = settings.timeout();
        this.watch.scheduleWithFixedDelay(() -> breakOff(WatchedStream::stalls), 1, 1, TimeUnit.SECONDS);
    }

    /**
     * An answer whose body is read as it comes; to be closed.
     *
     * @param head status and headers
     */
    public record Answer(HttpResponse<InputStream> head, InputStream body) implements AutoCloseable {

        /** HTTP status. */
        public int status() {
            return head.statusCode();
        }

        /** A header's first value. */
        public Optional<String> header(String name) {
            return head.headers().firstValue(name);
        }

        /**
         * The whole body.
         *
         * @throws TooLong if it has more bytes than allowed
         */
        public byte[] bytes(long limit) throws IOException {
            byte[] all = body.readNBytes((int) Math.min(Integer.MAX_VALUE - 8L, limit + 1));
            if (all.length > limit) {
                throw new TooLong();
            }
            return all;
        }

        @Override
        public void close() throws IOException {
            body.close();
        }
    }

    /** A body is longer than allowed. */
    public static final class TooLong extends IOException {
        private static final long serialVersionUID = 1L;

        TooLong() {
            super("longer than allowed");
        }
    }

    /**
     * Sends a request and waits for the head of the answer.
     *
     * @throws IOException if there is none
     */
    public Answer open(HttpRequest.Builder request) throws IOException {
        if (isClosed()) {
            throw new IOException("closed");
        }
        CompletableFuture<HttpResponse<InputStream>> answer =
                http.sendAsync(request.timeout(timeout).build(), BodyHandlers.ofInputStream());
        underWay.add(answer);
        try {
            return watched(answer.get());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IOException(String.valueOf(e.getCause()), e);
        } catch (CancellationException e) {
            throw new IOException("closed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            answer.cancel(true);
            throw new IOException("interrupted", e);
        } finally {
            underWay.remove(answer);
        }
    }

    private Answer watched(HttpResponse<InputStream> answer) {
        AtomicReference<WatchedStream> self = new AtomicReference<>();
        WatchedStream body = new WatchedStream(answer.body(), timeout, () -> {
            WatchedStream ended = self.get();
            if (ended != null) {
                open.remove(ended);
            }
        });
        self.set(body);
        open.add(body);
        return new Answer(answer, body);
    }

    private void breakOff(Predicate<WatchedStream> which) {
        for (WatchedStream one : open) {
            if (which.test(one)) {
                try {
                    one.close();
                } catch (IOException e) {
                    // it is given up in any case
                    open.remove(one);
                }
            }
        }
    }

    /** Whether a failed request can't have reached the other side. */
    public static boolean isUnsent(IOException failure) {
        return failure instanceof ConnectException
                || failure instanceof HttpConnectTimeoutException
                || failure.getCause() instanceof UnresolvedAddressException;
    }

    /** Waits; for less where the wire is closed meanwhile. */
    public void pause(Duration delay) {
        try {
            boolean unused = closed.await(delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
        }
    }

    /** Whether nothing more is sent. */
    public boolean isClosed() {
        return closed.getCount() == 0;
    }

    @Override
    public void close() {
        closed.countDown();
        underWay.forEach(one -> one.cancel(true));
        breakOff(one -> true);
        watch.shutdown();
    }

    private static SSLContext trusting(Path authorities) {
        try (InputStream in = Files.newInputStream(authorities)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, new char[0]);
            int number = 0;
            for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("authority-" + number++, one);
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new ConfigurationException(
                    "The certificates of authorities in " + authorities + " can't be used: give a PEM file", e);
        }
    }
}
