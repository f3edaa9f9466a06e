package org.chartproof.server.hl7.lane;

/** The lease of a lane ran out and another worker may hold it: what was to be written must be rolled back. */
public final class LeaseLost extends RuntimeException {
    private static final long serialVersionUID = 1;

    LeaseLost() {
        super("the lease of the lane ran out before the message was mapped; another worker maps it");
    }
}
