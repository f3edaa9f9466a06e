package org.chartproof.server.hl7.workspace;

/**
 * A version of a resource that a message wrote.
 *
 * @param resource {@code Type/id}
 * @param version  of it
 */
public record Written(String resource, String version) {}
