package org.chartproof.server.hl7.workspace;

/** Another message, of another patient, has made a resource known that this one was about to make: mapped again, this one finds it. */
public final class ConcurrentChange extends RuntimeException {
    private static final long serialVersionUID = 1;

    ConcurrentChange() {
        super("another message has made the same resource known");
    }
}
