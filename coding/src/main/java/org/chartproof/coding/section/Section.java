package org.chartproof.coding.section;

/**
 * A part of a note.
 *
 * @param kind what it is for
 * @param begin first character after its header
 * @param end one past its last character
 */
public record Section(SectionKind kind, int begin, int end) {}
