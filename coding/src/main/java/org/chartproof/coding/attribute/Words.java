package org.chartproof.coding.attribute;

import java.util.HashSet;
import java.util.Set;
import org.chartproof.coding.sentence.Sentence;
import org.chartproof.coding.token.Token;

/** The words of a sentence in normal form; gathered when first asked for, since few codes ask. Used by one thread. */
final class Words {

    private final Sentence sentence;
    private final Set<String> words = new HashSet<>();

    Words(Sentence sentence) {
        this.sentence = sentence;
    }

    /** Whether the sentence has a word. */
    boolean has(String form) {
        if (words.isEmpty()) {
            for (Token token : sentence.tokens()) {
                if (token.isWord()) {
                    words.add(token.form());
                }
            }
        }
        return words.contains(form);
    }
}
