package org.chartproof.server.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.io.output.TeeOutputStream;
import org.chartproof.server.cli.ChartproofServer;
import org.chartproof.server.config.ConfigLoader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Tries every entry of the attack list against one server, but those of {@link LaunchAttackIT}. */
class AttackListIT {

    /** In order: what drains an allowance comes last. */
    static final List<String> FILES =
            List.of("token.yaml", "leak.yaml", "browser.yaml", "body.yaml", "http.yaml", "flood.yaml");

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
    private static Attempts attempts;

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
        Map<String, String> words = new TreeMap<>(Scene.SECRETS);
        words.put("port", Integer.toString(server.port()));
        words.put("attacker", attacker.address().toString());
        attempts = new Attempts(new RawHttp(server.port()), new Scene(words, tokens::named));
        for (Attack chart : Attack.read("scene.yaml")) {
            attempts.must(chart, chart.send());
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
                .map(attack ->
                        DynamicTest.dynamicTest(attack.id() + ": " + attack.tries(), () -> attempts.attempt(attack)));
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
}
