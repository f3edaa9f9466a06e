package org.chartproof.server.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.chartproof.server.e2e.LaunchServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tries what could be tried with the sign-in of an EHR, against a server that an EHR in a process of its own opens the page of. */
@ExtendWith(LaunchServer.class)
class LaunchAttackIT {
    static final String FILE = "launch.yaml";

    private static final String EXCHANGE = "grant_type=urn:ietf:params:oauth:grant-type:token-exchange"
            + "&client_id=chartproof-review&subject_token_type=urn:ietf:params:oauth:token-type:access_token"
            + "&scope=patient/*.rs";

    @SuppressWarnings("NullAway.Init")
    private static Site attacker;

    @SuppressWarnings("NullAway.Init")
    private static LaunchTokens tokens;

    @SuppressWarnings("NullAway.Init")
    private static Attempts attempts;

    @BeforeAll
    static void start(LaunchServer.Server server) throws Exception {
        attacker = new Site(() -> tokens.attackersKeys());
        tokens = new LaunchTokens(server, attacker.address());
        server.ehr().control("astray", "keys-at?url=" + attacker.address());
        Map<String, String> words = new TreeMap<>(Scene.SECRETS);
        words.put("exchange", EXCHANGE);
        words.put("attacker", attacker.address().toString());
        words.put("ehr", server.ehr().base("hospital"));
        words.put("silent", server.ehr().base("silent"));
        words.put("astray", server.ehr().base("astray"));
        attempts = new Attempts(new RawHttp(server.root().getPort()), new Scene(words, tokens::named));
    }

    @AfterAll
    static void stop() {
        attacker.close();
        assertThat(attacker.asked()).as("requests to the attacker").isZero();
        assertThat(LaunchServer.log()).doesNotContain(tokens.given());
    }

    @TestFactory
    Stream<DynamicTest> attack() {
        return Attack.read(FILE).stream()
                .map(attack ->
                        DynamicTest.dynamicTest(attack.id() + ": " + attack.tries(), () -> attempts.attempt(attack)));
    }

    @Test
    void eachEntryHasAnIdOfItsOwnAndCanFail() {
        List<Attack> all = Attack.read(FILE);

        assertThat(all).extracting(Attack::id).doesNotHaveDuplicates();
        assertThat(all).allSatisfy(one -> assertThat(one.control())
                .as(one.id() + " needs a control")
                .isNotNull());
    }
}
