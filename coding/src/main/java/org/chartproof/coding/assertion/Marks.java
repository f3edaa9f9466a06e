package org.chartproof.coding.assertion;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chartproof.coding.assertion.Assertion.Cue;
import org.chartproof.coding.attribute.Side;
import org.chartproof.coding.token.Token;
import org.chartproof.coding.token.Token.Kind;
import org.chartproof.coding.token.WordForm;

/**
 * What the signs of a sentence say without a word: a question mark that a condition is asked about ("PE?", "?UTI"), a year behind it
 * when it was there ("DVT 2019"), a dash with blanks and an arrow that another thought begins.
 */
final class Marks {

    private static final int FIRST_YEAR = 1900;

    private static final Set<String> YES = Set.of("yes", "y", "positive", "pos");

    private static final Set<String> CALLS = Set.of("call", "return", "ed", "er", "come", "seek", "911");

    private static final Set<String> OPERATIONS = WordForm.setOf(
            "surgery",
            "repair",
            "repaired",
            "removed",
            "removal",
            "extraction",
            "resection",
            "resected",
            "excision",
            "excised",
            "ablation",
            "ablated",
            "release",
            "releases",
            "fixed",
            "operated",
            "cured",
            "stopped",
            "quit",
            "ended");

    /** How many words of a condition that no term has stand before it: "? early pneumonia". */
    private static final int NEAR = 3;

    private final List<Token> tokens;
    private final int year;
    private final boolean question;
    private final boolean pastYear;

    /** The arrow to a call for help; -1 if there is none. */
    private final int warnedOf;

    /**
     * @param year of service; 0 where it is not known
     */
    Marks(List<Token> tokens, int year) {
        this.tokens = tokens;
        this.year = year;
        boolean asks = false;
        boolean dated = false;
        for (Token token : tokens) {
            asks |= token.kind() == Kind.MARK && token.form().equals("?");
            dated |= isPastYear(token);
        }
        this.question = asks;
        this.pastYear = dated;
        this.warnedOf = warnedOf();
    }

    /** "Fever, swelling -> call": what stands before the arrow may come. */
    Optional<Assertion> warning(int last) {
        return last < warnedOf ? Optional.of(new Assertion.Hypothetical(cue(warnedOf + 1))) : Optional.empty();
    }

    private int warnedOf() {
        for (int at = 1; at + 1 < tokens.size(); at++) {
            if (isArrow(at) && CALLS.contains(tokens.get(at + 1).form())) {
                return at;
            }
        }
        return -1;
    }

    /** Whether the sentence has neither question mark nor past year nor a warning. */
    boolean none() {
        return !question && !pastYear && warnedOf < 0;
    }

    /** What a question mark says of the tokens {@code first..last}: right behind them without an answer, or alone before them. */
    Optional<Assertion> question(int first, int last) {
        if (!question) {
            return Optional.empty();
        }
        int behind = last + 1 < tokens.size() && tokens.get(last + 1).form().equals(")") ? last + 2 : last + 1;
        if (isQuestion(behind)) {
            if (behind + 1 < tokens.size() && isDash(behind + 1)) {
                // "Fibrillation? - one strip irregular, read as ectopy": the question is answered, and not by a yes.
                return Optional.of(new Assertion.Negated(cue(behind)));
            }
            boolean affirmed = behind + 1 < tokens.size()
                    && YES.contains(tokens.get(behind + 1).form());
            return affirmed ? Optional.empty() : Optional.of(uncertain(behind));
        }
        for (int at = first - 1; at >= 0 && at >= first - 1 - NEAR; at--) {
            if (isQuestion(at)) {
                boolean before =
                        at == 0 || tokens.get(at - 1).end() < tokens.get(at).begin();
                return before ? Optional.of(uncertain(at)) : Optional.empty();
            }
            if (!tokens.get(at).isWord()) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** Whether an operation of a past year behind a condition has put an end to it, though it lasts: "cataract surgery 2019". */
    Optional<Assertion> operation(int last) {
        return pastYear
                        && last + 1 < tokens.size()
                        && OPERATIONS.contains(tokens.get(last + 1).form())
                ? year(sidesFrom(last + 1))
                : Optional.empty();
    }

    private int sidesFrom(int at) {
        int end = at;
        while (end + 1 < tokens.size()
                && Side.ofWord(tokens.get(end + 1).form()).isPresent()) {
            end++;
        }
        return end;
    }

    /** What a past year right behind a condition says: "MI 2018", "stroke in 2019", "DVT (2020)", "infarct in May 2024". */
    Optional<Assertion> year(int last) {
        if (!pastYear) {
            return Optional.empty();
        }
        int at = last + 1;
        while (at < tokens.size() && (isSmall(tokens.get(at)) || isMonth(tokens.get(at)))) {
            at++;
        }
        return at < tokens.size() && isPastYear(tokens.get(at))
                ? Optional.of(new Assertion.Historical(cue(at)))
                : Optional.empty();
    }

    /** "->" or an arrow of one sign: what follows came of what stands before. */
    boolean isArrow(int at) {
        Token token = tokens.get(at);
        if (token.kind() != Kind.MARK) {
            return false;
        }
        boolean drawn = token.form().equals(">")
                && at > 0
                && tokens.get(at - 1).form().equals("-")
                && tokens.get(at - 1).end() == token.begin();
        return drawn || token.form().equals("\u2192");
    }

    /** A dash with blanks on both sides. */
    boolean isDash(int at) {
        Token token = tokens.get(at);
        boolean dash = token.form().equals("-")
                || token.form().equals("\u2013")
                || token.form().equals("\u2014");
        return dash
                && at > 0
                && at + 1 < tokens.size()
                && tokens.get(at - 1).end() < token.begin()
                && token.end() < tokens.get(at + 1).begin();
    }

    /**
     * Whether a denial goes no further: a full stop; a comma behind a time ("no urine x 14 h, nocturia"), or before something that was
     * measured or counted ("no embolism, 5 mm nodule").
     */
    boolean endsDenial(int at, int mention) {
        Token token = tokens.get(at);
        if (token.kind() != Kind.MARK) {
            return false;
        }
        if (token.form().equals(".")) {
            boolean initial =
                    at > 0 && tokens.get(at - 1).end() - tokens.get(at - 1).begin() == 1;
            return !initial
                    && at + 1 < tokens.size()
                    && token.end() < tokens.get(at + 1).begin();
        }
        if (!token.form().equals(",")) {
            return false;
        }
        boolean measured = at + 1 < mention
                && startsWithDigit(tokens.get(at + 1))
                && at + 2 < tokens.size()
                && (tokens.get(at + 2).form().equals("mm")
                        || tokens.get(at + 2).form().equals("cm"));
        return measured || isTime(at - 1) || isTime(at - 2);
    }

    /** "x 14h", "x3d", "x 9". */
    private boolean isTime(int at) {
        if (at < 1) {
            return false;
        }
        String form = tokens.get(at).form();
        boolean written = form.length() > 1 && form.charAt(0) == 'x' && Character.isDigit(form.charAt(1));
        return written
                || startsWithDigit(tokens.get(at)) && tokens.get(at - 1).form().equals("x");
    }

    private static boolean startsWithDigit(Token token) {
        return token.isWord() && Character.isDigit(token.form().charAt(0));
    }

    private boolean isQuestion(int at) {
        return at < tokens.size()
                && tokens.get(at).kind() == Kind.MARK
                && tokens.get(at).form().equals("?");
    }

    private Assertion uncertain(int at) {
        return new Assertion.Uncertain(cue(at));
    }

    private Cue cue(int at) {
        return new Cue(tokens.get(at).begin(), tokens.get(at).end());
    }

    private static boolean isSmall(Token token) {
        return token.form().equals("in")
                || token.form().equals("(")
                || token.form().equals("of");
    }

    private static boolean isMonth(Token token) {
        return switch (token.form()) {
            case "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec" -> true;
            case "january", "february", "march", "april", "june", "july", "august" -> true;
            case "september", "october", "november", "december", "spring", "summer", "fall", "winter" -> true;
            default -> false;
        };
    }

    private boolean isPastYear(Token token) {
        if (year == 0 || token.end() - token.begin() != 4 || !token.isWord()) {
            return false;
        }
        int number = 0;
        for (int i = 0; i < token.form().length(); i++) {
            char c = token.form().charAt(i);
            if (c < '0' || c > '9') {
                return false;
            }
            number = number * 10 + c - '0';
        }
        return number >= FIRST_YEAR && number < year;
    }
}
