package org.chartproof.coding.token;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.chartproof.coding.token.Token.Kind;

/** Splits text into tokens. */
public final class Tokenizer {

    private static final String JOINERS = "-/'\u2019\u2010\u2011";

    /** Signs that clinicians use as words; the boxes of a checklist are among them. */
    private static final List<String> SIGNS =
            List.of("(-)", "(+)", "-ve", "+ve", "[ ]", "[]", "[x]", "( )", "(x)", "\u2610", "\u2611", "\u2612");

    private Tokenizer() {}

    /** The tokens of a text, in order. */
    public static List<Token> tokens(String text) {
        List<Token> tokens = new ArrayList<>(text.length() / 5 + 8);
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\n') {
                tokens.add(new Token(at, at + 1, "\n", Kind.LINE_END, false));
                at++;
            } else if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                at++;
            } else if (Character.isLetterOrDigit(c)) {
                int end = wordEnd(text, at);
                tokens.add(word(text, at, end));
                at = end;
            } else if (signLength(text, at) > 0) {
                int end = at + signLength(text, at);
                tokens.add(new Token(at, end, text.substring(at, end).toLowerCase(Locale.ROOT), Kind.WORD, false));
                at = end;
            } else {
                Kind kind = JOINERS.indexOf(c) >= 0 ? Kind.JOINER : Kind.MARK;
                tokens.add(new Token(at, at + 1, String.valueOf(c), kind, false));
                at++;
            }
        }
        return tokens;
    }

    /** Signs that clinicians use as words: "(-) fever", "+ve", "+cough". */
    private static int signLength(String text, int at) {
        for (String sign : SIGNS) {
            if (text.regionMatches(true, at, sign, 0, sign.length()) && !wordAround(text, at, at + sign.length())) {
                return sign.length();
            }
        }
        boolean alone = at + 1 == text.length();
        boolean plus = text.charAt(at) == '+'
                && (alone || Character.isLetter(text.charAt(at + 1)))
                && (at == 0 || Character.isWhitespace(text.charAt(at - 1)));
        return plus ? 1 : 0;
    }

    private static boolean wordAround(String text, int begin, int end) {
        boolean before = begin > 0 && Character.isLetterOrDigit(text.charAt(begin - 1));
        boolean within = Character.isLetter(text.charAt(end - 1))
                && end < text.length()
                && Character.isLetterOrDigit(text.charAt(end));
        return before || within;
    }

    /** Letters and digits; a decimal point or a possessive belongs to its word. */
    private static int wordEnd(String text, int begin) {
        int end = begin;
        while (end < text.length()) {
            char c = text.charAt(end);
            boolean decimalPoint = c == '.'
                    && end + 1 < text.length()
                    && Character.isDigit(text.charAt(end + 1))
                    && Character.isDigit(text.charAt(end - 1));
            if (!Character.isLetterOrDigit(c) && !decimalPoint) {
                break;
            }
            end++;
        }
        return end;
    }

    private static Token word(String text, int begin, int end) {
        String printed = text.substring(begin, end);
        boolean capitals = end - begin > 1;
        for (int i = 0; i < printed.length() && capitals; i++) {
            capitals = !Character.isLowerCase(printed.charAt(i));
        }
        return new Token(begin, end, WordForm.of(printed), Kind.WORD, capitals);
    }
}
