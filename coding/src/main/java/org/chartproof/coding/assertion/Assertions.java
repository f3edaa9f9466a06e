package org.chartproof.coding.assertion;

import java.util.List;
import org.chartproof.coding.sentence.Sentence;

/**
 * Decides what a sentence says of a stretch of its tokens, after the ConText algorithm (Harkema et al. 2009): a cue reaches to the
 * end of its sentence or to the next word that ends its scope, forward or backward; of those that reach, the strongest counts.
 */
public final class Assertions {

    private final Cues cues = new Cues();

    /** Reads a sentence once, for all that is mentioned in it. */
    public SentenceAssertions in(Sentence sentence) {
        return in(sentence, 0);
    }

    /**
     * Reads a sentence once, for all that is mentioned in it.
     *
     * @param year of service: what is dated before it is past; 0 where it is not known
     */
    public SentenceAssertions in(Sentence sentence, int year) {
        return new SentenceAssertions(cues, sentence, year);
    }

    /**
     * What is said of the tokens {@code first..last} of a sentence: the strongest of {@link #all}.
     *
     * @param lasting whether the condition is one that does not go away: in a past history it is still there
     */
    public Assertion of(Sentence sentence, int first, int last, boolean lasting) {
        return in(sentence).of(first, last, lasting);
    }

    /**
     * Everything that is said of the tokens {@code first..last} of a sentence, strongest first: in "no history of X" it is negated and
     * it is historical.
     *
     * @param lasting whether the condition is one that does not go away: in a past history it is still there
     * @return at least one; {@link Assertion.Affirmed} alone where neither words nor section say anything
     */
    public List<Assertion> all(Sentence sentence, int first, int last, boolean lasting) {
        return in(sentence).all(first, last, lasting);
    }
}
