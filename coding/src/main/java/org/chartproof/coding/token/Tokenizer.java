package org.chartproof.coding.token;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chartproof.coding.token.Token.Kind;

/** Splits text into tokens. */
public final class Tokenizer {

    private static final String JOINERS = "-/'\u2019\u2010\u2011";

    /** Signs that clinicians use as words; the boxes of a checklist are among them. */
    private static final List<String> SIGNS =
            List.of("(-)", "(+)", "-ve", "+ve", "[ ]", "[]", "[x]", "( )", "(x)", "\u2610", "\u2611", "\u2612");

    private static final String SIGN_BEGINS =
            SIGNS.stream().map(sign -> sign.substring(0, 1)).distinct().collect(Collectors.joining());

    /** The usual marks, each as text. */
    private static final String[] MARKS = IntStream.range(0, 128)
            .mapToObj(c -> Character.toString(c).intern())
            .toArray(String[]::new);

    /** How clinicians shorten a word with a slash, the longer before those that begin them. */
    private static final List<Shorthand> SHORTHANDS = List.of(
            new Shorthand("w/o", "without"),
            new Shorthand("w/out", "without"),
            new Shorthand("w/", "with"),
            new Shorthand("b/l", "bilateral"),
            new Shorthand("d/t", "due"),
            new Shorthand("r/o", "r/o"),
            new Shorthand("d/o", "disorder"),
            new Shorthand("2/2", "due"));

    private record Shorthand(String printed, String form) {}

    private Tokenizer() {}

    /** The tokens of a phrase, in order. */
    public static List<Token> tokens(String text) {
        return tokens(text, (printed, begin, end) -> KnownWords.read(printed.substring(begin, end)));
    }

    /** The tokens of a note, in order, with what is known of words from other notes. */
    public static List<Token> tokens(String text, KnownWords known) {
        return tokens(text, known::at);
    }

    /** What the letters between two places of a text are. */
    private interface Words {
        KnownWords.Entry at(String text, int begin, int end);
    }

    private static List<Token> tokens(String text, Words words) {
        List<Token> tokens = new ArrayList<>(text.length() / 5 + 8);
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\n') {
                tokens.add(new Token(at, at + 1, "\n", Kind.LINE_END, false));
                at++;
            } else if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                at++;
            } else if (at + 2 <= text.length() && isShorthand(text, at)) {
                at = addShorthand(text, at, tokens);
            } else if (Character.isLetterOrDigit(c)) {
                int end = wordEnd(text, at);
                KnownWords.Entry word = words.at(text, at, end);
                tokens.add(new Token(at, end, word.form(), Kind.WORD, word.capitals()));
                at = end;
            } else {
                at = addMark(text, at, tokens);
            }
        }
        return tokens;
    }

    private static int addMark(String text, int at, List<Token> tokens) {
        int sign = signLength(text, at);
        if (sign > 0) {
            String form = text.substring(at, at + sign).toLowerCase(Locale.ROOT);
            tokens.add(new Token(at, at + sign, form, Kind.WORD, false));
            return at + sign;
        }
        char c = text.charAt(at);
        Kind kind = JOINERS.indexOf(c) >= 0 || isGenusStop(text, at) ? Kind.JOINER : Kind.MARK;
        tokens.add(new Token(at, at + 1, c < MARKS.length ? MARKS[c] : String.valueOf(c), kind, false));
        return at + 1;
    }

    /** "E. coli", "C. difficile": the stop of a shortened genus ends no phrase and no sentence. */
    private static boolean isGenusStop(String text, int at) {
        return text.charAt(at) == '.'
                && at >= 1
                && at + 3 < text.length()
                && Character.isUpperCase(text.charAt(at - 1))
                && (at == 1 || !Character.isLetterOrDigit(text.charAt(at - 2)) && text.charAt(at - 2) != '.')
                && text.charAt(at + 1) == ' '
                && Character.isLowerCase(text.charAt(at + 2))
                && Character.isLetter(text.charAt(at + 3));
    }

    private static boolean isShorthand(String text, int at) {
        return at + 1 < text.length()
                && text.charAt(at + 1) == '/'
                && (at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1)) && text.charAt(at - 1) != '/')
                && shorthand(text, at).isPresent();
    }

    private static int addShorthand(String text, int at, List<Token> tokens) {
        Shorthand found = shorthand(text, at).orElseThrow();
        int end = at + found.printed().length();
        tokens.add(new Token(at, end, found.form(), Kind.WORD, false));
        return end;
    }

    private static Optional<Shorthand> shorthand(String text, int at) {
        for (Shorthand one : SHORTHANDS) {
            int end = at + one.printed().length();
            boolean printed =
                    text.regionMatches(true, at, one.printed(), 0, one.printed().length());
            if (printed && endsThere(text, end, one)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    /** "w/" may touch the next word, "w/fever"; "2/2" is a date or a grade unless a word follows. */
    private static boolean endsThere(String text, int end, Shorthand one) {
        char next = end < text.length() ? text.charAt(end) : ' ';
        if (Character.isDigit(one.printed().charAt(0))) {
            return next == ' ' && end + 1 < text.length() && Character.isLetter(text.charAt(end + 1));
        }
        return one.printed().endsWith("/") ? next != '/' : !Character.isLetterOrDigit(next) && next != '/';
    }

    /** Signs that clinicians use as words: "(-) fever", "+ve", "+cough". */
    private static int signLength(String text, int at) {
        if (SIGN_BEGINS.indexOf(text.charAt(at)) < 0) {
            return 0;
        }
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
}
