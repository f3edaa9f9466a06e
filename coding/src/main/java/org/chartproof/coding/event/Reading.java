package org.chartproof.coding.event;

import java.util.List;
import java.util.OptionalInt;
import org.chartproof.coding.Note;
import org.chartproof.coding.candidate.Candidate;
import org.chartproof.coding.sentence.Sentence;
import org.chartproof.coding.token.NoteWords;

/**
 * A note with its sentences.
 *
 * @param sentences all of them, in order
 * @param words of the whole note, for names that mean several things
 */
public record Reading(Note note, List<Sentence> sentences, NoteWords words) {
    public Reading {
        sentences = List.copyOf(sentences);
    }

    /** The number of the sentence that holds the first words of a candidate; empty if none does. */
    OptionalInt sentenceOf(Candidate candidate) {
        int low = 0;
        int high = sentences.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            boolean behind = sentences.get(middle).tokens().get(0).begin()
                    > candidate.evidence().begin();
            low = behind ? low : middle;
            high = behind ? middle - 1 : high;
        }
        return high >= 0 && Places.contains(sentences.get(low), candidate) ? OptionalInt.of(low) : OptionalInt.empty();
    }
}
