package org.chartproof.coding.event;

import java.util.List;
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
