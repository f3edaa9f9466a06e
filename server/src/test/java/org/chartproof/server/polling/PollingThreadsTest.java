package org.chartproof.server.polling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PollingThreadsTest {

    private static final Duration NEVER = Duration.ofDays(1);
    private static final Duration STOP = Duration.ofSeconds(10);

    @Test
    void stepsAreDoneUntilThereIsNothingToDoAndAgainWhenWoken() throws InterruptedException {
        AtomicInteger left = new AtomicInteger(3);
        CountDownLatch first = new CountDownLatch(3);
        CountDownLatch second = new CountDownLatch(5);
        try (PollingThreads threads = new PollingThreads("test", 1, NEVER, STOP, () -> {
            if (left.get() == 0) {
                return false;
            }
            left.decrementAndGet();
            first.countDown();
            second.countDown();
            return true;
        })) {
            threads.start();
            first.await();
            left.set(2);
            threads.wake();
            assertThat(second.await(STOP.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void closingWaitsForTheStepUnderWayAndBeginsNoOther() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicInteger done = new AtomicInteger();
        PollingThreads threads = new PollingThreads("test", 1, NEVER, STOP, () -> {
            begun.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            done.incrementAndGet();
            return true;
        });
        threads.start();
        begun.await();
        Thread closing = new Thread(threads::close);
        closing.start();
        while (threads.isRunning()) {
            Thread.onSpinWait();
        }
        goOn.countDown();
        closing.join();

        assertThat(done).hasValue(1);
    }
}
