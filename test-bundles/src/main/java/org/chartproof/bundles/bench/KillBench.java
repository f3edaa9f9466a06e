package org.chartproof.bundles.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.chartproof.bundles.client.FhirClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Kills servers (SIGKILL) at random moments while notes come in, and counts what is left: each accepted note must end in one
 * Claim that was written once.
 */
@Command(
        name = "kill",
        description = "Kills servers while notes come in; counts lost and doubled claims.",
        mixinStandardHelpOptions = true)
final class KillBench implements Callable<Integer> {

    @Option(names = "--data", required = true, description = "Folder for the servers' data; made if absent.")
    private Path data = Path.of("");

    @Option(names = "--notes", defaultValue = "1000", description = "Notes to send (default ${DEFAULT-VALUE}).")
    private int notes;

    @Option(names = "--kills", defaultValue = "50", description = "How often to kill (default ${DEFAULT-VALUE}).")
    private int kills;

    @Option(
            names = "--nodes",
            defaultValue = "1",
            description =
                    "Servers on one database (default ${DEFAULT-VALUE}); more than one needs a database that they share, by --server-option.")
    private int nodes;

    @Option(
            names = "--server-option",
            description = "Option of 'chartproof serve', such as --config=FILE or --db=URL; may be repeated.")
    private List<String> serverOptions = List.of();

    @Option(
            names = "--restart",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description =
                    "Start a killed server again (default); with several nodes, --no-restart leaves the work to the others.")
    private boolean restart;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "For the moments of killing (default ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--java-option", description = "Option for the servers' JVM; may be repeated.")
    private List<String> javaOptions = List.of();

    private final AtomicInteger sent = new AtomicInteger();
    private final List<ServerProcess> servers = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        for (int node = 0; node < nodes; node++) {
            servers.add(start(node));
        }
        try {
            Thread sender = new Thread(this::sendAll, "sender");
            sender.start();
            killAtRandom();
            sender.join();
            return report();
        } finally {
            servers.forEach(ServerProcess::close);
        }
    }

    private ServerProcess start(int node) throws IOException, InterruptedException {
        Path folder = nodes == 1 ? data : data.resolve("node-" + (node + 1));
        return ServerProcess.start(folder, ServerProcess.freePort(), javaOptions, serverOptions);
    }

    /** Spreads the kills over the notes: each comes a random moment after its share of notes has been accepted. */
    private void killAtRandom() throws IOException, InterruptedException {
        Random random = new Random(seed);
        for (int kill = 1; kill <= kills; kill++) {
            while (sent.get() < (long) notes * kill / (kills + 1)) {
                Thread.sleep(5);
            }
            Thread.sleep(random.nextInt(300));
            int node = (kill - 1) % nodes;
            at(node).kill();
            System.err.printf("kill %d of %d after %d notes%n", kill, kills, sent.get());
            if (restart) {
                replace(node, start(node));
            }
        }
    }

    private synchronized ServerProcess at(int node) {
        return servers.get(node);
    }

    private synchronized void replace(int node, ServerProcess server) {
        servers.set(node, server);
    }

    private void sendAll() {
        for (int i = 0; i < notes; i++) {
            Visit visit = visit(i);
            until(client -> client.post("", visit.encounterTransaction()));
            until(client -> client.put("DocumentReference/" + visit.documentId(), visit.document()));
            sent.incrementAndGet();
        }
    }

    private interface Request {
        FhirClient.Answer to(FhirClient client) throws IOException, InterruptedException;
    }

    /** As an interface engine does: sends again, to whichever server lives, until one has accepted. */
    private void until(Request request) {
        for (int attempt = 0; ; attempt++) {
            try {
                if (request.to(at(attempt % nodes).client()).ok()) {
                    return;
                }
                Thread.sleep(100);
            } catch (IOException e) {
                pause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int report() throws IOException, InterruptedException {
        ServerProcess server =
                servers.stream().filter(ServerProcess::alive).findFirst().orElseThrow();
        FhirClient client = server.client();
        Sending.awaitEmptyQueue(client);
        int missing = 0;
        int rewritten = 0;
        int codeless = 0;
        for (int i = 0; i < notes; i++) {
            FhirClient.Answer answer = client.get("Claim/" + visit(i).claimId());
            JsonNode claim = answer.body();
            missing += answer.ok() ? 0 : 1;
            rewritten += answer.ok() && !claim.at("/meta/versionId").asText().equals("1") ? 1 : 0;
            codeless += answer.ok() && claim.path("diagnosis").isEmpty() ? 1 : 0;
        }
        int claims = total(client, "Claim");
        System.out.printf(
                "%d notes, %d kills, %d node(s): %d claims in all, %d missing, %d doubled, %d with a second version, %d without a diagnosis%n",
                notes, kills, nodes, claims, missing, Math.max(0, claims - (notes - missing)), rewritten, codeless);
        return missing + rewritten + codeless == 0 && claims == notes ? 0 : 1;
    }

    private static int total(FhirClient client, String type) throws IOException, InterruptedException {
        return Sending.require(client.get(type + "?_summary=count"))
                .body()
                .path("total")
                .asInt();
    }

    private static Visit visit(int number) {
        return new Visit("k", number);
    }
}
