package org.chartproof.coding.assertion;

import java.util.Optional;
import java.util.function.Function;
import org.chartproof.coding.assertion.Assertion.Cue;

/** What a cue of the table says, strongest first: of two that reach a mention, the earlier constant counts. */
enum CueKind {
    FAMILY(Assertion.Family::new),
    OTHER_PERSON(Assertion.OtherPerson::new),
    HYPOTHETICAL(Assertion.Hypothetical::new),
    NEGATED(Assertion.Negated::new),
    POSSIBLE(Assertion.Uncertain::new),
    /** It is over for good: as {@link #HISTORICAL}, of a lasting condition too ("asthma as a child, outgrew"). */
    GONE(Assertion.Historical::new),
    HISTORICAL(Assertion.Historical::new),
    RESOLVED(Assertion.Resolved::new),
    PLANNED(Assertion.Planned::new),
    /** Contains the words of a cue and is none. */
    PSEUDO(null),
    /** The person that follows is one who came along, and no patient: "brought by his brother". Ends a scope as another clause does. */
    COMPANION(null),
    /** Ends every scope: another clause begins. */
    TERMINATE(null),
    /** Another clause about the patient begins: ends every scope but that of a condition ("if she ..."). */
    SUBJECT(null),
    /** A verb: ends a scope, but not that of a relative ("mother had ...") or of a condition ("if she has ..."). */
    PREDICATE(null);

    private final Optional<Function<Cue, Assertion>> meaning;

    CueKind(@org.jspecify.annotations.Nullable Function<Cue, Assertion> meaning) {
        this.meaning = Optional.ofNullable(meaning);
    }

    /** Whether it says something of a mention that it reaches. */
    boolean says() {
        return meaning.isPresent();
    }

    /** What it says of a mention that it reaches. */
    Assertion assertion(Cue cue) {
        return meaning.orElseThrow(() -> new IllegalStateException(this + " says nothing of a mention"))
                .apply(cue);
    }

    /** Whether a cue of another kind between this one and a mention ends this one's scope. */
    boolean endsAt(CueKind between) {
        return switch (between) {
            case TERMINATE, COMPANION -> true;
            case SUBJECT -> this != HYPOTHETICAL;
            case PREDICATE -> this != HYPOTHETICAL && this != FAMILY && this != OTHER_PERSON;
            default -> false;
        };
    }
}
