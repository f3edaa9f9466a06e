package org.chartproof.server.batch;

import org.chartproof.coding.EncounterFacts;
import org.chartproof.coding.document.NoteText;

/**
 * A note of a batch.
 *
 * @param id as given, or the file's path below its folder
 * @param facts what is known beside the text
 * @param text what offsets count in: the text as given, or the normalised text of a file
 */
public record BatchNote(String id, EncounterFacts facts, NoteText text) {}
