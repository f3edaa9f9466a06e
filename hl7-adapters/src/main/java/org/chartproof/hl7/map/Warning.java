package org.chartproof.hl7.map;

/**
 * What was odd about a message that was mapped nevertheless.
 *
 * @param place segment and field, such as {@code PV1[1]-2}; empty if of the whole message
 * @param code kebab case, one for each kind, counted by the metrics: {@code unknown-code}, {@code stale-event}
 * @param text for a person, without any content of the message but codes of HL7 tables
 */
public record Warning(String place, String code, String text) {}
