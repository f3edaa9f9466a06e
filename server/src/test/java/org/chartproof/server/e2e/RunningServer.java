package org.chartproof.server.e2e;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.chartproof.bundles.client.FhirClient;
import org.chartproof.server.cli.ChartproofServer;
import org.chartproof.server.config.ConfigLoader;

/**
 * A real server on a real database, started once for all end-to-end tests of a run and asked over HTTP. It has the starter
 * code set alone, so that what is expected does not hang on what is installed.
 */
final class RunningServer extends StartedOnce<RunningServer.Server> {

    /** What a test gets. */
    record Server(ChartproofServer process, Path data) implements AutoCloseable {

        FhirClient client() {
            return new FhirClient(root().resolve("/fhir"));
        }

        URI root() {
            return URI.create("http://127.0.0.1:" + process.port());
        }

        @Override
        public void close() {
            process.close();
            deleteTree(data);
        }
    }

    RunningServer() {
        super(Server.class);
    }

    @Override
    Server started() {
        return start();
    }

    private static final ByteArrayOutputStream LOG = new ByteArrayOutputStream();
    private static boolean watched;

    /** All that the process has written to its log and its standard output since the server began to start. */
    static String log() {
        return LOG.toString(StandardCharsets.UTF_8);
    }

    /** Keeps what is written from now on. Before a server starts, since its logging takes hold of the streams then. */
    static synchronized void watchLog() {
        if (!watched) {
            watched = true;
            System.setOut(new PrintStream(new Both(System.out, LOG), true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(new Both(System.err, LOG), true, StandardCharsets.UTF_8));
        }
    }

    private static Server start() {
        try {
            watchLog();
            Path data = Files.createTempDirectory("chartproof-test");
            ChartproofServer process = ChartproofServer.start(new ConfigLoader(Map.of())
                    .override("data-directory", data.toString(), "test")
                    .override("server.port", "0", "test")
                    .override("security.access", "open", "test")
                    .load());
            return new Server(process, data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes to two. */
    private static final class Both extends OutputStream {
        private final OutputStream one;
        private final OutputStream other;

        Both(OutputStream one, OutputStream other) {
            this.one = one;
            this.other = other;
        }

        @Override
        public synchronized void write(int b) throws IOException {
            one.write(b);
            other.write(b);
        }
    }

    static void deleteTree(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
