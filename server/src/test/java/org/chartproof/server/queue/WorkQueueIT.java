package org.chartproof.server.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.chartproof.server.config.ConfigLoader;
import org.chartproof.server.database.Database;
import org.chartproof.server.queue.WorkQueue.Waiting;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The queue against a real PostgreSQL. */
class WorkQueueIT {

    private static final Duration LEASE = Duration.ofSeconds(30);

    private static Database database;
    private static DataSourceTransactionManager transactions;
    private WorkQueue queue;

    @BeforeAll
    static void openDatabase(@TempDir Path data) {
        database = Database.open(new ConfigLoader(Map.of())
                .override("data-directory", data.toString(), "test")
                .load());
        transactions = new DataSourceTransactionManager(database.dataSource());
    }

    @AfterAll
    static void closeDatabase() {
        database.close();
    }

    @BeforeEach
    void emptyQueue() {
        new JdbcTemplate(database.dataSource()).execute("truncate cp_work, cp_lease, cp_document");
        queue = new WorkQueue(database.dataSource(), transactions, LEASE);
    }

    @Test
    void workOfATransactionThatRollsBackNeverWas() {
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            queue.enqueue(new Change("Encounter/a", "DocumentReference/1", 1));
            status.setRollbackOnly();
        });

        assertThat(queue.claim()).isEmpty();
    }

    @Test
    void theSameVersionIsQueuedOnce() {
        queue.enqueue(new Change("Encounter/a", "DocumentReference/1", 1));
        queue.enqueue(new Change("Encounter/a", "DocumentReference/1", 1));

        assertThat(queue.figures().depth()).isEqualTo(1);
    }

    @Test
    void allChangesOfAnEncounterAreOneUnitAndNobodyElseGetsIt() {
        queue.enqueue(new Change("Encounter/a", "DocumentReference/1", 1));
        queue.enqueue(new Change("Encounter/b", "DocumentReference/2", 1));
        queue.enqueue(new Change("Encounter/a", "DocumentReference/3", 1));

        Work first = queue.claim().orElseThrow();
        Work second = queue.claim().orElseThrow();

        assertThat(first.unit()).isEqualTo("Encounter/a");
        assertThat(first.items())
                .extracting(Work.Item::resource)
                .containsExactly("DocumentReference/1", "DocumentReference/3");
        assertThat(second.unit()).isEqualTo("Encounter/b");
        assertThat(queue.claim()).isEmpty();
    }

    @Test
    void aChangeThatComesWhileItsEncounterIsCodedIsCodedAfterwards() {
        queue.enqueue(new Change("Encounter/a", "DocumentReference/1", 1));
        Work work = queue.claim().orElseThrow();
        queue.enqueue(new Change("Encounter/a", "DocumentReference/1", 2));

        assertThat(queue.claim()).isEmpty();
        queue.complete(work, List.of(), List.of());

        assertThat(queue.claim().orElseThrow().items()).hasSize(1);
    }

    @Test
    void aWorkerThatDiedLosesItsUnitToAnotherAndCanNoLongerWriteForIt() {
        WorkQueue impatient = new WorkQueue(database.dataSource(), transactions, Duration.ZERO);
        impatient.enqueue(new Change("Encounter/a", "DocumentReference/1", 1));
        Work dead = impatient.claim().orElseThrow();

        Work taken = queue.claim().orElseThrow();

        assertThat(taken.unit()).isEqualTo("Encounter/a");
        assertThatThrownBy(() -> new TransactionTemplate(transactions)
                        .executeWithoutResult(status -> queue.complete(dead, List.of(), List.of())))
                .isInstanceOf(LeaseLost.class);
        queue.fail(taken, "internal", "a reason", Duration.ZERO, false);
        assertThatThrownBy(() -> queue.fail(taken, "internal", "a reason", Duration.ZERO, true))
                .isInstanceOf(LeaseLost.class);
        assertThat(queue.figures())
                .extracting(QueueFigures::depth, QueueFigures::dead)
                .containsExactly(1L, 0L);
        Work alive = queue.claim().orElseThrow();
        queue.complete(alive, List.of(), List.of());
        assertThat(queue.figures().depth()).isZero();
    }

    @Test
    void failedWorkIsDueLaterAndDeadAfterTheLastTry() {
        queue.enqueue(new Change("Encounter/a", "DocumentReference/1", 1));
        queue.fail(queue.claim().orElseThrow(), "internal", "a reason", Duration.ofHours(1), false);
        assertThat(queue.claim()).isEmpty();
        assertThat(queue.figures().depth()).isEqualTo(1);

        new JdbcTemplate(database.dataSource()).update("update cp_work set due_at = now()");
        Work secondTry = queue.claim().orElseThrow();
        assertThat(secondTry.items().get(0).tries()).isEqualTo(1);
        queue.fail(secondTry, "internal", "a reason", Duration.ZERO, true);

        assertThat(queue.figures()).isEqualTo(new QueueFigures(0, Duration.ZERO, 0, 1));
        Parked parked = queue.parked(10).get(0);
        assertThat(parked.kind()).isEqualTo(Parked.Kind.DEAD);
        assertThat(parked.reason()).isEqualTo("a reason");
        assertThat(queue.retry(Optional.of("DocumentReference/1"))).isEqualTo(1);
        assertThat(queue.claim()).isPresent();
    }

    @Test
    void aDocumentThatCannotBeCodedWaitsWithItsReasonUntilItIsReady() {
        queue.enqueue(new Change("Encounter/a", "DocumentReference/1", 1));
        queue.enqueue(new Change("Encounter/a", "DocumentReference/2", 1));
        Work work = queue.claim().orElseThrow();
        queue.complete(
                work,
                List.of("DocumentReference/1"),
                List.of(new Waiting("DocumentReference/2", "needs-ocr", "needs OCR")));

        assertThat(queue.claim()).isEmpty();
        assertThat(queue.parked(10)).extracting(Parked::resource).containsExactly("DocumentReference/2");

        queue.enqueue(new Change("Encounter/a", "DocumentReference/2", 2));
        queue.complete(queue.claim().orElseThrow(), List.of("DocumentReference/1", "DocumentReference/2"), List.of());
        assertThat(queue.parked(10)).isEmpty();
    }

    @Test
    void aDocumentThatMovesTellsWhereItWas() {
        assertThat(queue.assign("d", "a")).isEmpty();
        assertThat(queue.assign("d", "b")).contains("a");
        assertThat(queue.documentsOf("a")).isEmpty();
        assertThat(queue.documentsOf("b")).containsExactly("d");
        assertThat(queue.unassign("d")).contains("b");
    }

    @Test
    void manyWorkersDoEachChangeOnceAndNeverTwoOneEncounter() throws Exception {
        int units = 40;
        int changes = 400;
        for (int i = 0; i < changes; i++) {
            queue.enqueue(new Change("Encounter/" + i % units, "DocumentReference/" + i, 1));
        }
        Map<String, Boolean> busy = new ConcurrentHashMap<>();
        AtomicInteger done = new AtomicInteger();
        AtomicInteger collisions = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(6);
        List<Future<?>> workers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            workers.add(pool.submit(() -> {
                while (done.get() < changes) {
                    queue.claim().ifPresent(work -> {
                        if (busy.put(work.unit(), true) != null) {
                            collisions.incrementAndGet();
                        }
                        Thread.onSpinWait();
                        busy.remove(work.unit());
                        new TransactionTemplate(transactions)
                                .executeWithoutResult(status -> queue.complete(work, List.of(), List.of()));
                        done.addAndGet(work.items().size());
                    });
                }
            }));
        }
        for (Future<?> worker : workers) {
            worker.get();
        }
        pool.shutdown();

        assertThat(done).hasValue(changes);
        assertThat(collisions).hasValue(0);
        assertThat(queue.figures().depth()).isZero();
    }
}
