package org.chartproof.coding.mention;

import java.util.List;
import org.chartproof.coding.mention.Word.Reading;
import org.chartproof.coding.sentence.Sentence;
import org.chartproof.coding.token.NoteWords;
import org.chartproof.coding.token.Token;

/** The words of one sentence as the index of terms knows them. */
final class SentenceWords {

    private static final int SHORT_ABBREVIATION = 3;

    private final List<Token> tokens;
    private final Word[] words;
    private final WordClass[] classes;
    private final Reading[][] others;
    private final TermIndex index;

    /**
     * @param noteWords the words of the whole note in normal form, for words that mean several things
     */
    SentenceWords(Sentence sentence, TermIndex index, NoteWords noteWords) {
        this.index = index;
        tokens = sentence.tokens();
        words = new Word[tokens.size()];
        classes = new WordClass[words.length];
        others = new Reading[words.length][];
        for (int i = 0; i < words.length; i++) {
            Token token = tokens.get(i);
            words[i] = token.isWord() ? isUnit(i) ? UNIT : index.word(token.form()) : markAt(i);
            classes[i] = words[i].wordClass();
            others[i] = allowed(words[i].others(), token, noteWords);
        }
    }

    /** The readings that hold for a word as it is written, in this note. */
    private static Reading[] allowed(Reading[] readings, Token token, NoteWords noteWords) {
        int count = 0;
        for (Reading reading : readings) {
            count += isAllowed(reading, token, noteWords) ? 1 : 0;
        }
        if (count == readings.length) {
            return readings;
        }
        Reading[] allowed = new Reading[count];
        for (int i = readings.length - 1; count > 0; i--) {
            if (isAllowed(readings[i], token, noteWords)) {
                allowed[--count] = readings[i];
            }
        }
        return allowed;
    }

    private static boolean isAllowed(Reading reading, Token token, NoteWords noteWords) {
        if (reading.of().length == 0) {
            return true;
        }
        for (TermEntry abbreviation : reading.of()) {
            boolean written =
                    token.capitals() || abbreviation.isPlain() && token.end() - token.begin() > SHORT_ABBREVIATION - 1;
            if (written && abbreviation.fits(noteWords)) {
                return true;
            }
        }
        return false;
    }

    private static final Word UNIT = Word.unknown(WordClass.OTHER);
    private static final Word HYPHEN = Word.unknown(WordClass.HYPHEN);
    private static final Word JOINS = Word.unknown(WordClass.JOINS);
    private static final Word COMMA = Word.unknown(WordClass.COMMA);
    private static final Word PARENTHESIS = Word.unknown(WordClass.PARENTHESIS);
    private static final Word BREAK = Word.unknown(WordClass.BREAK);

    /** The stop of a name that is shortened to its first letter: "E. coli", "H. pylori". */
    private boolean isOfInitial(int at) {
        if (at == 0 || !tokens.get(at).form().equals(".")) {
            return false;
        }
        Token before = tokens.get(at - 1);
        return before.end() - before.begin() == 1
                && before.end() == tokens.get(at).begin()
                && Character.isLetter(before.form().charAt(0));
    }

    /** "Furosemide 40 mg and low salt": milligrams; "Na 133, Mg 1.1" is the magnesium. */
    private boolean isUnit(int at) {
        if (at == 0 || !tokens.get(at).form().equals("mg")) {
            return false;
        }
        boolean counted = Character.isDigit(tokens.get(at - 1).form().charAt(0));
        boolean measured = at + 1 < tokens.size()
                && Character.isDigit(tokens.get(at + 1).form().charAt(0));
        return counted && !measured;
    }

    private Word markAt(int at) {
        return isOfInitial(at) ? HYPHEN : isInversion(at) ? COMMA : mark(tokens.get(at));
    }

    /**
     * "Depression: major, first episode, moderate": the condition and behind the colon its kind, as the Index has its terms. What
     * follows "pregnancy:" is the story of it.
     */
    private boolean isInversion(int at) {
        return at > 0
                && at + 1 < tokens.size()
                && tokens.get(at).form().equals(":")
                && words[at - 1].wordClass() == WordClass.HEAD
                && !tokens.get(at - 1).form().equals("pregnancy")
                && tokens.get(at).end() < tokens.get(at + 1).begin();
    }

    private static Word mark(Token token) {
        return switch (token.form()) {
            case "/", "&", "+" -> JOINS;
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

    /** What else a word can be read as here. */
    Reading[] others(int at) {
        return others[at];
    }

    /** Whether a word ends as adjectives do. */
    boolean isAdjective(int at) {
        return tokens.get(at).isWord()
                && index.looksLikeAdjective(tokens.get(at).form());
    }

    WordClass wordClass(int at) {
        return classes[at];
    }

    /** The first token at a place or behind it that ends what can belong together; the sentence's size if there is none. */
    int nextBreak(int at) {
        int next = at;
        while (next < classes.length && classes[next] != WordClass.BREAK) {
            next++;
        }
        return next;
    }
}
