package org.chartproof.server.cli;

import ca.uhn.fhir.rest.server.RestfulServer;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.chartproof.bundles.client.FhirClient;
import org.chartproof.server.audit.AuditTrail;
import org.chartproof.server.config.ConfigLoader;
import org.springframework.jdbc.core.JdbcTemplate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What it costs a read and a search that each is recorded before its answer leaves: the same requests to the same server with and without it, turn by turn, and the floor, which is to insert as many of the same
 * rows with a commit each. Here and not beside the other benchmarks, since no option of a server turns its audit off.
 */
@Command(
        name = "audit",
        description = "What a read and a search cost with and without their audit, beside inserting the same rows.",
        mixinStandardHelpOptions = true)
final class AuditBench implements Callable<Integer> {

    private static final int OBSERVATIONS = 20;
    private static final String READ = "Observation/bench-1";
    private static final String SEARCH = "Observation?patient=Patient/bench&_count=20";
    private static final String SAME_ROW =
            """
            insert into cp_audit_event (recorded, action, interaction, outcome, resource_type, resource_id, version,
                patient, subject, client, person, roles, address, purpose, request_id, query)
            select recorded, action, interaction, outcome, resource_type, resource_id, version,
                patient, subject, client, person, roles, address, purpose, request_id, query
            from cp_audit_event where id = ?
            """;

    @Option(names = "--data", required = true, description = "Folder for the server's data; made if absent.")
    private Path data = Path.of("");

    @Option(names = "--requests", defaultValue = "1000", description = "Requests of a turn (default ${DEFAULT-VALUE}).")
    private int requests;

    @Option(names = "--turns", defaultValue = "4", description = "Turns of each (default ${DEFAULT-VALUE}).")
    private int turns;

    @Option(names = "--senders", defaultValue = "4", description = "At the same time (default ${DEFAULT-VALUE}).")
    private int senders;

    @Override
    public Integer call() throws Exception {
        try (ChartproofServer server = ChartproofServer.start(new ConfigLoader(Map.of())
                        .override("data-directory", data.toString(), "bench")
                        .override("server.port", "0", "bench")
                        .override("server.rate-limit", "0", "bench")
                        .override("security.access", "open", "bench")
                        .override("coding.enabled", "false", "bench")
                        .load());
                Senders all = new Senders(senders)) {
            if (!server.awaitReady(Duration.ofMinutes(3))) {
                throw new IOException("the server is not ready");
            }
            FhirClient client = new FhirClient(URI.create("http://127.0.0.1:" + server.port() + "/fhir"));
            fill(client);
            for (String path : List.of(READ, SEARCH)) {
                compare(server, all, path.equals(READ) ? "read" : "search of 20", () -> ask(client, path));
            }
            JdbcTemplate jdbc = new JdbcTemplate(server.bean(DataSource.class));
            Long row = jdbc.queryForObject("select max(id) from cp_audit_event", Long.class);
            all.measure(requests, () -> jdbc.update(SAME_ROW, row));
            report("insert of the same row", all.measure(requests * turns, () -> jdbc.update(SAME_ROW, row)));
        }
        return 0;
    }

    private void compare(ChartproofServer server, Senders all, String name, Callable<?> request) throws Exception {
        RestfulServer rest = server.bean(RestfulServer.class);
        AuditTrail trail = server.bean(AuditTrail.class);
        List<Long> with = new ArrayList<>();
        List<Long> without = new ArrayList<>();
        for (int turn = -2; turn < turns; turn++) {
            List<Long> recorded = all.measure(requests, request);
            rest.unregisterInterceptor(trail);
            List<Long> plain = all.measure(requests, request);
            rest.registerInterceptor(trail);
            // The first turns warm it up.
            if (turn >= 0) {
                with.addAll(recorded);
                without.addAll(plain);
            }
        }
        report(name + ", recorded", with);
        report(name + ", not recorded", without);
    }

    private static void report(String name, List<Long> nanos) {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "%-28s p50 %6.2f ms, p95 %6.2f ms, mean %6.2f ms, %d requests%n",
                name,
                sorted[sorted.length / 2] / 1e6,
                sorted[sorted.length * 95 / 100] / 1e6,
                Arrays.stream(sorted).average().orElse(0) / 1e6,
                sorted.length);
    }

    private static Object ask(FhirClient client, String path) throws Exception {
        FhirClient.Answer answer = client.get(path);
        if (!answer.ok()) {
            throw new IOException(answer.problem());
        }
        return answer;
    }

    private static void fill(FhirClient client) throws Exception {
        ObjectMapper json = new ObjectMapper();
        put(client, json, "Patient/bench", "{\"resourceType\":\"Patient\",\"id\":\"bench\"}");
        for (int i = 1; i <= OBSERVATIONS; i++) {
            put(
                    client,
                    json,
                    "Observation/bench-" + i,
                    "{\"resourceType\":\"Observation\",\"id\":\"bench-" + i
                            + "\",\"status\":\"final\",\"code\":{\"text\":\"weight\"},\"subject\":{\"reference\":\"Patient/bench\"}}");
        }
    }

    private static void put(FhirClient client, ObjectMapper json, String path, String body) throws Exception {
        FhirClient.Answer answer = client.put(path, json.readTree(body));
        if (!answer.ok()) {
            throw new IOException(answer.problem());
        }
    }

    /** So many threads that send one request after the other. */
    private static final class Senders implements AutoCloseable {
        private final ExecutorService threads;

        Senders(int count) {
            threads = Executors.newFixedThreadPool(count);
        }

        /** How long each of so many requests took, in nanoseconds. */
        List<Long> measure(int count, Callable<?> request) throws Exception {
            List<Future<Long>> answers = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                answers.add(threads.submit(() -> {
                    long begin = System.nanoTime();
                    Object unused = request.call();
                    return System.nanoTime() - begin;
                }));
            }
            List<Long> nanos = new ArrayList<>();
            for (Future<Long> answer : answers) {
                nanos.add(answer.get());
            }
            return nanos;
        }

        @Override
        public void close() {
            threads.shutdownNow();
        }
    }
}
