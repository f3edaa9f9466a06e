package org.chartproof.server.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.commons.io.output.TeeOutputStream;
import org.chartproof.server.attack.RawHttp.Answer;
import org.chartproof.server.cli.ChartproofServer;
import org.chartproof.server.config.ConfigLoader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Tries every entry of the attack list against one server. An answer to an attack never has words of a chart, nor of the server's inside. */
class AttackListIT {

    /** In order: what drains an allowance comes last. */
    static final List<String> FILES =
            List.of("token.yaml", "leak.yaml", "browser.yaml", "body.yaml", "http.yaml", "flood.yaml");

    private static final List<String> INSIDE = List.of(
            "\tat ",
            "\\tat ",
            "java.lang.",
            "org.hibernate",
            "org.springframework",
            "org.postgresql",
            "Apache Tomcat",
            "HFJ_",
            "SQL [");

    /** More tries than these are a flood, which comes from many senders at once. */
    private static final int SERIES = 500;

    private static final int SENDERS = 16;

    private static final ByteArrayOutputStream LOG = new ByteArrayOutputStream();
    private static final PrintStream OUT = System.out;
    private static final PrintStream ERR = System.err;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path data;

    @SuppressWarnings("NullAway.Init")
    private static ChartproofServer server;

    @SuppressWarnings("NullAway.Init")
    private static Site attacker;

    @SuppressWarnings("NullAway.Init")
    private static Site issuer;

    @SuppressWarnings("NullAway.Init")
    private static Tokens tokens;

    @SuppressWarnings("NullAway.Init")
    private static RawHttp http;

    @SuppressWarnings("NullAway.Init")
    private static Scene scene;

    @BeforeAll
    static void start() throws Exception {
        System.setOut(new PrintStream(new TeeOutputStream(OUT, LOG), true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(new TeeOutputStream(ERR, LOG), true, StandardCharsets.UTF_8));
        attacker = new Site(() -> tokens().attackersKeys());
        issuer = new Site(() -> tokens().keys());
        tokens = new Tokens(issuer.address().toString(), attacker.address());
        server = ChartproofServer.start(new ConfigLoader(Map.of())
                .override("data-directory", data.toString(), "test")
                .override("server.port", "0", "test")
                .override("server.rate-limit", "100", "test")
                .override("server.failed-sign-ins", "10", "test")
                .override("server.request-timeout", "2s", "test")
                .override("server.max-request-bytes", "2MB", "test")
                .override("security.ehr-origins", "https://ehr.example.org", "test")
                .override("security.cors-origins", "https://apps.example.org", "test")
                .override("security.access", "issuer", "test")
                .override("security.issuer", issuer.address().toString(), "test")
                .override("security.jwks", issuer.address() + "/jwks", "test")
                .override("security.audience", Tokens.AUDIENCE, "test")
                .override("coding.enabled", "false", "test")
                .load());
        http = new RawHttp(server.port());
        Map<String, String> words = new TreeMap<>(Scene.SECRETS);
        words.put("port", Integer.toString(server.port()));
        words.put("attacker", attacker.address().toString());
        scene = new Scene(words, tokens);
        for (Attack chart : Attack.read("scene.yaml")) {
            must(chart, chart.send());
        }
    }

    @AfterAll
    static void stop() {
        server.close();
        issuer.close();
        attacker.close();
        assertThat(attacker.asked()).as("requests to the attacker").isZero();
        assertThat(issuer.asked()).as("requests to the issuer").isPositive();
        assertThat(log()).doesNotContain(Scene.SECRETS.values());
    }

    /** All that the process wrote since the server began to start. */
    private static String log() {
        return LOG.toString(StandardCharsets.UTF_8);
    }

    private static Tokens tokens() {
        return tokens;
    }

    @TestFactory
    Stream<DynamicTest> attack() {
        return FILES.stream()
                .flatMap(file -> Attack.read(file).stream())
                .map(attack -> DynamicTest.dynamicTest(attack.id() + ": " + attack.tries(), () -> attempt(attack)));
    }

    @Test
    void eachEntryHasAnIdOfItsOwnAndCanFail() {
        List<Attack> all =
                FILES.stream().flatMap(file -> Attack.read(file).stream()).toList();

        assertThat(all).extracting(Attack::id).doesNotHaveDuplicates();
        assertThat(all)
                .allSatisfy(one -> assertThat(one.control() != null || one.bites() != null || one.stays() != null)
                        .as(one.id() + " needs a control, an answer that bites, or what stays")
                        .isTrue());
    }

    private static void attempt(Attack attack) throws IOException {
        for (String step : attack.before()) {
            must(attack, step);
        }
        Answer answer = attack.times() > SERIES ? flood(attack) : series(attack);
        assertThat(attack.holds().broken(answer, scene))
                .as(attack.id() + ": " + answer.text())
                .isEmpty();
        assertThat(answer.text()).as(attack.id()).doesNotContain(INSIDE);
        assertThat(answer.text()).as(attack.id()).doesNotContain(Scene.SECRETS.values());
        if (attack.after() != null && attack.stays() != null) {
            Answer kept = http.send(scene.request(attack.after(), "all"), 0);
            assertThat(attack.stays().broken(kept, scene))
                    .as(attack.id() + ", after it: " + kept.text())
                    .isEmpty();
        }
        if (attack.control() != null) {
            Answer allowed = http.send(scene.request(attack.control(), attack.controlAs()), 0);
            assertThat(attack.holds().broken(allowed, scene))
                    .as(attack.id() + ": the control must not look like the refused attack: " + allowed.text())
                    .isNotEmpty();
        }
        if (attack.bites() != null) {
            Answer undefended = Answer.parse(scene.fill(attack.bites()).replace("\n", "\r\n"));
            assertThat(attack.holds().broken(undefended, scene))
                    .as(attack.id() + ": the answer of a server without the defence must be noticed")
                    .isNotEmpty();
        }
        assertThat(http.send("GET /health/live HTTP/1.1", 0).status())
                .as(attack.id() + ": the server goes on")
                .isEqualTo(200);
    }

    private static Answer series(Attack attack) throws IOException {
        Answer answer = Answer.NONE;
        for (int i = 0; i < attack.times(); i++) {
            answer = http.send(scene.request(attack.send(), attack.as()), attack.pause());
        }
        return answer;
    }

    /** From many senders at once: the first answer that shows the defence, else the last one. */
    private static Answer flood(Attack attack) throws IOException {
        AtomicReference<Answer> last = new AtomicReference<>(Answer.NONE);
        AtomicInteger sent = new AtomicInteger();
        ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < SENDERS; i++) {
                all.add(senders.submit(() -> {
                    while (sent.incrementAndGet() <= attack.times()
                            && !attack.holds()
                                    .broken(Objects.requireNonNull(last.get()), scene)
                                    .isEmpty()) {
                        Answer answer = http.send(scene.request(attack.send(), attack.as()), attack.pause());
                        last.updateAndGet(
                                before -> attack.holds().broken(before, scene).isEmpty() ? before : answer);
                    }
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IOException("the flood broke off", e);
        } finally {
            senders.shutdownNow();
        }
        return Objects.requireNonNull(last.get());
    }

    private static void must(Attack attack, String step) throws IOException {
        Answer answer = http.send(scene.request(step, "all"), 0);
        assertThat(answer.status())
                .as(attack.id() + ", before it: " + answer.text())
                .isBetween(200, 299);
    }
}
