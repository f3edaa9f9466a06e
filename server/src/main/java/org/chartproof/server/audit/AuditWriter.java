package org.chartproof.server.audit;

import ca.uhn.fhir.rest.server.exceptions.UnclassifiedServerFailureException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores the records of reads before their answers leave, many requests in one commit: while one batch goes to disk the next gathers. An answer whose record can't be stored does not leave.
 */
final class AuditWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AuditWriter.class);
    private static final int LARGEST_BATCH = 500;
    private static final int UNAVAILABLE = 503;
    private static final long PATIENCE_SECONDS = 10;

    private final LinkedBlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final AuditLog log;
    private final Thread thread = new Thread(this::run, "audit");
    private volatile boolean closing;

    AuditWriter(AuditLog log) {
        this.log = log;
    }

    private record Waiting(List<AuditRecord> records, CompletableFuture<Void> stored) {}

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Stores records.
     *
     * @throws UnclassifiedServerFailureException with status 503 if they could not be stored
     */
    void store(List<AuditRecord> records) {
        if (records.isEmpty()) {
            return;
        }
        CompletableFuture<Void> stored = new CompletableFuture<>();
        queue.add(new Waiting(records, stored));
        try {
            stored.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new UnclassifiedServerFailureException(
                    UNAVAILABLE, "It can't be recorded who sees this; so it is not shown. Try again later");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnclassifiedServerFailureException(UNAVAILABLE, "The server is being stopped");
        }
    }

    /**
     * Stores records before an answer leaves that isn't one of FHIR.
     *
     * @return whether it may leave; false if it was answered that it can't be recorded
     */
    boolean stores(List<AuditRecord> records, HttpServletResponse response) throws IOException {
        try {
            store(records);
            return true;
        } catch (UnclassifiedServerFailureException e) {
            // Which write has logged.
            response.sendError(e.getStatusCode());
            return false;
        }
    }

    private void run() {
        List<Waiting> batch = new ArrayList<>();
        while (!closing || !queue.isEmpty()) {
            try {
                batch.clear();
                Waiting first = queue.poll(100, TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    queue.drainTo(batch, LARGEST_BATCH);
                    write(batch);
                }
            } catch (InterruptedException e) {
                closing = true;
            }
        }
    }

    private void write(List<Waiting> batch) {
        try {
            log.add(batch.stream().flatMap(one -> one.records().stream()).toList());
            batch.forEach(one -> one.stored().complete(null));
        } catch (RuntimeException e) {
            LOG.error("Audit records can't be stored: {}", e.getClass().getSimpleName());
            batch.forEach(one -> one.stored().completeExceptionally(e));
        }
    }

    /** Stores what waits, and takes no more. */
    @Override
    public void close() throws InterruptedException {
        closing = true;
        thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    }
}
