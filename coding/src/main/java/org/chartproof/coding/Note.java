package org.chartproof.coding;

import org.chartproof.coding.document.NoteText;

/**
 * One note of an encounter.
 *
 * @param id names it in evidence; unique within the encounter
 * @param text its normalised text
 */
public record Note(String id, NoteText text) {}
