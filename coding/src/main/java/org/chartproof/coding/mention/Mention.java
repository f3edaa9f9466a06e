package org.chartproof.coding.mention;

import java.util.List;
import org.chartproof.terminology.Term;

/**
 * Words of a note that name something a code could stand for.
 *
 * @param spans the stretches of the normalised note text that they take, in order; several where words of another mention stand
 *     between ("ankle and foot fractures")
 * @param firstToken first of its tokens within its sentence
 * @param lastToken last of its tokens within its sentence, inclusive
 * @param term the entry of the Alphabetic Index, Tabular List or lexicon that it matched
 */
public record Mention(List<Span> spans, int firstToken, int lastToken, Term term) {

    /**
     * A stretch of the text.
     *
     * @param begin first character
     * @param end one past the last; {@code begin < end}
     */
    public record Span(int begin, int end) {}

    public Mention {
        spans = List.copyOf(spans);
        if (spans.isEmpty()) {
            throw new IllegalArgumentException("a mention stands somewhere");
        }
    }
}
