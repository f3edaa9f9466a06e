package org.chartproof.server.config;

/**
 * A value that must not appear in a log; it prints as asterisks.
 *
 * @param reveal the value itself
 */
public record Secret(String reveal) {
    @Override
    public String toString() {
        return "***";
    }
}
