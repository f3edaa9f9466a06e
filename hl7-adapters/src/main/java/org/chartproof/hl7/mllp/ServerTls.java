package org.chartproof.hl7.mllp;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.chartproof.hl7.feed.FeedTls;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TLS 1.2 and 1.3 of a feed's port. Looks at its files again when somebody connects, at most once a second; new files count from the next connection on. Files that
 * can't be read leave the former in place and are told in the log. Called by the thread that accepts, alone.
 */
final class ServerTls {

    private static final Logger LOG = LoggerFactory.getLogger(ServerTls.class);
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};
    private static final long LOOK_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final String feed;
    private final FeedTls files;
    private SSLContext context;
    private List<FileTime> versions;
    private long looked = System.nanoTime();

    /** @throws IOException if the files can't be read, or hold no usable certificate and key */
    ServerTls(String feed, FeedTls files) throws IOException {
        this.feed = feed;
        this.files = files;
        this.versions = versions();
        try {
            this.context = context();
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS of feed " + feed + ": " + e.getMessage(), e);
        }
    }

    /** The server's side of TLS on a connection; its handshake is yet to be done. */
    SSLSocket over(Socket plain) throws IOException {
        reload();
        SSLSocket socket =
                (SSLSocket) context.getSocketFactory().createSocket(plain, InputStream.nullInputStream(), true);
        socket.setEnabledProtocols(PROTOCOLS);
        socket.setNeedClientAuth(files.clientAuthorities().isPresent());
        return socket;
    }

    private void reload() {
        long now = System.nanoTime();
        if (now - looked < LOOK_AGAIN_NANOS) {
            return;
        }
        looked = now;
        try {
            List<FileTime> found = versions();
            if (!found.equals(versions)) {
                versions = found;
                context = context();
                LOG.info("feed {}: new TLS files in use", feed);
            }
        } catch (IOException | GeneralSecurityException e) {
            LOG.error("feed {}: the former TLS files stay in use: {}", feed, e.getMessage());
        }
    }

    private List<FileTime> versions() throws IOException {
        List<FileTime> times = new ArrayList<>();
        for (Path file : files()) {
            times.add(Files.getLastModifiedTime(file));
        }
        return times;
    }

    private List<Path> files() {
        List<Path> all = new ArrayList<>(List.of(files.certificate(), files.key()));
        files.clientAuthorities().ifPresent(all::add);
        return all;
    }

    private SSLContext context() throws IOException, GeneralSecurityException {
        SSLContext made = SSLContext.getInstance("TLS");
        made.init(
                PemFiles.keyManagers(files.certificate(), files.key()),
                files.clientAuthorities().isPresent()
                        ? PemFiles.trustManagers(files.clientAuthorities().get())
                        : null,
                null);
        return made;
    }
}
