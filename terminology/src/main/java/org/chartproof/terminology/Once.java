package org.chartproof.terminology;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks a supplier once, whichever thread comes first, and remembers the answer. */
public final class Once<T> implements Supplier<T> {

    private @Nullable Supplier<? extends T> source;
    private volatile @Nullable T answer;

    private Once(Supplier<? extends T> source) {
        this.source = source;
    }

    /** A supplier that asks the given one at most once. */
    public static <T> Supplier<T> of(Supplier<? extends T> source) {
        return new Once<>(source);
    }

    @Override
    public T get() {
        T known = answer;
        return known != null ? known : ask();
    }

    private synchronized T ask() {
        T known = answer;
        if (known != null) {
            return known;
        }
        if (source == null) {
            throw new IllegalStateException("asked while it was answering");
        }
        T fresh = source.get();
        answer = fresh;
        // Lets what the supplier held (file bytes, parse trees) be collected.
        source = null;
        return fresh;
    }
}
