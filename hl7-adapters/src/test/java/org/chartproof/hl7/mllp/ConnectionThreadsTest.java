package org.chartproof.hl7.mllp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConnectionThreadsTest {

    @Test
    void areVirtualWhereTheRunningJdkHasThem() throws Exception {
        Thread thread = ConnectionThreads.named("hl7-test").newThread(() -> {});
        thread.start();
        thread.join();
        assertThat(thread.getName()).isEqualTo("hl7-test-1");
        // Never keeps the process alive.
        assertThat(thread.isDaemon()).isTrue();
        boolean virtual = Runtime.version().feature() >= 21
                && (boolean) Thread.class.getMethod("isVirtual").invoke(thread);
        assertThat(virtual).isEqualTo(Runtime.version().feature() >= 21);
    }
}
