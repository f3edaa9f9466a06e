package org.chartproof.coding.event;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.chartproof.coding.candidate.Candidate;
import org.chartproof.coding.sentence.Sentence;
import org.chartproof.coding.token.Token;

/** Where candidates stand among sentences. */
final class Places {

    private Places() {}

    /** Whether the first words of a candidate lie in a sentence of its note. */
    static boolean contains(Sentence sentence, Candidate candidate) {
        List<Token> tokens = sentence.tokens();
        return candidate.evidence().begin() >= tokens.get(0).begin()
                && candidate.evidence().end() <= tokens.get(tokens.size() - 1).end();
    }

    /** The sentence that holds the first words of a candidate; empty if none of its note does. */
    static Optional<Sentence> sentenceOf(List<Reading> readings, Candidate candidate) {
        for (Reading reading : readings) {
            if (reading.note().id().equals(candidate.evidence().noteId())) {
                OptionalInt at = reading.sentenceOf(candidate);
                if (at.isPresent()) {
                    return Optional.of(reading.sentences().get(at.getAsInt()));
                }
            }
        }
        return Optional.empty();
    }

    /** The first token that begins at a character or behind it; the number of tokens if none does. */
    static int tokenAt(Sentence sentence, int begin) {
        List<Token> tokens = sentence.tokens();
        int at = 0;
        while (at < tokens.size() && tokens.get(at).begin() < begin) {
            at++;
        }
        return at;
    }
}
