package org.chartproof.server.config;

/** Something the operator has to change before the server can start; the message says what and where, in one line. */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message what is wrong and what to do, for the operator's eyes */
    public ConfigurationException(String message) {
        super(message);
    }

    /**
     * @param message what is wrong and what to do, for the operator's eyes
     * @param cause   where it came from
     */
    public ConfigurationException(String message, Throwable cause) {
        super(message, cause);
    }
}
