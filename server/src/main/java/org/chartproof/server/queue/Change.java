package org.chartproof.server.queue;

/**
 * A resource version that makes an encounter's codes out of date.
 *
 * @param unit what is to be coded anew: {@code Encounter/<id>}, or {@code DocumentReference/<id>} for a document that names no
 *     encounter
 * @param resource what changed, {@code Type/id}
 * @param version its version after the change
 */
public record Change(String unit, String resource, long version) {}
