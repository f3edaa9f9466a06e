package org.chartproof.coding.event;

import java.util.List;
import org.chartproof.coding.Note;
import org.chartproof.coding.sentence.Sentence;

/**
 * A note with its sentences.
 *
 * @param sentences all of them, in order
 */
public record Reading(Note note, List<Sentence> sentences) {
    public Reading {
        sentences = List.copyOf(sentences);
    }
}
