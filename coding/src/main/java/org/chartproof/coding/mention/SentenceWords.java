package org.chartproof.coding.mention;

import java.util.List;
import org.chartproof.coding.sentence.Sentence;
import org.chartproof.coding.token.Token;

/** The words of one sentence as the index of terms knows them. */
final class SentenceWords {

    private final List<Token> tokens;
    private final Word[] words;
    private final TermIndex index;

    SentenceWords(Sentence sentence, TermIndex index) {
        this.index = index;
        tokens = sentence.tokens();
        words = new Word[tokens.size()];
        for (int i = 0; i < words.length; i++) {
            Token token = tokens.get(i);
            words[i] = token.isWord() ? index.word(token.form()) : mark(token);
        }
    }

    private static final Word HYPHEN = Word.unknown(WordClass.HYPHEN);
    private static final Word JOINS = Word.unknown(WordClass.JOINS);
    private static final Word COMMA = Word.unknown(WordClass.COMMA);
    private static final Word PARENTHESIS = Word.unknown(WordClass.PARENTHESIS);
    private static final Word BREAK = Word.unknown(WordClass.BREAK);

    private static Word mark(Token token) {
        return switch (token.form()) {
            case "/", "&" -> JOINS;
            case "," -> COMMA;
            case "(", ")" -> PARENTHESIS;
            default -> token.kind() == Token.Kind.JOINER ? HYPHEN : BREAK;
        };
    }

    int size() {
        return words.length;
    }

    Token token(int at) {
        return tokens.get(at);
    }

    Word word(int at) {
        return words[at];
    }

    /** Whether a word ends as adjectives do. */
    boolean isAdjective(int at) {
        return tokens.get(at).isWord()
                && index.looksLikeAdjective(tokens.get(at).form());
    }

    WordClass wordClass(int at) {
        return words[at].wordClass();
    }
}
