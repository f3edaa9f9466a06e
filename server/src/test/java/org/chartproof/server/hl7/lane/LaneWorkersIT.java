package org.chartproof.server.hl7.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.chartproof.server.config.ConfigLoader;
import org.chartproof.server.database.Database;
import org.chartproof.server.hl7.ledger.Arrival;
import org.chartproof.server.hl7.ledger.Deposit.Stored;
import org.chartproof.server.hl7.ledger.Lanes;
import org.chartproof.server.hl7.ledger.Ledger;
import org.chartproof.server.hl7.ledger.LedgerWriter;
import org.chartproof.server.hl7.ledger.MessageState;
import org.chartproof.server.hl7.ledger.Reason;
import org.chartproof.server.hl7.ledger.Received;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The order of mapping, on two nodes that share a real PostgreSQL. */
class LaneWorkersIT {

    private static Database database;
    private static JdbcTemplate jdbc;
    private static DataSourceTransactionManager transactions;
    private static Ledger ledger;

    private final List<LaneWorkers> nodes = new ArrayList<>();
    private final List<Received> mapped = new CopyOnWriteArrayList<>();
    private final ConcurrentMap<Integer, AtomicInteger> inLane = new ConcurrentHashMap<>();
    private final AtomicInteger together = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger overlaps = new AtomicInteger();
    private LedgerWriter writer;

    @BeforeAll
    static void openDatabase(@TempDir Path data) {
        database = Database.open(new ConfigLoader(Map.of())
                .override("data-directory", data.toString(), "test")
                .load());
        jdbc = new JdbcTemplate(database.dataSource());
        transactions = new DataSourceTransactionManager(database.dataSource());
        ledger = new Ledger(database.dataSource());
    }

    @AfterAll
    static void closeDatabase() {
        database.close();
    }

    @BeforeEach
    void empty() {
        jdbc.execute("truncate cp_hl7_message, cp_hl7_state");
        jdbc.update("update cp_hl7_lane set token = null, leased_until = '-infinity', due_at = '-infinity'");
        writer = new LedgerWriter(database.dataSource(), () -> {}, () -> true, Duration.ofSeconds(5));
        writer.start();
    }

    @AfterEach
    void stop() {
        nodes.forEach(LaneWorkers::close);
        writer.close();
    }

    private long store(String content, int lane, OptionalInt other) {
        return ((Stored) writer.store(new Arrival(
                        "adt",
                        Instant.now(),
                        "",
                        OptionalLong.empty(),
                        new byte[32],
                        "",
                        "",
                        new Lanes(lane, other),
                        MessageState.WAITING,
                        Optional.empty(),
                        Optional.empty(),
                        content.getBytes(StandardCharsets.UTF_8),
                        OptionalLong.empty())))
                .id();
    }

    private void startNode(int threads, MessageWork work) {
        LaneWorkers workers = new LaneWorkers(
                database.dataSource(),
                transactions,
                ledger,
                work,
                thrown -> thrown instanceof IllegalArgumentException
                        ? new Fault.Lasting(new Reason("bad", "PID[1]-3", "No.", "Mend it."))
                        : new Fault.Passing(new Reason("away", "", "Away.", "Wait."), false),
                new LaneWorkers.Settings(
                        threads, Duration.ofMillis(20), 3, Duration.ofMillis(10), Duration.ofSeconds(30)));
        nodes.add(workers);
        workers.start();
    }

    /** Does what mapping does, and watches whether anything else is done in the same lanes meanwhile. */
    private MessageWork.Ending map(Received message, Runnable keepLane) {
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            keepLane.run();
            List<Integer> lanes = new ArrayList<>(List.of(message.lanes().first()));
            message.lanes().second().ifPresent(lanes::add);
            for (int lane : lanes) {
                if (inLane.computeIfAbsent(lane, none -> new AtomicInteger()).incrementAndGet() > 1) {
                    overlaps.incrementAndGet();
                }
            }
            most.accumulateAndGet(together.incrementAndGet(), Math::max);
            sleep(1);
            mapped.add(message);
            ledger.finish(message.id(), MessageState.DONE, "[]", "[]");
            together.decrementAndGet();
            lanes.forEach(lane -> inLane.computeIfPresent(lane, (one, count) -> {
                count.decrementAndGet();
                return count;
            }));
        });
        return MessageWork.Ending.DONE;
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void await(int messages) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (mapped.size() < messages && System.nanoTime() < deadline) {
            sleep(5);
        }
        assertThat(mapped).hasSize(messages);
    }

    private void assertOrderWithinLanes() {
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            int one = lane;
            List<Long> order = mapped.stream()
                    .filter(message -> message.lanes().first() == one
                            || message.lanes().second().equals(OptionalInt.of(one)))
                    .map(Received::id)
                    .toList();
            assertThat(order).as("lane " + lane).isSorted();
        }
    }

    @Test
    void messagesOfALaneAreMappedInOrderAndThoseOfOthersSideBySide() {
        Random random = new Random(1);
        for (int i = 0; i < 300; i++) {
            store("message " + i, random.nextInt(8), OptionalInt.empty());
        }
        startNode(3, this::map);
        startNode(3, this::map);

        await(300);
        assertOrderWithinLanes();
        assertThat(overlaps).hasValue(0);
        assertThat(most.get()).isGreaterThan(2);
    }

    @Test
    void aMessageOfTwoLanesWaitsForWhatCameBeforeItInBoth() {
        Random random = new Random(2);
        for (int i = 0; i < 300; i++) {
            boolean joins = random.nextInt(4) == 0;
            store("message " + i, random.nextInt(6), joins ? OptionalInt.of(random.nextInt(6)) : OptionalInt.empty());
        }
        startNode(3, this::map);
        startNode(3, this::map);

        await(300);
        assertOrderWithinLanes();
        assertThat(overlaps).hasValue(0);
    }

    @Test
    void aLastingFaultIsADeadLetterAndTheLaneGoesOn() {
        long bad = store("bad", 1, OptionalInt.empty());
        store("good", 1, OptionalInt.empty());
        startNode(1, (message, keepLane) -> {
            if (message.id() == bad) {
                throw new IllegalArgumentException();
            }
            return map(message, keepLane);
        });

        await(1);
        assertThat(ledger.stateOf(bad).orElseThrow().state()).isEqualTo(MessageState.DEAD);
        assertThat(ledger.reasonOf(bad).orElseThrow()).isEqualTo(new Reason("bad", "PID[1]-3", "No.", "Mend it."));
    }

    @Test
    void aPassingFaultHoldsTheLaneAndIsTriedAgain() {
        long first = store("first", 1, OptionalInt.empty());
        long second = store("second", 1, OptionalInt.empty());
        AtomicInteger faults = new AtomicInteger(2);
        startNode(2, (message, keepLane) -> {
            if (message.id() == first && faults.getAndDecrement() > 0) {
                throw new IllegalStateException();
            }
            return map(message, keepLane);
        });

        await(2);
        assertThat(mapped.stream().map(Received::id)).containsExactly(first, second);
    }

    @Test
    void aFaultThatDoesNotPassIsADeadLetterAfterTheLastTry() {
        long bad = store("bad", 1, OptionalInt.empty());
        store("good", 1, OptionalInt.empty());
        startNode(1, (message, keepLane) -> {
            if (message.id() == bad) {
                throw new IllegalStateException();
            }
            return map(message, keepLane);
        });

        await(1);
        assertThat(ledger.find(bad).orElseThrow().tries()).isEqualTo(3);
        assertThat(ledger.reasonOf(bad).orElseThrow().code()).isEqualTo("away");
    }

    @Test
    void theLaneOfAWorkerThatDiedIsTakenUpWhenItsLeaseRunsOut() {
        store("message", 5, OptionalInt.empty());
        jdbc.update("update cp_hl7_lane set token = gen_random_uuid(), leased_until = now() + interval '400 ms'"
                + " where lane = 5");
        long begin = System.nanoTime();
        startNode(1, this::map);

        await(1);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(200));
    }

    @Test
    void aWorkerWhoseLeaseRanOutWritesNothing() {
        store("message", 5, OptionalInt.empty());
        startNode(1, (message, keepLane) -> {
            if (mapped.isEmpty() && together.compareAndSet(0, 100)) {
                // Meanwhile the lane becomes another's.
                jdbc.update("update cp_hl7_lane set token = gen_random_uuid(), leased_until = now() + interval '200 ms'"
                        + " where lane = 5");
            }
            return map(message, keepLane);
        });

        await(1);
        assertThat(overlaps).hasValue(0);
    }
}
