package org.chartproof.server.hl7.feed;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.chartproof.server.hl7.ledger.Deposit;
import org.chartproof.server.hl7.ledger.Ledger;
import org.chartproof.server.hl7.ledger.MessageState;

/** Waits for what becomes of messages whose senders are answered after the mapping. Told at once by this node's workers; looks for itself at what other nodes have mapped. */
final class Outcomes {

    private static final long LOOK_MILLIS = 200;

    private final Ledger ledger;
    private final Map<Long, CompletableFuture<MessageState>> awaited = new ConcurrentHashMap<>();

    Outcomes(Ledger ledger) {
        this.ledger = ledger;
    }

    /** A message was mapped by this node. */
    void ended(long id, MessageState state) {
        CompletableFuture<MessageState> waiter = awaited.get(id);
        if (waiter != null) {
            waiter.complete(state);
        }
    }

    /** What became of a message; empty if the time ran out first. */
    Optional<MessageState> await(long id, Duration longest) {
        CompletableFuture<MessageState> waiter = awaited.computeIfAbsent(id, none -> new CompletableFuture<>());
        try {
            long deadline = System.nanoTime() + longest.toNanos();
            do {
                Optional<MessageState> stored =
                        ledger.stateOf(id).map(Deposit.Again::state).filter(state -> state != MessageState.WAITING);
                if (stored.isPresent()) {
                    return stored;
                }
                try {
                    return Optional.of(waiter.get(LOOK_MILLIS, TimeUnit.MILLISECONDS));
                } catch (TimeoutException e) {
                    continue;
                }
            } while (System.nanoTime() - deadline < 0);
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            awaited.remove(id, waiter);
        }
    }
}
