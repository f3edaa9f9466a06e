package org.chartproof.coding.assertion;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.chartproof.coding.assertion.Assertion.Cue;
import org.chartproof.coding.assertion.Cues.Direction;
import org.chartproof.coding.assertion.Cues.Found;
import org.chartproof.coding.section.SectionKind;
import org.chartproof.coding.section.SectionKind.Weight;
import org.chartproof.coding.sentence.Sentence;
import org.chartproof.coding.token.Token;

/** A sentence whose cues have been found: says of each of its mentions what they say. */
public final class SentenceAssertions {

    /** How far a cue reaches at most, in tokens: lists of symptoms are long. */
    private static final int REACH = 40;

    private static final int BACKWARD_REACH = 10;

    private static final Set<String> SIZES = Set.of("mm", "cm", "mcm", "ml", "cc");

    private static final List<Assertion> AFFIRMED = List.of(new Assertion.Affirmed());

    private final Cues cues;
    private final Sentence sentence;
    private final List<Token> tokens;
    private final List<Found> found;
    private final Marks marks;

    /** The token behind which stands what the patient is to call or come back for. */
    private final int returnsFrom;

    SentenceAssertions(Cues cues, Sentence sentence, int year) {
        this.cues = cues;
        this.sentence = sentence;
        this.tokens = sentence.tokens();
        this.found = found(cues, sentence);
        this.marks = new Marks(tokens, year);
        this.returnsFrom = ReturnPrecautions.from(tokens);
    }

    /** A review of systems that begins with a denial denies its whole list: "ROS: neg fever, cough, rash". */
    private static List<Found> found(Cues cues, Sentence sentence) {
        List<Found> found = cues.of(sentence.tokens());
        String head = sentence.tokens().get(0).form();
        boolean denies = sentence.section().kind() == SectionKind.REVIEW_OF_SYSTEMS
                && (head.equals("neg") || head.equals("negative"));
        if (!denies) {
            return found;
        }
        List<Found> all = new ArrayList<>(found);
        all.add(new Found(CueKind.NEGATED, Direction.FORWARD, 0, 0));
        return all;
    }

    /**
     * What is said of the tokens {@code first..last}: the strongest of {@link #all}.
     *
     * @param lasting whether the condition is one that does not go away: in a past history it is still there
     */
    public Assertion of(int first, int last, boolean lasting) {
        List<Assertion> said = all(first, last, lasting);
        // "FH: no melanoma": a relative does not have it either.
        boolean ofRelative = said.get(0) instanceof Assertion.Family;
        for (Assertion assertion : said) {
            if (ofRelative && assertion instanceof Assertion.Negated) {
                return assertion;
            }
        }
        return said.get(0);
    }

    /**
     * Everything that is said of the tokens {@code first..last}, strongest first: in "no history of X" it is negated and it is
     * historical.
     *
     * @param lasting whether the condition is one that does not go away: in a past history it is still there
     * @return at least one; {@link Assertion.Affirmed} alone where neither words nor section say anything
     */
    public List<Assertion> all(int first, int last, boolean lasting) {
        SectionKind kind = sentence.section().kind();
        if (found.isEmpty()
                && marks.none()
                && !kind.tellsThePast()
                && kind.weight() != Weight.FAMILY
                && !isMinus(last + 1)
                && !isReturn(first)) {
            return AFFIRMED;
        }
        List<Found> around = around(first, last);
        List<Found> reaching = new ArrayList<>(2);
        for (Found cue : around) {
            if (cue.kind().says()
                    && !(lasting && cue.kind() == CueKind.HISTORICAL)
                    && !isCompanion(cue, around)
                    && reaches(cue, first, last, around)) {
                reaching.add(cue);
            }
        }
        if (isReturn(first)) {
            reaching.add(new Found(CueKind.HYPOTHETICAL, Direction.FORWARD, 0, 0));
        }
        boolean minus = isMinus(last + 1);
        reaching.sort(Comparator.comparing(Found::kind));
        List<Assertion> said = new ArrayList<>(2);
        for (Found cue : reaching) {
            said.add(cue.kind().assertion(words(cue)));
        }
        if (minus) {
            Token mark = tokens.get(last + 1);
            said.add(0, new Assertion.Negated(new Cue(mark.begin(), mark.end())));
        }
        marks.question(first, last).ifPresent(said::add);
        marks.warning(last).ifPresent(said::add);
        if (said.isEmpty()) {
            marks.operation(last).ifPresent(said::add);
        }
        if (!lasting && said.isEmpty()) {
            marks.year(last).ifPresent(said::add);
        }
        bySection(kind, lasting, said);
        return said.isEmpty() ? AFFIRMED : said;
    }

    /** Whether the sentence before a mention says what to return or to call for. */
    private boolean isReturn(int mention) {
        return mention > returnsFrom;
    }

    /** "Flu/COVID -.": a minus apart from the word before it, and no word behind. */
    private boolean isMinus(int at) {
        if (at < 1 || at >= tokens.size() || !tokens.get(at).form().equals("-")) {
            return false;
        }
        boolean apart = tokens.get(at).begin() > tokens.get(at - 1).end();
        // "Amoxicillin -> hives" is an arrow.
        return apart
                && (at + 1 >= tokens.size()
                        || tokens.get(at + 1).kind() == Token.Kind.LINE_END
                        || ".,;)".contains(tokens.get(at + 1).form()));
    }

    /** "Brought by brother", "lives with her sister": the person is there and has nothing. */
    private static boolean isCompanion(Found cue, List<Found> around) {
        if (cue.kind() != CueKind.FAMILY && cue.kind() != CueKind.OTHER_PERSON) {
            return false;
        }
        for (Found other : around) {
            int apart = cue.first() - other.last();
            if (other.kind() == CueKind.COMPANION && apart > 0 && apart <= 2) {
                return true;
            }
        }
        return false;
    }

    /** The sentence's cues, found again only if one of them has words of the mention. */
    private List<Found> around(int first, int last) {
        for (Found cue : found) {
            if (cue.first() <= last && cue.last() >= first) {
                return cues.around(tokens, first, last);
            }
        }
        return found;
    }

    private Cue words(Found cue) {
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

    private boolean reaches(Found cue, int first, int last, List<Found> around) {
        return switch (cue.direction()) {
            case FORWARD ->
                cue.last() < first
                        && first - cue.last() <= REACH
                        && open(cue, cue.last(), first, around)
                        && !(cue.kind() == CueKind.NEGATED && isMeasured(cue.last(), first, last));
            case BACKWARD ->
                cue.first() > last && cue.first() - last <= BACKWARD_REACH && open(cue, last, cue.first(), around);
            case NEXT -> cue.last() < first && noWordBetween(cue.last(), first);
            // "Stroke rule out", but not the cough of "cough rule out pneumonia".
            case BEHIND ->
                cue.first() > last
                        && noWordBetween(last, cue.first())
                        && (cue.kind() != CueKind.POSSIBLE || endsClause(cue));
            case ANSWER -> answers(cue, last);
        };
    }

    /** "Fever: no"; "CKD, no." and "DM no." where nothing follows that the answer could be of. */
    private boolean answers(Found cue, int last) {
        boolean apart = cue.first() == last + 2;
        if (apart && isMark(tokens.get(last + 1), ":")) {
            return true;
        }
        boolean beside = cue.first() == last + 1
                || apart
                        && (isMark(tokens.get(last + 1), ",")
                                || isMark(tokens.get(last + 1), "?")
                                || tokens.get(last + 1).form().equals("-"));
        boolean ends =
                cue.last() + 1 >= tokens.size() || !tokens.get(cue.last() + 1).isWord();
        return beside && ends && (cue.kind() == CueKind.NEGATED || cue.kind() == CueKind.POSSIBLE);
    }

    /**
     * Whether a comma parts a mention from a denial and a measure says that it is there: "neg for PE, 5 mm nodule", "no urine x 14h,
     * nocturia x5".
     */
    private boolean isMeasured(int cue, int first, int last) {
        int comma = -1;
        for (int i = first - 1; i > cue && comma < 0; i--) {
            comma = isMark(tokens.get(i), ",") ? i : comma;
        }
        if (comma < 0) {
            return false;
        }
        boolean sized = comma + 2 < first
                && Character.isDigit(tokens.get(comma + 1).form().charAt(0))
                && SIZES.contains(tokens.get(comma + 2).form());
        String next = last + 1 < tokens.size() ? tokens.get(last + 1).form() : "";
        boolean counted = next.length() > 1 && next.charAt(0) == 'x' && Character.isDigit(next.charAt(1));
        return sized || counted;
    }

    private boolean noWordBetween(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            if (tokens.get(i).kind() != Token.Kind.JOINER) {
                return false;
            }
        }
        return true;
    }

    /** Whether nothing between ends the scope. */
    private boolean open(Found cue, int from, int to, List<Found> around) {
        for (Found other : around) {
            if (other.first() > from && other.last() < to && cue.kind().endsAt(other.kind())) {
                return false;
            }
        }
        boolean back = cue.direction() == Direction.BACKWARD;
        for (int i = from + 1; i < to; i++) {
            if (marks.isArrow(i)
                    || back && i + 1 < to && marks.isDash(i)
                    || cue.kind() == CueKind.NEGATED && !back && i > from + 1 && marks.endsDenial(i, to)) {
                return false;
            }
            boolean besideCue = back ? i + 1 == to && endsClause(cue) : i == from + 1;
            if (endsScope(tokens.get(i), cue, besideCue)) {
                return false;
            }
        }
        return true;
    }

    /** Whether nothing is said behind a cue that it could belong to: "headache, resolved." */
    private boolean endsClause(Found cue) {
        return cue.last() + 1 >= tokens.size() || !tokens.get(cue.last() + 1).isWord();
    }

    /**
     * A colon, unless it follows the cue ("denies: ...") or introduces a condition's list; a comma, for what looks back at one thing,
     * unless it stands right before the cue ("headache, resolved").
     */
    private boolean endsScope(Token token, Found cue, boolean besideCue) {
        if (isMark(token, ":")) {
            boolean introduces = cue.kind() == CueKind.HYPOTHETICAL || cue.kind() == CueKind.FAMILY;
            return !(cue.direction() == Direction.FORWARD && (besideCue || introduces));
        }
        boolean looksBack = cue.direction() == Direction.BACKWARD && cue.kind() != CueKind.HISTORICAL;
        return isMark(token, ",") && looksBack && !besideCue && !plural(tokens.get(cue.first()));
    }

    /** "X, Y and Z were ruled out". */
    private static boolean plural(Token verb) {
        return verb.form().equals("were")
                || verb.form().equals("are")
                || verb.form().equals("both")
                || verb.form().equals("all")
                || verb.form().equals("have");
    }

    private static boolean isMark(Token token, String mark) {
        return token.kind() == Token.Kind.MARK && token.form().equals(mark);
    }
}
