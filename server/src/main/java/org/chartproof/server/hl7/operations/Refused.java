package org.chartproof.server.hl7.operations;

/** What an administrator's request asks for can't be done; the message is for the one who sent it. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    /** @param status of HTTP, 400 to 499 */
    public Refused(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
