package org.chartproof.server.cdshooks;

/** A request of an EHR can't be answered; the message is for the one who connects it, and quotes nothing of a chart. */
final class HookRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A request that says what can't be. */
    static final int BAD_REQUEST = 400;
    /** A token that is missing or not good. */
    static final int UNAUTHORIZED = 401;

    static final int NOT_FOUND = 404;
    /** Data that the service needs and neither got nor could read. */
    static final int PRECONDITION_FAILED = 412;

    private final int status;

    /** @param status of HTTP */
    HookRefused(int status, String message) {
        super(message);
        this.status = status;
    }

    static HookRefused badRequest(String message) {
        return new HookRefused(BAD_REQUEST, message);
    }

    int status() {
        return status;
    }
}
