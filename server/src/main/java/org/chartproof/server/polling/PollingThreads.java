package org.chartproof.server.polling;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Threads that do one step after the other, and wait where there was nothing to do: for a signal of this node, or for the next look at what other nodes left. */
public final class PollingThreads implements AutoCloseable {

    private final String name;
    private final int count;
    private final Duration poll;
    private final Duration longestStop;
    private final BooleanSupplier step;
    private final Semaphore signal = new Semaphore(0);
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running;

    /**
     * @param name of the threads, before their number
     * @param count how many
     * @param poll longest time between two looks
     * @param longestStop how long {@link #close} waits for steps under way
     * @param step does what there is to do and answers whether there was something; throws nothing
     */
    public PollingThreads(String name, int count, Duration poll, Duration longestStop, BooleanSupplier step) {
        this.name = name;
        this.count = count;
        this.poll = poll;
        this.longestStop = longestStop;
        this.step = step;
    }

    /** Starts the threads. */
    public void start() {
        running = true;
        for (int i = 0; i < count; i++) {
            Thread thread = new Thread(this::run, name + "-" + (i + 1));
            threads.add(thread);
            thread.start();
        }
    }

    /** Tells that there is something to do. */
    public void wake() {
        if (signal.availablePermits() < count) {
            signal.release();
        }
    }

    /** Whether a step that does several things is to go on. */
    public boolean isRunning() {
        return running;
    }

    private void run() {
        while (running) {
            if (!step.getAsBoolean()) {
                pause();
            }
        }
    }

    private void pause() {
        try {
            boolean unused = signal.tryAcquire(poll.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }

    /** Begins no more steps and waits for those under way. */
    @Override
    public void close() {
        running = false;
        signal.release(count);
        long deadline = System.nanoTime() + longestStop.toNanos();
        for (Thread thread : threads) {
            try {
                thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
