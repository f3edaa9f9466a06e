package org.chartproof.server.startup;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Work begun early on a thread of its own, such as starting the database or reading the code sets while HAPI builds its model.
 *
 * @param <T> what the work gives
 */
public final class Background<T> {
    private final CompletableFuture<T> result = new CompletableFuture<>();

    private Background() {}

    /**
     * Begins the work at once.
     *
     * @param name of the thread
     * @param work what to do; an exception is thrown again by {@link #get}
     * @param <T>  what the work gives
     * @return the work under way
     */
    public static <T> Background<T> start(String name, Callable<T> work) {
        Background<T> background = new Background<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        background.result.complete(work.call());
                    } catch (Throwable e) {
                        background.result.completeExceptionally(e);
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
        return background;
    }

    /**
     * Waits for the work.
     *
     * @return its result
     */
    public T get() {
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

    /** @return whether the result is there and is no exception */
    public boolean isDone() {
        return result.isDone() && !result.isCompletedExceptionally();
    }
}
