package org.chartproof.server.hl7;

/** Breaks a circle: the writer wakes the workers, whose work answers the feeds, which need the writer. */
final class Waker implements Runnable {

    private volatile Runnable workers = () -> {};

    /** @param action what wakes the workers; must return at once */
    void wakes(Runnable action) {
        workers = action;
    }

    @Override
    public void run() {
        workers.run();
    }
}
