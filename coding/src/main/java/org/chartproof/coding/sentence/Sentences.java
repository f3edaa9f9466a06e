package org.chartproof.coding.sentence;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.chartproof.coding.section.Section;
import org.chartproof.coding.token.Token;
import org.chartproof.coding.token.Token.Kind;

/**
 * Splits a section into sentences: at full stops, question marks and semicolons, and at line ends, unless the next line goes on in
 * lower case (a line that was only wrapped).
 */
public final class Sentences {

    /** Words whose full stop never ends a sentence: a name follows. */
    private static final Set<String> TITLES = Set.of("dr", "mr", "mrs", "ms", "st", "prof", "vs", "approx");

    /** Words that a full stop follows without ending a sentence, unless a capital follows that: "81 mg. Return in a week". */
    private static final Set<String> ABBREVIATIONS = Set.of(
            "pt", "hx", "dx", "tx", "rx", "fx", "sx", "y", "o", "yo", "e", "g", "i", "p", "b", "d", "t", "q", "h", "s",
            "r", "l", "cc", "mg", "ml", "fig", "dept", "hr", "min", "wk", "mo", "lb", "oz", "temp", "resp");

    private static final Set<String> ANSWERS = Set.of(
            "no",
            "none",
            "n",
            "neg",
            "negative",
            "not",
            "denies",
            "denied",
            "nope",
            "never",
            "unlikely",
            "yes",
            "y",
            "positive",
            "pos",
            "-",
            "\u2013",
            "\u2014");

    /**
     * A sentence of so many tokens ends at its next mark, and at {@link #LONGEST} anywhere: text without full stops (a note that is
     * one line, a table) is read in stretches, since later steps look at each mention's whole sentence.
     */
    private static final int LONG = 200;

    private static final int LONGEST = 300;

    private Sentences() {}

    /** The sentences of a section, given the tokens of the whole note. */
    public static List<Sentence> of(Section section, List<Token> tokens, String text) {
        List<Sentence> sentences = new ArrayList<>();
        List<Token> current = new ArrayList<>();
        for (int i = firstFrom(section.begin(), tokens); i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.begin() >= section.end()) {
                break;
            }
            if (token.end() > section.end()) {
                continue;
            }
            if (token.kind() == Kind.LINE_END) {
                if (!wrapped(tokens, i, text)) {
                    close(sentences, section, current);
                }
                continue;
            }
            current.add(token);
            if (ends(tokens, i, text) || tooLong(current)) {
                close(sentences, section, current);
            }
        }
        close(sentences, section, current);
        return sentences;
    }

    /** The first token that begins at a character or behind it. */
    private static int firstFrom(int begin, List<Token> tokens) {
        int low = 0;
        int high = tokens.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (tokens.get(middle).begin() < begin) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static boolean tooLong(List<Token> current) {
        boolean mark = current.get(current.size() - 1).kind() == Kind.MARK;
        return current.size() >= (mark ? LONG : LONGEST);
    }

    private static void close(List<Sentence> sentences, Section section, List<Token> current) {
        if (!current.isEmpty()) {
            sentences.add(new Sentence(section, current));
            current.clear();
        }
    }

    private static boolean wrapped(List<Token> tokens, int lineEnd, String text) {
        if (lineEnd == 0 || lineEnd + 1 >= tokens.size()) {
            return false;
        }
        Token before = tokens.get(lineEnd - 1);
        Token after = tokens.get(lineEnd + 1);
        boolean goesOn = after.isWord() && Character.isLowerCase(text.charAt(after.begin()));
        boolean open = before.isWord() || before.form().equals(",");
        return goesOn && open && after.begin() - before.end() < 40;
    }

    private static boolean ends(List<Token> tokens, int at, String text) {
        Token token = tokens.get(at);
        if (token.kind() != Kind.MARK) {
            return false;
        }
        if (token.form().equals("?")) {
            return endsQuestion(tokens, at);
        }
        if (token.form().equals("!") || token.form().equals(";")) {
            return true;
        }
        if (!token.form().equals(".") || at == 0) {
            return false;
        }
        Token before = tokens.get(at - 1);
        boolean followedByBlank = token.end() >= text.length() || Character.isWhitespace(text.charAt(token.end()));
        return followedByBlank && !abbreviation(tokens, at, text) && !listNumber(before, text);
    }

    /** "PE?" ends a sentence; "?PE" begins what is asked about, and "asthma? no" has its answer yet to come. */
    private static boolean endsQuestion(List<Token> tokens, int at) {
        boolean alone = at == 0 || tokens.get(at - 1).end() < tokens.get(at).begin();
        boolean answered =
                at + 1 < tokens.size() && ANSWERS.contains(tokens.get(at + 1).form());
        return !alone && !answered;
    }

    private static boolean abbreviation(List<Token> tokens, int at, String text) {
        String before = tokens.get(at - 1).form();
        if (TITLES.contains(before)) {
            return true;
        }
        char next = at + 1 < tokens.size() ? text.charAt(tokens.get(at + 1).begin()) : '\n';
        return before.equals("no")
                ? Character.isDigit(next)
                : ABBREVIATIONS.contains(before) && !Character.isUpperCase(next);
    }

    /** "1. Asthma": the number of a list's item. */
    private static boolean listNumber(Token before, String text) {
        return before.isWord()
                && Character.isDigit(before.form().charAt(0))
                && (before.begin() == 0 || text.charAt(before.begin() - 1) == '\n');
    }
}
