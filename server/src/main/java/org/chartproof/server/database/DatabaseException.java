package org.chartproof.server.database;

/** The database can't be used; the message says why and what to do, in one line, without any stored content. */
public final class DatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message what is wrong and what to do */
    public DatabaseException(String message) {
        super(message);
    }

    /**
     * @param message what is wrong and what to do
     * @param cause   where it came from
     */
    public DatabaseException(String message, Throwable cause) {
        super(message, cause);
    }
}
