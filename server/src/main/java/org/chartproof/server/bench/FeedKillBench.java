package org.chartproof.server.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.chartproof.bundles.bench.ServerProcess;
import org.chartproof.bundles.client.FhirClient;
import org.chartproof.hl7.mllp.Connecting;
import org.chartproof.hl7.mllp.Destination;
import org.chartproof.hl7.mllp.MllpClient;
import org.chartproof.hl7.mllp.Reply;
import org.chartproof.server.hl7.ledger.CrashPoint;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Sends admissions over a socket while the server dies again and again, at each step of a message's way in turn and by SIGKILL at random; then counts what is left, maps all of them once more and counts again. Each accepted
 * message must be in the ledger once, and each of its resources must be there in its first version.
 */
@Command(
        name = "hl7-kill",
        description =
                "Kills the server at each step of HL7 messages; counts lost and doubled ones, before and after a replay.",
        mixinStandardHelpOptions = true)
public final class FeedKillBench implements Callable<Integer> {

    private static final String FEED = "bench";
    private static final int PAGE = 500;
    private static final int THOUSAND = 1000;

    @Option(names = "--data", required = true, description = "Folder for the server's data; made if absent.")
    private Path data = Path.of("");

    @Option(names = "--messages", defaultValue = "10000", description = "Messages to send (default ${DEFAULT-VALUE}).")
    private int messages;

    @Option(
            names = "--kills",
            defaultValue = "48",
            description = "How often the server dies (default ${DEFAULT-VALUE}).")
    private int kills;

    @Option(names = "--connections", defaultValue = "8", description = "Senders (default ${DEFAULT-VALUE}).")
    private int connections;

    @Option(names = "--java-option", description = "Option for the server's JVM; may be repeated.")
    private List<String> javaOptions = List.of();

    private final AtomicInteger accepted = new AtomicInteger();
    private final Map<String, Integer> deaths = new TreeMap<>();
    private final Random random = new Random(1);
    private int died;
    private int feedPort;

    @Override
    public Integer call() throws Exception {
        Files.createDirectories(data);
        feedPort = ServerProcess.freePort();
        long begin = System.nanoTime();
        List<Thread> senders = new ArrayList<>();
        ServerProcess server = start();
        for (int i = 0; i < connections; i++) {
            int first = i;
            Thread sender = new Thread(() -> sendEach(first), "sender-" + i);
            senders.add(sender);
            sender.start();
        }
        try {
            while (senders.stream().anyMatch(Thread::isAlive) || waits(server)) {
                Thread.sleep(50);
                server = lives(server);
            }
            System.out.printf(
                    "%d messages accepted and mapped in %.0f s with %d deaths: %s%n",
                    accepted.get(), (System.nanoTime() - begin) / 1e9, died, deaths);
            if (died < kills) {
                // A step that was not reached in time would end the server during the replay, which nobody then starts
                // again.
                died = kills;
                server.kill();
                server = start();
            }
            boolean good = isComplete(server, "after the deaths");
            begin = System.nanoTime();
            int replayed = new FeedClient(server.root())
                    .post("replay", "{\"feed\":\"" + FEED + "\"}")
                    .path("replayed")
                    .asInt();
            while (waits(server)) {
                Thread.sleep(50);
            }
            System.out.printf("%d messages mapped once more in %.0f s%n", replayed, (System.nanoTime() - begin) / 1e9);
            return isComplete(server, "after the replay") && good && replayed == messages ? 0 : 1;
        } finally {
            server.close();
        }
    }

    /** Starts a server that is to die at the next step, as long as there are deaths left. */
    private ServerProcess start() throws IOException, InterruptedException {
        while (true) {
            boolean mayDie = died < kills && isAtStep();
            try {
                return startOnce();
            } catch (IOException e) {
                // What it found waiting took it to the step before it said that it is ready.
                if (!mayDie) {
                    throw e;
                }
                countDeath();
            }
        }
    }

    private void countDeath() {
        deaths.merge(step(), 1, Integer::sum);
        died++;
        System.err.printf("death %d of %d after %d messages: %s%n", died, kills, accepted.get(), deaths);
    }

    private ServerProcess startOnce() throws IOException, InterruptedException {
        Path config = Files.writeString(
                data.resolve("feed.yaml"),
                """
                hl7:
                  backoff: 100ms
                  lease: 5s
                  feeds:
                    %s:
                      port: %d
                      max-connections: 200
                      systems:
                        HOSP: https://hospital.example/mrn
                """
                        .formatted(FEED, feedPort));
        List<String> options = new ArrayList<>(javaOptions);
        if (died < kills && isAtStep()) {
            options.add("-Dchartproof.crash=" + step() + ":" + inThousand());
        }
        return ServerProcess.start(
                data.resolve("server"), ServerProcess.freePort(), options, List.of("--config=" + config));
    }

    /** Each step in turn, and then a random moment. */
    private boolean isAtStep() {
        return died % (CrashPoint.values().length + 1) < CrashPoint.values().length;
    }

    private String step() {
        return isAtStep() ? CrashPoint.values()[died % (CrashPoint.values().length + 1)].name() : "SIGKILL";
    }

    /** So that the deaths spread over the messages. */
    private int inThousand() {
        return Math.max(1, Math.min(THOUSAND, (int) (1.5 * THOUSAND * kills / messages)));
    }

    private ServerProcess lives(ServerProcess server) throws IOException, InterruptedException {
        boolean killNow = died < kills && !isAtStep() && accepted.get() > (long) messages * died / (kills + 1);
        if (server.alive() && killNow) {
            Thread.sleep(random.nextInt(300));
            server.kill();
        }
        if (server.alive()) {
            return server;
        }
        countDeath();
        return start();
    }

    private static boolean waits(ServerProcess server) throws InterruptedException {
        try {
            return new FeedClient(server.root()).anyWaiting();
        } catch (IOException e) {
            // It dies just now.
            return true;
        }
    }

    /** As an interface engine does: one message after the other, each again under its control id until it is accepted. */
    private void sendEach(int first) {
        MllpClient client = null;
        for (int i = first; i < messages; i += connections) {
            byte[] message = new BenchAdmission("K", i).message();
            boolean done = false;
            while (!done) {
                if (client == null || client.isClosed()) {
                    client = connect();
                }
                done = client != null
                        && client.exchange(message) instanceof Reply.Answered answered
                        && isAccepted(answered.content());
                if (!done && client != null) {
                    client.close();
                }
            }
            accepted.incrementAndGet();
        }
        if (client != null) {
            client.close();
        }
    }

    private static boolean isAccepted(byte[] answer) {
        return new String(answer, StandardCharsets.ISO_8859_1).contains("\rMSA|AA|");
    }

    private @Nullable MllpClient connect() {
        if (MllpClient.connect(Destination.of("127.0.0.1", feedPort)) instanceof Connecting.Connected connected) {
            return connected.client();
        }
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return null;
    }

    private boolean isComplete(ServerProcess server, String when) throws IOException, InterruptedException {
        int stored = new FeedClient(server.root()).count("\"feed\":\"" + FEED + "\"");
        int dead = new FeedClient(server.root()).count("\"state\":\"dead\"");
        FhirClient client = server.client();
        boolean good = stored == messages && dead == 0;
        System.out.printf("%s: %d messages in the ledger, %d dead letters%n", when, stored, dead);
        for (String type : List.of("Patient", "Encounter", "Provenance")) {
            int count = 0;
            int rewritten = 0;
            JsonNode page;
            do {
                FhirClient.Answer answer =
                        client.get(type + "?_count=" + PAGE + "&_offset=" + count + "&_sort=_id&_elements=id");
                if (!answer.ok()) {
                    throw new IOException(answer.problem());
                }
                page = answer.body().path("entry");
                for (JsonNode entry : page) {
                    count++;
                    rewritten += entry.at("/resource/meta/versionId").asText().equals("1") ? 0 : 1;
                }
            } while (page.size() == PAGE);
            System.out.printf("  %-10s %d, %d with a second version%n", type, count, rewritten);
            good &= count == messages && rewritten == 0;
        }
        return good;
    }
}
