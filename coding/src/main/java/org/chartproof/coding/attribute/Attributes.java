package org.chartproof.coding.attribute;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chartproof.coding.token.Token;
import org.chartproof.coding.token.Tokenizer;

/**
 * What a note says about the axes of a mention's code.
 *
 * @param nearSide the side named in the mention or close to it
 * @param sideOfPart the side of each part of the body that the note names with one side only, by the part's normal form
 * @param phase of treatment
 * @param trimester of pregnancy
 * @param beganInHospital whether the sentence says that it arose during the stay
 * @param words the words of the mention's sentence, in normal form
 */
public record Attributes(
        Optional<Side> nearSide,
        Map<String, Side> sideOfPart,
        Phase phase,
        Optional<Trimester> trimester,
        boolean beganInHospital,
        Set<String> words) {

    private static final int SHORTEST_TELLING_WORD = 4;
    private static final int MOST_WORDS_COUNTED = 3;

    public Attributes {
        sideOfPart = Map.copyOf(sideOfPart);
        words = Set.copyOf(words);
    }

    /**
     * The side of the condition that a title stands for: the one close to the mention, else the one that the note gives to the same
     * part of the body elsewhere.
     */
    public Optional<Side> side(String title) {
        if (nearSide.isPresent()) {
            return nearSide;
        }
        return Tokenizer.tokens(title).stream()
                .filter(token -> sideOfPart.containsKey(token.form()))
                .map(token -> sideOfPart.get(token.form()))
                .findFirst();
    }

    /** How many words of a title stand in the mention's sentence; at most three count. */
    public int wordsIn(String title) {
        int count = 0;
        for (Token token : Tokenizer.tokens(title)) {
            boolean telling = token.isWord() && token.form().length() >= SHORTEST_TELLING_WORD;
            count += telling && words.contains(token.form()) ? 1 : 0;
        }
        return Math.min(count, MOST_WORDS_COUNTED);
    }
}
