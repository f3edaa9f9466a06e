package org.chartproof.server.queue;

/**
 * What to tell of work that failed.
 *
 * @param code stable code of the reason
 * @param reason for an operator; no words of a note
 */
public record Failure(String code, String reason) {}
