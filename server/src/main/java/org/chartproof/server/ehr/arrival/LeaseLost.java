package org.chartproof.server.ehr.arrival;

/** Another worker has taken it over: what this one did is not kept. */
final class LeaseLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LeaseLost() {
        super("another worker has taken it over");
    }
}
