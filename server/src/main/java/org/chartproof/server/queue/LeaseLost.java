package org.chartproof.server.queue;

/** The lease ran out and another worker may hold the unit: what was to be written must be rolled back. */
public final class LeaseLost extends RuntimeException {
    private static final long serialVersionUID = 1;

    LeaseLost() {
        super("the lease ran out before the result was written; another worker codes this encounter");
    }
}
