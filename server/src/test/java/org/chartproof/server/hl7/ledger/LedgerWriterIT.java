package org.chartproof.server.hl7.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.chartproof.server.config.ConfigLoader;
import org.chartproof.server.database.Database;
import org.chartproof.server.hl7.ledger.Deposit.Again;
import org.chartproof.server.hl7.ledger.Deposit.NotStored;
import org.chartproof.server.hl7.ledger.Deposit.Stored;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** Storing messages in a real PostgreSQL. */
class LedgerWriterIT {

    private static Database database;
    private static JdbcTemplate jdbc;
    private final AtomicBoolean room = new AtomicBoolean(true);
    private LedgerWriter writer;

    @BeforeAll
    static void openDatabase(@TempDir Path data) {
        database = Database.open(new ConfigLoader(Map.of())
                .override("data-directory", data.toString(), "test")
                .load());
        jdbc = new JdbcTemplate(database.dataSource());
    }

    @AfterAll
    static void closeDatabase() {
        database.close();
    }

    @BeforeEach
    void startWriter() {
        jdbc.execute("truncate cp_hl7_message, cp_hl7_state");
        writer = writer();
        writer.start();
    }

    private LedgerWriter writer() {
        return new LedgerWriter(database.dataSource(), () -> {}, room::get, Duration.ofMillis(500));
    }

    @AfterEach
    void stopWriter() {
        writer.close();
    }

    private static Arrival message(long key, String content) throws Exception {
        byte[] raw = content.getBytes(StandardCharsets.UTF_8);
        return new Arrival(
                "adt",
                Instant.parse("2026-11-29T06:00:00.123456Z"),
                "192.0.2.7",
                OptionalLong.of(key),
                MessageDigest.getInstance("SHA-256").digest(raw),
                "C" + key,
                "ADT^A01",
                new Lanes(3, java.util.OptionalInt.of(7)),
                MessageState.WAITING,
                Optional.empty(),
                Optional.of(new Arrival.Answer("AA", ("ack of " + key).getBytes(StandardCharsets.UTF_8))),
                raw,
                OptionalLong.empty());
    }

    @Test
    void whatIsStoredComesBackAsItWas() throws Exception {
        Arrival arrival = message(1, "MSH|^~\\&|é|");

        long id = ((Stored) writer.store(arrival)).id();

        Received received = new Ledger(database.dataSource()).find(id).orElseThrow();
        assertThat(received.raw()).isEqualTo(arrival.raw());
        assertThat(received.receivedAt()).isEqualTo(arrival.receivedAt());
        assertThat(received.lanes()).isEqualTo(arrival.lanes());
        assertThat(received.controlId()).isEqualTo("C1");
        assertThat(received.reused()).isFalse();
    }

    @Test
    void theSameSendingIsAnsweredAsTheFirst() throws Exception {
        Deposit first = writer.store(message(1, "one"));

        Deposit second = writer.store(message(1, "one"));

        assertThat(second).isInstanceOf(Again.class);
        assertThat(((Again) second).id()).isEqualTo(((Stored) first).id());
        assertThat(((Again) second).answer().orElseThrow().bytes()).asString().isEqualTo("ack of 1");
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void anotherMessageUnderAUsedControlIdIsStoredAndMarked() throws Exception {
        writer.store(message(1, "one"));

        long id = ((Stored) writer.store(message(1, "two"))).id();

        assertThat(new Ledger(database.dataSource()).find(id).orElseThrow().reused())
                .isTrue();
    }

    @Test
    void ofManyConnectionsEachMessageIsStoredOnce() throws Exception {
        ExecutorService connections = Executors.newFixedThreadPool(16);
        List<Callable<Deposit>> sendings = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            // Each is sent twice, by two connections at about the same time.
            Arrival arrival = message(i / 2, "message " + i / 2);
            sendings.add(() -> writer.store(arrival));
        }
        int stored = 0;
        for (Future<Deposit> deposit : connections.invokeAll(sendings)) {
            stored += deposit.get() instanceof Stored ? 1 : 0;
        }
        connections.shutdown();

        assertThat(stored).isEqualTo(1000);
        assertThat(count()).isEqualTo(1000);
    }

    @Test
    void twoNodesStoreASendingOnce() throws Exception {
        try (LedgerWriter other = writer()) {
            other.start();
            ExecutorService nodes = Executors.newFixedThreadPool(2);
            for (int i = 0; i < 200; i++) {
                Arrival arrival = message(i, "message " + i);
                Future<Deposit> one = nodes.submit(() -> writer.store(arrival));
                Future<Deposit> two = nodes.submit(() -> other.store(arrival));
                assertThat(List.of(one.get().getClass(), two.get().getClass()))
                        .containsExactlyInAnyOrder(Stored.class, Again.class);
            }
            nodes.shutdown();
        }
        assertThat(count()).isEqualTo(200);
    }

    @Test
    void withoutRoomOnTheDiskTheSenderIsHeldAndThenToldToComeAgain() throws Exception {
        room.set(false);
        long begin = System.nanoTime();

        assertThat(writer.store(message(1, "one"))).isInstanceOf(NotStored.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(400));

        room.set(true);
        assertThat(writer.store(message(1, "one"))).isInstanceOf(Stored.class);
    }

    @Test
    void aMessageThatMeetsAShortFaultIsStoredWhenItIsOver() throws Exception {
        room.set(false);
        Thread mended = new Thread(() -> {
            try {
                Thread.sleep(250);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            room.set(true);
        });
        mended.start();

        assertThat(writer.store(message(1, "one"))).isInstanceOf(Stored.class);
        mended.join();
    }

    @Test
    void numbersRiseInTheOrderOfSending() throws Exception {
        long last = 0;
        for (int i = 0; i < 20; i++) {
            long id = ((Stored) writer.store(message(i, "message " + i))).id();
            assertThat(id).isGreaterThan(last);
            last = id;
        }
    }

    private static int count() {
        Integer count = jdbc.queryForObject("select count(*) from cp_hl7_message", Integer.class);
        return count == null ? -1 : count;
    }
}
