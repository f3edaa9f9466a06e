package org.chartproof.server.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.chartproof.server.config.ConfigLoader;
import org.chartproof.server.config.ConfigurationException;
import picocli.CommandLine.Command;

/** {@code chartproof rehearse}: starts a server on a temporary folder, uses it a little and stops, for the JDK to learn its classes. */
@Command(name = "rehearse", description = "Starts and stops a server on a temporary folder.", hidden = true)
final class Rehearse implements Callable<Integer> {
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private static final String PATIENT = "{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"Rehearsal\"}]}";
    private static final String BUNDLE =
            """
            {"resourceType":"Bundle","type":"transaction","entry":[
             {"resource":{"resourceType":"Patient","id":"rehearsal","name":[{"family":"Rehearsal"}]},
              "request":{"method":"PUT","url":"Patient/rehearsal"}},
             {"resource":{"resourceType":"Encounter","id":"rehearsal","status":"in-progress",
               "class":{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"AMB"},
               "subject":{"reference":"Patient/rehearsal"}},
              "request":{"method":"PUT","url":"Encounter/rehearsal"}},
             {"resource":{"resourceType":"Condition","id":"rehearsal","subject":{"reference":"Patient/rehearsal"}},
              "request":{"method":"PUT","url":"Condition/rehearsal"}}]}
            """;

    private final HttpClient client = HttpClient.newHttpClient();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("chartproof-rehearsal");
        try (ChartproofServer server = ChartproofServer.start(new ConfigLoader(Map.of())
                .override("server.port", "0", "rehearsal")
                .override("data-directory", folder.toString(), "rehearsal")
                .override("security.access", "open", "rehearsal")
                .load())) {
            server.awaitReady(LONGEST);
            String base = "http://127.0.0.1:" + server.port();
            for (String path : List.of("/", "/health/ready", "/metrics", "/fhir/metadata")) {
                send(HttpRequest.newBuilder(URI.create(base + path)));
            }
            for (int round = 0; round < 5; round++) {
                post(base + "/fhir/Patient", PATIENT);
                post(base + "/fhir", BUNDLE);
                send(HttpRequest.newBuilder(URI.create(base + "/fhir/Patient?family=Rehearsal&_sort=-_lastUpdated")));
                send(HttpRequest.newBuilder(URI.create(base + "/fhir/Patient/rehearsal/_history")));
            }
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        return 0;
    }

    private void post(String uri, String body) throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(URI.create(uri))
                .header("Content-Type", "application/fhir+json")
                .POST(BodyPublishers.ofString(body)));
    }

    private void send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
        if (response.statusCode() >= 400) {
            throw new ConfigurationException("The rehearsal met HTTP " + response.statusCode() + " at "
                    + response.uri().getPath());
        }
    }
}
