package org.chartproof.coding.candidate;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.chartproof.coding.mention.Mention;
import org.chartproof.coding.sentence.Sentence;
import org.chartproof.coding.token.Token;
import org.chartproof.coding.token.Tokenizer;

/** The words around a mention that settle the axes of its code. */
final class Surroundings {

    /** A side further away belongs to something else. */
    private static final int NEAR = 6;

    private static final Set<String> AFTERWARDS =
            Set.of("aftercare", "follow", "healing", "healed", "subsequent", "postop", "recheck");

    private final List<Token> tokens;
    private final Mention mention;
    private final Set<String> sentenceWords = new HashSet<>();

    Surroundings(Sentence sentence, Mention mention) {
        this.tokens = sentence.tokens();
        this.mention = mention;
        tokens.stream().filter(Token::isWord).forEach(token -> sentenceWords.add(token.form()));
    }

    /** The side that the nearest word of side names. */
    Optional<Side> side() {
        Optional<Side> nearest = Optional.empty();
        int distance = NEAR + 1;
        for (int i = 0; i < tokens.size(); i++) {
            Optional<Side> side = sideOf(tokens.get(i).form());
            int away = i < mention.firstToken() ? mention.firstToken() - i : Math.max(0, i - mention.lastToken());
            if (side.isPresent() && away < distance) {
                nearest = side;
                distance = away;
            }
        }
        return nearest;
    }

    private static Optional<Side> sideOf(String form) {
        return switch (form) {
            case "right", "rt", "r", "od" -> Optional.of(Side.RIGHT);
            case "left", "lt", "l" -> Optional.of(Side.LEFT);
            case "bilateral", "bilaterally", "both", "b" -> Optional.of(Side.BILATERAL);
            default -> Optional.empty();
        };
    }

    /** How official titles name the phase of treatment that the words speak of (Guidelines I.C.19.a). */
    String encounterWords() {
        return sentenceWords.stream().anyMatch(AFTERWARDS::contains) ? "subsequent encounter" : "initial encounter";
    }

    /** How many words of a title stand in the sentence. */
    int wordsIn(String title) {
        int words = 0;
        for (Token token : Tokenizer.tokens(title.toLowerCase(Locale.ROOT))) {
            words += token.isWord() && token.form().length() > 3 && sentenceWords.contains(token.form()) ? 1 : 0;
        }
        return Math.min(words, 3);
    }
}
