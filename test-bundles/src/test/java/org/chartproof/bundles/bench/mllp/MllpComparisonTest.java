package org.chartproof.bundles.bench.mllp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class MllpComparisonTest {

    @Test
    @Timeout(60)
    void everyContenderAcceptsEveryMessage() throws Exception {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        new MllpComparison(List.of(1, 4), Duration.ofMillis(300), Duration.ofMillis(300))
                .run(
                        List.of(
                                HapiContender.asItComes(),
                                HapiContender.atItsFastest(),
                                new ListenerContender("ours", new AnswerOnly())),
                        new PrintStream(told, true, StandardCharsets.UTF_8));
        assertThat(told.toString(StandardCharsets.UTF_8).lines())
                .hasSize(10)
                .noneMatch(line -> line.contains("NOT ACCEPTED"))
                .last()
                .asString()
                .contains("4 connections")
                .contains("times the first");
    }

    @Test
    void anAnswerToAnotherMessageIsNoAnswer() {
        SampleMessage message = new SampleMessage(7);
        assertThat(message.length()).isBetween(1400, 1700);
        message.withId(12);
        assertThat(accepted(message, "MSA|AA|000000000012")).isTrue();
        assertThat(accepted(message, "MSA|CA|000000000012")).isTrue();
        assertThat(accepted(message, "MSA|AA|000000000011")).isFalse();
        assertThat(accepted(message, "MSA|AE|000000000012")).isFalse();
        assertThat(accepted(message, "MSA|AA|00000000001")).isFalse();
    }

    private static boolean accepted(SampleMessage message, String msa) {
        byte[] answer = ("MSH|^~\\&|A\r" + msa).getBytes(StandardCharsets.US_ASCII);
        return message.isAcceptedBy(answer, answer.length);
    }
}
