package org.chartproof.coding.assertion;

import java.util.List;
import java.util.Optional;
import org.chartproof.coding.assertion.Assertion.Cue;
import org.chartproof.coding.assertion.Cues.Direction;
import org.chartproof.coding.assertion.Cues.Found;
import org.chartproof.coding.section.SectionKind;
import org.chartproof.coding.sentence.Sentence;
import org.chartproof.coding.token.Token;

/**
 * Decides what a sentence says of a stretch of its tokens, after the ConText algorithm: a cue reaches to the end of its sentence or
 * the next word that ends scopes, forward or backward; the strongest that reaches counts.
 */
public final class Assertions {

    /** How far a cue reaches at most, in tokens. */
    private static final int REACH = 30;

    private static final int BACKWARD_REACH = 8;

    private final Cues cues = new Cues();

    /**
     * What is said of the tokens {@code first..last} of a sentence.
     *
     * @param lasting whether the condition is one that does not go away: in a past history it is still there
     */
    public Assertion of(Sentence sentence, int first, int last, boolean lasting) {
        List<Token> tokens = sentence.tokens();
        List<Found> found = cues.find(tokens);
        Optional<Found> strongest = found.stream()
                .filter(cue -> cue.kind().compareTo(CueKind.PSEUDO) < 0)
                .filter(cue -> reaches(cue, first, last, tokens, found))
                .filter(cue -> !(lasting && cue.kind() == CueKind.HISTORICAL))
                .min((one, other) -> one.kind().compareTo(other.kind()));
        return strongest
                .map(cue -> cue.kind()
                        .assertion(new Cue(
                                tokens.get(cue.first()).begin(),
                                tokens.get(cue.last()).end())))
                .orElseGet(() -> bySection(sentence.section().kind(), lasting));
    }

    private static Assertion bySection(SectionKind kind, boolean lasting) {
        return switch (kind.weight()) {
            case FAMILY -> new Assertion.Family(Cue.SECTION);
            case HISTORY -> lasting ? new Assertion.Affirmed() : new Assertion.Historical(Cue.SECTION);
            default -> new Assertion.Affirmed();
        };
    }

    private static boolean reaches(Found cue, int first, int last, List<Token> tokens, List<Found> all) {
        if (cue.direction() == Direction.FORWARD) {
            // "No prior" negates "prior stroke", which begins within it.
            boolean before = cue.first() < first && cue.last() <= last;
            return before && first - cue.last() <= REACH && open(cue, cue.last(), first, tokens, all);
        }
        return cue.first() > last && cue.first() - last <= BACKWARD_REACH && open(cue, last, cue.first(), tokens, all);
    }

    /** Whether nothing between ends the scope: a word that does, a colon, or for a backward cue a comma. */
    private static boolean open(Found cue, int from, int to, List<Token> tokens, List<Found> all) {
        boolean stopped = all.stream()
                .anyMatch(other -> other.kind() == CueKind.TERMINATE
                        && other.first() > from
                        && other.last() < to
                        && !(cue.kind() == CueKind.FAMILY && verb(tokens.get(other.first()))));
        if (stopped) {
            return false;
        }
        for (int i = from + 1; i < to; i++) {
            String form = tokens.get(i).form();
            boolean colon = form.equals(":") && cue.kind() != CueKind.FAMILY;
            boolean comma = form.equals(",")
                    && cue.direction() == Direction.BACKWARD
                    && cue.kind() != CueKind.HISTORICAL;
            boolean mark = colon || comma;
            if (mark) {
                return false;
            }
        }
        return true;
    }

    /** "Mother was diagnosed with X": of a relative these words end nothing. */
    private static boolean verb(Token token) {
        return switch (token.form()) {
            case "had", "ha", "has", "wa", "was", "is", "diagnosed", "developed", "who", "with", "at", "found" -> true;
            default -> false;
        };
    }
}
