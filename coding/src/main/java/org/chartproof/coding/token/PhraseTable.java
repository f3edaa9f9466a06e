package org.chartproof.coding.token;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Phrases and what each says, found by their first words. Unlike a trie of the longest phrase it tells all that stand at a place.
 *
 * @param <V> what a phrase says
 */
public final class PhraseTable<V> {

    private record Phrase<V>(List<String> words, V says) {}

    /**
     * A phrase in a sentence.
     *
     * @param last its last token
     */
    public record Said<V>(V says, int last) {}

    private final Map<String, List<Phrase<V>>> phrases = new HashMap<>();
    private final WordFilter firstWords = new WordFilter();

    /** Adds a phrase of one word or more. */
    public void add(String phrase, V says) {
        List<String> words = Tokenizer.tokens(phrase).stream()
                .filter(Token::isWord)
                .map(Token::form)
                .toList();
        firstWords.add(words.get(0));
        phrases.computeIfAbsent(words.get(0), none -> new ArrayList<>(1)).add(new Phrase<>(words, says));
    }

    /** The phrases that begin at a token, in the order in which they were added; hyphens and slashes between their words do not count. */
    public List<Said<V>> at(List<Token> tokens, int at) {
        String first = tokens.get(at).form();
        List<Phrase<V>> beginning = firstWords.mayHave(first) ? phrases.get(first) : null;
        if (beginning == null) {
            return List.of();
        }
        List<Said<V>> said = new ArrayList<>(1);
        for (Phrase<V> phrase : beginning) {
            int last = last(tokens, at, phrase.words());
            if (last >= at) {
                said.add(new Said<>(phrase.says(), last));
            }
        }
        return said;
    }

    private static int last(List<Token> tokens, int at, List<String> words) {
        int token = at;
        for (String word : words) {
            while (token < tokens.size() && tokens.get(token).kind() == Token.Kind.JOINER) {
                token++;
            }
            if (token >= tokens.size() || !tokens.get(token).form().equals(word)) {
                return -1;
            }
            token++;
        }
        return token - 1;
    }
}
