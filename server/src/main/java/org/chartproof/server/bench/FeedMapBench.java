package org.chartproof.server.bench;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.chartproof.bundles.bench.ServerProcess;
import org.chartproof.bundles.client.FhirClient;
import org.chartproof.hl7.feed.Feed;
import org.chartproof.hl7.map.MemoryWorkspace;
import org.chartproof.hl7.map.MessageMapper;
import org.chartproof.hl7.map.event.Events;
import org.chartproof.hl7.message.MessageReader;
import org.chartproof.hl7.message.Reading;
import org.chartproof.hl7.mllp.Connecting;
import org.chartproof.hl7.mllp.Destination;
import org.chartproof.hl7.mllp.MllpClient;
import org.chartproof.hl7.mllp.Reply;
import org.chartproof.server.fhir.Transactions;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How many admissions a second become committed FHIR resources, from the socket on; and the floor: the same resources, with a Provenance as well, sent to the same server by hand as one FHIR transaction each, from as many
 * threads as map messages.
 */
@Command(
        name = "hl7-map",
        description = "Admissions per second from the socket to committed FHIR, beside the same transactions by hand.",
        mixinStandardHelpOptions = true)
public final class FeedMapBench implements Callable<Integer> {

    private static final String FEED = "bench";
    private static final Feed SETTINGS = Feed.named(FEED, 0);
    private static final int WORKERS = 2;

    @Option(names = "--data", required = true, description = "Folder for the server's data; made if absent.")
    private Path data = Path.of("");

    @Option(
            names = "--messages",
            defaultValue = "3000",
            description = "Messages that count (default ${DEFAULT-VALUE}).")
    private int messages;

    @Option(
            names = "--warm-up",
            defaultValue = "3000",
            description = "Messages before those (default ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(
            names = "--run",
            defaultValue = "M",
            description =
                    "Letters that the patients of this run are numbered with; others for each run on the same data.")
    private String run = "";

    private final MessageMapper mapper = Events.mapper();
    private int feedPort;

    @Override
    public Integer call() throws Exception {
        Files.createDirectories(data);
        feedPort = ServerProcess.freePort();
        Path config = Files.writeString(
                data.resolve("feed.yaml"),
                """
                hl7:
                  workers: %d
                  feeds:
                    %s:
                      port: %d
                """
                        .formatted(WORKERS, FEED, feedPort));
        try (ServerProcess server = ServerProcess.start(
                data.resolve("server"), ServerProcess.freePort(), List.of(), List.of("--config=" + config))) {
            byHand(server, "W", warmUp / 2);
            throughFeed(server, "X", warmUp / 2);
            report("message to committed FHIR", server, () -> throughFeed(server, "A", messages));
            report("the same transactions by hand", server, () -> byHand(server, "B", messages));
        }
        return 0;
    }

    private interface Work {
        void run() throws Exception;
    }

    private void report(String name, ServerProcess server, Work work) throws Exception {
        double cpu = server.cpuSeconds();
        long begin = System.nanoTime();
        work.run();
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%-30s %6.0f a second; %.2f ms of CPU each, server and database%n",
                name,
                messages / seconds,
                (server.cpuSeconds() - cpu) * 1000 / messages);
    }

    private BenchAdmission admission(String part, int number) {
        return new BenchAdmission(run + part, number);
    }

    private void throughFeed(ServerProcess server, String part, int count) throws Exception {
        if (!(MllpClient.connect(Destination.of("127.0.0.1", feedPort)) instanceof Connecting.Connected connected)) {
            throw new IOException("the feed takes no connection");
        }
        try (MllpClient client = connected.client()) {
            for (int i = 0; i < count; i++) {
                if (!(client.exchange(admission(part, i).message()) instanceof Reply.Answered)) {
                    throw new IOException("the feed did not answer");
                }
            }
        }
        FeedClient feed = new FeedClient(server.root());
        while (feed.anyWaiting()) {
            Thread.sleep(5);
        }
        if (feed.count("\"state\":\"dead\"") > 0) {
            throw new IOException("a message became a dead letter");
        }
    }

    private void byHand(ServerProcess server, String part, int count) throws Exception {
        FhirClient client = server.client();
        ObjectMapper json = new ObjectMapper();
        ExecutorService threads = Executors.newFixedThreadPool(WORKERS);
        try {
            List<Future<FhirClient.Answer>> answers = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                String bundle = FhirContext.forR4Cached()
                        .newJsonParser()
                        .encodeResourceToString(transaction(admission(part, i).message(), run + part + i));
                JsonNode body = json.readTree(bundle);
                answers.add(threads.submit(() -> client.post("", body)));
                if (i == 0) {
                    // It makes the hospital, the ward and the doctor that all of them name.
                    answers.get(0).get();
                }
            }
            for (Future<FhirClient.Answer> answer : answers) {
                if (!answer.get().ok()) {
                    throw new IOException(answer.get().problem());
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** What the mapping writes of a message, and a Provenance of the same size. */
    private Bundle transaction(byte[] message, String name) throws IOException {
        MemoryWorkspace workspace = new MemoryWorkspace();
        workspace.begin(Optional.of(Instant.EPOCH));
        if (!(new MessageReader().read(message, Optional.empty()) instanceof Reading.Read read)) {
            throw new IOException("the message can't be read");
        }
        mapper.map(read.message(), SETTINGS, workspace);
        Provenance provenance = new Provenance();
        provenance.setId("Provenance/hand-" + name);
        provenance.setRecordedElement(new InstantType("2026-05-04T09:01:00Z"));
        provenance.addAgent().setWho(new Reference().setDisplay(FEED));
        provenance.setActivity(new CodeableConcept(new Coding()
                .setSystem("http://terminology.hl7.org/CodeSystem/v2-0003")
                .setCode("A01")));
        Bundle bundle = Transactions.of(List.of());
        for (Resource resource : workspace.commit()) {
            Transactions.put(bundle, resource);
            provenance.addTarget(new Reference(
                    resource.fhirType() + "/" + resource.getIdElement().getIdPart()));
        }
        Transactions.put(bundle, provenance);
        return bundle;
    }
}
