package org.chartproof.coding.assertion;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.chartproof.coding.assertion.Assertion.Cue;
import org.chartproof.coding.assertion.Cues.Direction;
import org.chartproof.coding.assertion.Cues.Found;
import org.chartproof.coding.section.SectionKind;
import org.chartproof.coding.section.SectionKind.Weight;
import org.chartproof.coding.sentence.Sentence;
import org.chartproof.coding.token.Token;

/**
 * Decides what a sentence says of a stretch of its tokens, after the ConText algorithm (Harkema et al. 2009): a cue reaches to the
 * end of its sentence or to the next word that ends its scope, forward or backward; of those that reach, the strongest counts.
 */
public final class Assertions {

    /** How far a cue reaches at most, in tokens: lists of symptoms are long. */
    private static final int REACH = 40;

    private static final int BACKWARD_REACH = 10;

    private final Cues cues = new Cues();

    /**
     * What is said of the tokens {@code first..last} of a sentence: the strongest of {@link #all}.
     *
     * @param lasting whether the condition is one that does not go away: in a past history it is still there
     */
    public Assertion of(Sentence sentence, int first, int last, boolean lasting) {
        return all(sentence, first, last, lasting).get(0);
    }

    /**
     * Everything that is said of the tokens {@code first..last} of a sentence, strongest first: in "no history of X" it is negated and
     * it is historical.
     *
     * @param lasting whether the condition is one that does not go away: in a past history it is still there
     * @return at least one; {@link Assertion.Affirmed} alone where neither words nor section say anything
     */
    public List<Assertion> all(Sentence sentence, int first, int last, boolean lasting) {
        List<Token> tokens = sentence.tokens();
        List<Found> around = cues.around(tokens, first, last);
        List<Assertion> said = new ArrayList<>();
        around.stream()
                .filter(cue -> cue.kind().says())
                .filter(cue -> !(lasting && cue.kind() == CueKind.HISTORICAL))
                .filter(cue -> reaches(cue, first, last, tokens, around))
                .sorted(Comparator.comparing(Found::kind))
                .map(cue -> cue.kind().assertion(words(cue, tokens)))
                .forEach(said::add);
        bySection(sentence.section().kind(), lasting, said);
        if (said.isEmpty()) {
            said.add(new Assertion.Affirmed());
        }
        return said;
    }

    private static Cue words(Found cue, List<Token> tokens) {
        return new Cue(tokens.get(cue.first()).begin(), tokens.get(cue.last()).end());
    }

    private static void bySection(SectionKind kind, boolean lasting, List<Assertion> said) {
        if (kind.weight() == Weight.FAMILY) {
            boolean patient = said.stream().anyMatch(Assertion.Family.class::isInstance);
            if (!patient) {
                said.add(0, new Assertion.Family(Cue.SECTION));
            }
        } else if (kind.tellsThePast() && !lasting) {
            said.add(new Assertion.Historical(Cue.SECTION));
        }
    }

    private static boolean reaches(Found cue, int first, int last, List<Token> tokens, List<Found> around) {
        return switch (cue.direction()) {
            case FORWARD ->
                cue.last() < first && first - cue.last() <= REACH && open(cue, cue.last(), first, tokens, around);
            case BACKWARD ->
                cue.first() > last
                        && cue.first() - last <= BACKWARD_REACH
                        && open(cue, last, cue.first(), tokens, around);
            case NEXT -> cue.last() < first && noWordBetween(tokens, cue.last(), first);
            case ANSWER -> cue.first() == last + 2 && isMark(tokens.get(last + 1), ":");
        };
    }

    private static boolean noWordBetween(List<Token> tokens, int from, int to) {
        return tokens.subList(from + 1, to).stream().allMatch(token -> token.kind() == Token.Kind.JOINER);
    }

    /** Whether nothing between ends the scope. */
    private static boolean open(Found cue, int from, int to, List<Token> tokens, List<Found> around) {
        for (Found other : around) {
            if (other.first() > from && other.last() < to && cue.kind().endsAt(other.kind())) {
                return false;
            }
        }
        for (int i = from + 1; i < to; i++) {
            if (endsScope(tokens.get(i), cue, i == from + 1, tokens)) {
                return false;
            }
        }
        return true;
    }

    /** A colon, unless it follows the cue ("denies: ...") or introduces a condition's list; a comma, for what looks back at one thing. */
    private static boolean endsScope(Token token, Found cue, boolean besideCue, List<Token> tokens) {
        if (isMark(token, ":")) {
            boolean introduces = cue.kind() == CueKind.HYPOTHETICAL || cue.kind() == CueKind.FAMILY;
            return !(cue.direction() == Direction.FORWARD && (besideCue || introduces));
        }
        boolean looksBack = cue.direction() == Direction.BACKWARD && cue.kind() != CueKind.HISTORICAL;
        return isMark(token, ",") && looksBack && !plural(tokens.get(cue.first()));
    }

    /** "X, Y and Z were ruled out". */
    private static boolean plural(Token verb) {
        return verb.form().equals("were")
                || verb.form().equals("are")
                || verb.form().equals("have");
    }

    private static boolean isMark(Token token, String mark) {
        return token.kind() == Token.Kind.MARK && token.form().equals(mark);
    }
}
