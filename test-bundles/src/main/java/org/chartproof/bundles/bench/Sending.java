package org.chartproof.bundles.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.chartproof.bundles.client.FhirClient;

/** Sends numbered things from several threads. */
final class Sending {

    private Sending() {}

    /** What is done for one number. */
    interface Step {
        void run(int number) throws Exception;
    }

    /** Does the step for 0 .. count-1 from several threads and waits for all; the first failure ends it. */
    static void all(int count, int threads, Step step) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> steps = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int number = i;
                steps.add(pool.submit(() -> {
                    step.run(number);
                    return null;
                }));
            }
            for (Future<?> one : steps) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } finally {
            pool.shutdownNow();
        }
    }

    /** The answer, if it is a good one. */
    static FhirClient.Answer require(FhirClient.Answer answer) throws IOException {
        if (!answer.ok()) {
            throw new IOException("the server refused: " + answer.problem());
        }
        return answer;
    }

    /** Waits until the coder has no work left. */
    static void awaitEmptyQueue(FhirClient client) throws IOException, InterruptedException {
        while (depth(client) > 0) {
            Thread.sleep(100);
        }
    }

    private static long depth(FhirClient client) throws IOException, InterruptedException {
        for (var parameter : require(client.get("$coding-queue")).body().path("parameter")) {
            if (parameter.path("name").asText().equals("depth")) {
                return parameter.path("valueInteger").asLong();
            }
        }
        throw new IOException("the queue's depth is missing from $coding-queue");
    }
}
