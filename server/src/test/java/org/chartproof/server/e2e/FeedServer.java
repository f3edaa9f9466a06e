package org.chartproof.server.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.chartproof.bundles.client.FhirClient;
import org.chartproof.server.cli.ChartproofServer;
import org.chartproof.server.config.ConfigLoader;
import org.chartproof.server.hl7.feed.Feeds;

/** A real server with HL7 feeds, started once for all tests of feeds and asked over sockets and HTTP. */
final class FeedServer extends StartedOnce<FeedServer.Server> {

    private static final String FEEDS =
            """
            hl7:
              backoff: 100ms
              feeds:
                adt:
                  port: 0
                  max-connections: 100
                  systems:
                    HOSP: https://hospital.example/mrn
                documents:
                  port: 0
                  systems:
                    HOSP: https://hospital.example/mrn
                careful:
                  port: 0
                  ack-after: processed
                  unknown-events: refuse
                  sending-applications: REG, TRANSCRIBE
                  systems:
                    HOSP: https://hospital.example/mrn
            """;

    /** What a test gets. */
    record Server(ChartproofServer process, Path data) implements AutoCloseable {

        FhirClient client() {
            return new FhirClient(root().resolve("/fhir"));
        }

        URI root() {
            return URI.create("http://127.0.0.1:" + process.port());
        }

        int feedPort(String name) {
            return process.bean(Feeds.class).port(name);
        }

        @Override
        public void close() {
            process.close();
            RunningServer.deleteTree(data);
        }
    }

    FeedServer() {
        super(Server.class);
    }

    @Override
    Server started() {
        return start();
    }

    private static Server start() {
        try {
            Path data = Files.createTempDirectory("chartproof-feeds");
            Path config = Files.writeString(data.resolve("feeds.yaml"), FEEDS);
            RunningServer.watchLog();
            ChartproofServer process = ChartproofServer.start(new ConfigLoader(Map.of())
                    .file(config)
                    .override("data-directory", data.resolve("data").toString(), "test")
                    .override("server.port", "0", "test")
                    .override("security.access", "open", "test")
                    .load());
            return new Server(process, data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
