package org.chartproof.coding.assertion;

/** What the note says about whether the patient has it. */
public sealed interface Assertion {

    /** The patient has it. */
    record Affirmed() implements Assertion {}

    /** The patient does not have it. */
    record Negated(Cue cue) implements Assertion {}

    /** It is not certain: probable, suspected, to be ruled out. */
    record Uncertain(Cue cue) implements Assertion {}

    /** The patient had it. */
    record Historical(Cue cue) implements Assertion {}

    /** It was there in this illness and has gone. */
    record Resolved(Cue cue) implements Assertion {}

    /** It may come: a risk, a warning, an instruction. */
    record Hypothetical(Cue cue) implements Assertion {}

    /** It is planned. */
    record Planned(Cue cue) implements Assertion {}

    /** A relative has it. */
    record Family(Cue cue) implements Assertion {}

    /** Another person has it. */
    record OtherPerson(Cue cue) implements Assertion {}

    /**
     * The words that say so.
     *
     * @param begin first character in the note's text; equal to {@code end} where the section says so and no words
     * @param end one past the last
     */
    record Cue(int begin, int end) {
        /** No words: the section's kind says it. */
        public static final Cue SECTION = new Cue(0, 0);

        /** Whether there are words. */
        public boolean hasWords() {
            return end > begin;
        }
    }
}
