package org.chartproof.server.authserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {
    private Instant now = Instant.parse("2026-05-04T10:00:00Z");
    private final LoginThrottle throttle = new LoginThrottle(() -> now);

    @Test
    void aFewWrongPasswordsAreFreeAndThenWaitsDouble() {
        for (int i = 0; i < 5; i++) {
            assertThat(throttle.begin("ann", "192.0.2.1")).isEmpty();
        }
        assertThat(throttle.begin("ann", "192.0.2.1")).contains(Duration.ofSeconds(30));

        now = now.plusSeconds(30);
        assertThat(throttle.begin("ann", "192.0.2.1")).isEmpty();
        assertThat(throttle.begin("ann", "192.0.2.1")).contains(Duration.ofSeconds(60));
    }

    @Test
    void othersAreNotKeptWaiting() {
        for (int i = 0; i < 6; i++) {
            throttle.begin("ann", "192.0.2.1");
        }

        assertThat(throttle.begin("ben", "192.0.2.1")).isEmpty();
        assertThat(throttle.begin("ann", "192.0.2.2")).isEmpty();
    }

    @Test
    void manyUsersFromOneAddressAndOneUserFromManyAddressesAreNoticed() {
        for (int i = 0; i < 50; i++) {
            assertThat(throttle.begin("user" + i, "192.0.2.1")).isEmpty();
        }
        assertThat(throttle.begin("one-more", "192.0.2.1")).isPresent();

        for (int i = 0; i < 20; i++) {
            assertThat(throttle.begin("ann", "198.51.100." + i)).isEmpty();
        }
        assertThat(throttle.begin("ann", "198.51.100.200")).isPresent();
    }

    @Test
    void aRightPasswordForgetsTheWrongOnes() {
        for (int round = 0; round < 4; round++) {
            for (int i = 0; i < 4; i++) {
                assertThat(throttle.begin("ann", "192.0.2.1")).isEmpty();
            }
            throttle.succeeded("ann", "192.0.2.1");
        }
        assertThat(throttle.begin("ann", "192.0.2.1")).isEmpty();
    }

    @Test
    void afterAnHourAllIsForgotten() {
        for (int i = 0; i < 5; i++) {
            throttle.begin("ann", "192.0.2.1");
        }
        now = now.plus(Duration.ofMinutes(61));

        for (int i = 0; i < 5; i++) {
            assertThat(throttle.begin("ann", "192.0.2.1")).isEmpty();
        }
    }
}
