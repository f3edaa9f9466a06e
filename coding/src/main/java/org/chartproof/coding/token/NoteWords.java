package org.chartproof.coding.token;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The words of a note in normal form, wherever they stand: what a word means can hang on what else the note speaks of. */
public final class NoteWords {

    private final WordFilter filter = new WordFilter();
    private final Set<String> words;

    /** @param tokens of the whole note */
    public NoteWords(List<Token> tokens) {
        words = new HashSet<>(tokens.size());
        for (Token token : tokens) {
            if (token.isWord()) {
                filter.add(token.form());
                words.add(token.form());
            }
        }
    }

    /** Whether the note has all words of a phrase. */
    public boolean hasAll(List<String> phrase) {
        for (int i = 0; i < phrase.size(); i++) {
            if (!filter.mayHave(phrase.get(i)) || !words.contains(phrase.get(i))) {
                return false;
            }
        }
        return true;
    }
}
