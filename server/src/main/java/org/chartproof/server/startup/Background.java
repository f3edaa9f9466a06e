package org.chartproof.server.startup;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Work done early on a thread of its own, such as starting the database or reading the code sets while HAPI builds its model.
 *
 * @param <T> what the work gives
 */
public final class Background<T> {
    private final String name;
    private final Callable<T> work;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CompletableFuture<T> result = new CompletableFuture<>();

    /**
     * Describes the work; it begins with {@link #begin}.
     *
     * @param name of the thread
     * @param work what to do; an exception of it is thrown again by {@link #get}
     */
    public Background(String name, Callable<T> work) {
        this.name = name;
        this.work = work;
    }

    /** Begins the work, unless it has been begun. */
    public void begin() {
        if (begun.compareAndSet(false, true)) {
            Thread thread = new Thread(this::run, name);
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void run() {
        try {
            result.complete(work.call());
        } catch (Throwable e) {
            result.completeExceptionally(e);
        }
    }

    /**
     * Begins the work if need be, and waits for it.
     *
     * @return its result
     */
    public T get() {
        begin();
        try {
            return result.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** @return whether it has been begun */
    public boolean isBegun() {
        return begun.get();
    }

    /** @return whether the result is there, and is not an exception */
    public boolean isDone() {
        return result.isDone() && !result.isCompletedExceptionally();
    }
}
