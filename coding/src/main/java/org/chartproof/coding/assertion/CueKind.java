package org.chartproof.coding.assertion;

import org.chartproof.coding.assertion.Assertion.Cue;

/** What a cue of the table says, strongest first: of two that reach a mention, the earlier constant counts. */
enum CueKind {
    FAMILY {
        @Override
        Assertion assertion(Cue cue) {
            return new Assertion.Family(cue);
        }
    },
    OTHER_PERSON {
        @Override
        Assertion assertion(Cue cue) {
            return new Assertion.OtherPerson(cue);
        }
    },
    HYPOTHETICAL {
        @Override
        Assertion assertion(Cue cue) {
            return new Assertion.Hypothetical(cue);
        }
    },
    NEGATED {
        @Override
        Assertion assertion(Cue cue) {
            return new Assertion.Negated(cue);
        }
    },
    POSSIBLE {
        @Override
        Assertion assertion(Cue cue) {
            return new Assertion.Uncertain(cue);
        }
    },
    HISTORICAL {
        @Override
        Assertion assertion(Cue cue) {
            return new Assertion.Historical(cue);
        }
    },
    PLANNED {
        @Override
        Assertion assertion(Cue cue) {
            return new Assertion.Planned(cue);
        }
    },
    PSEUDO,
    TERMINATE;

    /** What it says of a mention that it reaches. */
    Assertion assertion(Cue cue) {
        throw new IllegalStateException(this + " says nothing of a mention");
    }
}
