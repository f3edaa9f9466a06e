package org.chartproof.hl7.mllp;

import java.util.concurrent.Semaphore;

/** How many connections all feeds together may hold. Shared by their listeners. */
public final class ConnectionLimit {

    /** What a site with some dozens of feeds never reaches and a small heap bears. */
    public static final int DEFAULT = 256;

    private final Semaphore free;

    /**
     * @param most at the same time
     * @throws IllegalArgumentException if less than one
     */
    public ConnectionLimit(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("at least one connection, not " + most);
        }
        free = new Semaphore(most);
    }

    boolean take() {
        return free.tryAcquire();
    }

    void giveBack() {
        free.release();
    }
}
