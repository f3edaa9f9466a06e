package org.chartproof.bundles.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.chartproof.bundles.client.FhirClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What coding costs beside storing: a server with its coder takes notes and writes the results; then the same server with its
 * coder off takes the same notes and, over HTTP, the very same results. The ratio of CPU time of both is the figure.
 */
@Command(
        name = "throughput",
        description = "Notes per second from POST to Claim, and its CPU beside the same writes without a coder.",
        mixinStandardHelpOptions = true)
final class ThroughputBench implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Option(names = "--data", required = true, description = "Folder for the servers' data; made if absent.")
    private Path data = Path.of("");

    @Option(names = "--notes", defaultValue = "1000", description = "Notes that count (default ${DEFAULT-VALUE}).")
    private int notes;

    @Option(names = "--warm-up", defaultValue = "500", description = "Notes before those (default ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(names = "--threads", defaultValue = "4", description = "Senders (default ${DEFAULT-VALUE}).")
    private int threads;

    @Option(names = "--java-option", description = "Option for the servers' JVM; may be repeated.")
    private List<String> javaOptions = List.of();

    private final ConcurrentMap<Integer, ObjectNode> results = new ConcurrentHashMap<>();

    private record Figures(double seconds, double cpuSeconds) {}

    @Override
    public Integer call() throws Exception {
        Figures coded = withCoder();
        Figures stored = withoutCoder();
        System.out.printf(
                "coder on:  %d notes to Claims in %.1f s, %.1f notes/s, %.1f ms CPU a note%n",
                notes, coded.seconds(), notes / coded.seconds(), 1000 * coded.cpuSeconds() / notes);
        System.out.printf(
                "coder off: the same notes and result bundles sent in %.1f s, %.1f notes/s, %.1f ms CPU a note%n",
                stored.seconds(), notes / stored.seconds(), 1000 * stored.cpuSeconds() / notes);
        System.out.printf("CPU ratio: %.2f%n", coded.cpuSeconds() / stored.cpuSeconds());
        return 0;
    }

    private Figures withCoder() throws Exception {
        try (ServerProcess server = start("coder-on", List.of())) {
            FhirClient client = server.client();
            sendEncounters(client);
            sendNotes(client, 0, warmUp);
            Sending.awaitEmptyQueue(client);
            double cpu = server.cpuSeconds();
            long begin = System.nanoTime();
            sendNotes(client, warmUp, notes);
            Sending.awaitEmptyQueue(client);
            Figures figures = new Figures((System.nanoTime() - begin) / 1e9, server.cpuSeconds() - cpu);
            Sending.all(warmUp + notes, threads, i -> results.put(i, result(client, visit(i))));
            return figures;
        }
    }

    private Figures withoutCoder() throws Exception {
        try (ServerProcess server = start("coder-off", List.of("--no-coding"))) {
            FhirClient client = server.client();
            sendEncounters(client);
            sendNotesAndResults(client, 0, warmUp);
            double cpu = server.cpuSeconds();
            long begin = System.nanoTime();
            sendNotesAndResults(client, warmUp, notes);
            return new Figures((System.nanoTime() - begin) / 1e9, server.cpuSeconds() - cpu);
        }
    }

    private ServerProcess start(String folder, List<String> options) throws IOException, InterruptedException {
        return ServerProcess.start(data.resolve(folder), ServerProcess.freePort(), javaOptions, options);
    }

    private static Visit visit(int number) {
        return new Visit("t", number);
    }

    private void sendEncounters(FhirClient client) throws Exception {
        Sending.all(warmUp + notes, threads, i -> Sending.require(client.post("", visit(i).encounterTransaction())));
    }

    private void sendNotes(FhirClient client, int first, int count) throws Exception {
        Sending.all(count, threads, i -> sendNote(client, visit(first + i)));
    }

    private void sendNotesAndResults(FhirClient client, int first, int count) throws Exception {
        Sending.all(count, threads, i -> {
            sendNote(client, visit(first + i));
            Sending.require(client.post("", results.getOrDefault(first + i, JSON.createObjectNode())));
        });
    }

    private static void sendNote(FhirClient client, Visit visit) throws IOException, InterruptedException {
        Sending.require(client.put("DocumentReference/" + visit.documentId(), visit.document()));
    }

    /** What the coder wrote for a visit, as a transaction that writes it again. */
    private static ObjectNode result(FhirClient client, Visit visit) throws IOException, InterruptedException {
        ObjectNode parameters = JSON.createObjectNode().put("resourceType", "Parameters");
        JsonNode bundle = Sending.require(client.post("Encounter/" + visit.encounterId() + "/$code-note", parameters))
                .body();
        ObjectNode transaction =
                JSON.createObjectNode().put("resourceType", "Bundle").put("type", "transaction");
        for (JsonNode entry : bundle.path("entry")) {
            ObjectNode resource = (ObjectNode) entry.path("resource");
            Visit.entry(
                    transaction,
                    resource.path("resourceType").asText() + "/"
                            + resource.path("id").asText(),
                    resource);
        }
        return transaction;
    }
}
