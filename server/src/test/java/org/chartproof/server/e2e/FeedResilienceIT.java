package org.chartproof.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.chartproof.server.bench.FeedKillBench;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * A server that dies at each step of a message's way. The same load script as {@code chartproof bench hl7-kill}, with fewer messages ({@code -Dchartproof.kill.messages=10000} for all): it ends with 0 only if each accepted message is in the
 * ledger once and each of its resources was written once, before and after all of them are mapped again.
 */
class FeedResilienceIT {

    @Test
    void aServerThatDiesAtAnyStepLosesNothingAndDoublesNothing(@TempDir Path data) {
        String messages = System.getProperty("chartproof.kill.messages", "200");

        assertThat(new CommandLine(new FeedKillBench())
                        .execute(
                                "--data",
                                data.toString(),
                                "--messages",
                                messages,
                                "--kills",
                                "5",
                                "--java-option=-XX:TieredStopAtLevel=1",
                                "--java-option=-XX:+UseSerialGC",
                                "--java-option=-Xmx768m"))
                .isZero();
    }
}
