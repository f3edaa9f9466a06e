package org.chartproof.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AllowanceTest {
    private static final long SECOND = 1_000_000_000L;

    private final Allowance twoASecond = new Allowance(2, 4, 0);

    @Test
    void whatMayBeDoneAtOnceIsGoneWhenItIsDone() {
        for (int i = 0; i < 4; i++) {
            assertThat(twoASecond.take(0)).isTrue();
        }
        assertThat(twoASecond.take(0)).isFalse();
        assertThat(twoASecond.secondsToWait()).isEqualTo(1);
    }

    @Test
    void itComesBackEvenlyAndNoHigherThanItWas() {
        for (int i = 0; i < 4; i++) {
            assertThat(twoASecond.take(0)).isTrue();
        }
        assertThat(twoASecond.take(SECOND / 2)).isTrue();
        assertThat(twoASecond.take(SECOND / 2)).isFalse();
        for (int i = 0; i < 4; i++) {
            assertThat(twoASecond.take(100 * SECOND)).isTrue();
        }
        assertThat(twoASecond.take(100 * SECOND)).isFalse();
    }

    @Test
    void whoUsesItUpSlowlyWaitsAsLongAsOneTakes() {
        Allowance oneAMinute = new Allowance(1 / 60.0, 1, 0);
        assertThat(oneAMinute.take(0)).isTrue();

        assertThat(oneAMinute.isLeft(0)).isFalse();
        assertThat(oneAMinute.secondsToWait()).isEqualTo(60);
    }
}
