package org.chartproof.bundles.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.chartproof.bundles.client.FhirClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How long it takes from sending a note to reading its Claim, one note at a time on an idle server. */
@Command(
        name = "latency",
        description = "Note posted to Claim visible, one at a time.",
        mixinStandardHelpOptions = true)
final class LatencyBench implements Callable<Integer> {

    @Option(names = "--data", required = true, description = "Folder for the server's data; made if absent.")
    private Path data = Path.of("");

    @Option(names = "--notes", defaultValue = "200", description = "Notes that count (default ${DEFAULT-VALUE}).")
    private int notes;

    @Option(names = "--warm-up", defaultValue = "300", description = "Notes before those (default ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(names = "--java-option", description = "Option for the server's JVM; may be repeated.")
    private List<String> javaOptions = List.of();

    @Override
    public Integer call() throws Exception {
        try (ServerProcess server = ServerProcess.start(data, ServerProcess.freePort(), javaOptions, List.of())) {
            FhirClient client = server.client();
            String run = "l" + Long.toString(System.currentTimeMillis(), 36);
            double[] millis = new double[notes];
            for (int i = -warmUp; i < notes; i++) {
                double taken = noteToClaim(client, new Visit(run, i + warmUp));
                if (i >= 0) {
                    millis[i] = taken;
                }
            }
            Arrays.sort(millis);
            System.out.printf(
                    "note posted to Claim visible, %d notes after %d to warm up: p50 %.0f ms, p95 %.0f ms, p99 %.0f ms%n",
                    notes, warmUp, percentile(millis, 50), percentile(millis, 95), percentile(millis, 99));
        }
        return 0;
    }

    private static double noteToClaim(FhirClient client, Visit visit) throws Exception {
        Sending.require(client.post("", visit.encounterTransaction()));
        long begin = System.nanoTime();
        Sending.require(client.put("DocumentReference/" + visit.documentId(), visit.document()));
        while (!client.get("Claim/" + visit.claimId()).ok()) {
            Thread.sleep(2);
        }
        return (System.nanoTime() - begin) / 1e6;
    }

    private static double percentile(double[] sorted, int percent) {
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
    }
}
