package org.chartproof.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.chartproof.bundles.bench.ServerProcess;
import org.chartproof.server.ehr.foreign.EhrProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Notes of an EHR in a process of its own, learnt of by Subscription, by polling and by export, while both sides are killed: each is stored once and coded once. {@code -Dchartproof.ehr.notes=500} for
 * the load that docs/measurements.md tells of.
 */
class EhrResilienceIT {

    private static final List<String> WAYS = List.of("bulk", "polling", "subscription");
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int CHUNKS = 8;

    private final int notes = Integer.getInteger("chartproof.ehr.notes", 40);
    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void noNoteIsLostOrDoubledWhicheverWayItIsLearntOfAndWhoeverDies(@TempDir Path folder) throws Exception {
        int serverPort = ServerProcess.freePort();
        int ehrPort = ServerProcess.freePort();
        URI root = URI.create("http://127.0.0.1:" + serverPort);
        Path config = config(folder, root, "http://127.0.0.1:" + ehrPort);
        long begin = System.nanoTime();
        try (EhrProcess ehr = EhrProcess.start(folder.resolve("ehr"), ehrPort, root.resolve("/ehr/jwks"), WAYS)) {
            ehr.control("bulk", "notes?number=0&count=" + notes);
            ServerProcess server = start(folder, serverPort, config);
            try {
                for (int chunk = 0; chunk < CHUNKS; chunk++) {
                    int first = notes * chunk / CHUNKS;
                    int count = notes * (chunk + 1) / CHUNKS - first;
                    ehr.control("polling", "notes?number=" + first + "&count=" + count);
                    ehr.control("subscription", "notes?number=" + first + "&count=" + count);
                    if (chunk == 2) {
                        ehr.killAndStartAnew(Duration.ofMillis(300));
                    } else if (chunk == 5) {
                        server.kill();
                        // Written while nobody listens.
                        ehr.control("subscription", "notes?number=" + notes + "&count=1");
                        ehr.control("polling", "notes?number=" + notes + "&count=1");
                        server = start(folder, serverPort, config);
                    }
                }
                ehr.control("bulk", "notes?number=" + notes + "&count=1");
                awaitAllHere(server);
                System.out.printf("%d notes a way stored after %.1f s%n", notes + 1, (System.nanoTime() - begin) / 1e9);
                new Fhir(server.client()).awaitCoded();
                System.out.printf("and coded after %.1f s%n", (System.nanoTime() - begin) / 1e9);
                assertEachIsThereOnce(server);
                assertThat(ehr.control("bulk", "exports")).contains("\"open\":0");
            } finally {
                server.close();
            }
        }
    }

    private static ServerProcess start(Path folder, int port, Path config) throws IOException, InterruptedException {
        return ServerProcess.start(
                folder.resolve("server"),
                port,
                List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx768m"),
                List.of("--config=" + config));
    }

    private static Path config(Path folder, URI root, String ehr) throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        String key = Base64.getMimeEncoder()
                .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
        Path pem = Files.writeString(
                folder.resolve("key.pem"), "-----BEGIN PRIVATE KEY-----\n" + key + "\n-----END PRIVATE KEY-----\n");
        String client = "client-id: " + EhrProcess.CLIENT + "\n      key: " + pem
                + "\n      backoff: 50ms\n      longest-backoff: 1s";
        return Files.writeString(
                folder.resolve("chartproof.yaml"),
                """
                ehr:
                  public-url: %1$s
                  backoff: 200ms
                  lease: 10s
                  sources:
                    bulk:
                      base: %2$s/bulk/fhir
                      %3$s
                      bulk:
                        group: all
                      polling:
                        interval: 2s
                        look-back: 0s
                        overlap: 2s
                    polling:
                      base: %2$s/polling/fhir
                      %3$s
                      polling:
                        interval: 500ms
                        overlap: 2s
                    subscription:
                      base: %2$s/subscription/fhir
                      %3$s
                      subscription: topic
                      topic: https://ehr.example/topic/TYPE
                      polling:
                        interval: 0s
                        overlap: 2s
                """
                        .formatted(root, ehr, client));
    }

    /** Nothing waits, nothing is dead, and there are as many as there should be. */
    private void awaitAllHere(ServerProcess server) throws Exception {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        JsonNode sources = sources(server);
        while (!allHere(server, sources)) {
            assertThat(System.nanoTime()).as("%s", sources.toPrettyString()).isLessThan(deadline);
            Thread.sleep(200);
            sources = sources(server);
        }
    }

    private boolean allHere(ServerProcess server, JsonNode sources) throws Exception {
        for (JsonNode source : sources) {
            if (source.path("waiting").asInt() > 0 || source.path("dead").asInt() > 0) {
                return false;
            }
        }
        return documents(server).size() >= WAYS.size() * (notes + 1);
    }

    private JsonNode sources(ServerProcess server) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(server.root().resolve("/ehr/sources")).build();
        String body = http.send(request, BodyHandlers.ofString()).body();
        return TestNote.JSON.readTree(body).path("sources");
    }

    private static List<JsonNode> documents(ServerProcess server) throws IOException, InterruptedException {
        return new Fhir(server.client()).all("DocumentReference");
    }

    private void assertEachIsThereOnce(ServerProcess server) throws Exception {
        Map<String, List<String>> bySource = new TreeMap<>();
        for (JsonNode document : documents(server)) {
            assertThat(document.at("/meta/versionId").asText())
                    .as(document.toString())
                    .isEqualTo("1");
            JsonNode identifier = document.at("/identifier/0");
            String system = identifier.path("system").asText();
            bySource.computeIfAbsent(system.substring(system.lastIndexOf('/') + 1), none -> new ArrayList<>())
                    .add(identifier.path("value").asText());
        }
        assertThat(bySource.keySet()).containsExactlyElementsOf(WAYS);
        bySource.values().forEach(all -> assertThat(all).doesNotHaveDuplicates().hasSize(notes + 1));
        List<JsonNode> claims = new Fhir(server.client()).all("Claim");
        assertThat(claims).hasSize(WAYS.size() * (notes + 1));
        assertThat(claims).allSatisfy(claim -> assertThat(Fhir.codes(claim)).isNotEmpty());
        for (String type : List.of("Patient", "Encounter", "Coverage")) {
            assertThat(new Fhir(server.client()).all(type))
                    .hasSize(WAYS.size() * (notes + 1))
                    .allSatisfy(one ->
                            assertThat(one.at("/meta/versionId").asText()).isEqualTo("1"));
        }
    }
}
