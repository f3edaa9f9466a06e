package org.chartproof.coding;

import java.util.List;

/**
 * How a coder would have come to the code, step by step, so that a reviewer can replay it. Holds words of the code books and
 * names of rules, never words of the note.
 *
 * @param steps in order
 */
public record Trace(List<Step> steps) {

    /**
     * One step.
     *
     * @param kind what was done
     * @param detail e.g. the Index path {@code Diabetes, diabetic > type 2 > with > retinopathy}, a Tabular code, or a rule's
     *     name with its section
     */
    public record Step(Kind kind, String detail) {}

    /** The kinds of step. */
    public enum Kind {
        /** A section of the note and its kind. */
        SECTION,
        /** A path in the Alphabetic Index. */
        INDEX,
        /** A term of our lexicon. */
        LEXICON,
        /** A title, inclusion term or note of the Tabular List. */
        TABULAR,
        /** What was found about negation, certainty, time and person. */
        ASSERTION,
        /** A guideline rule that fired. */
        GUIDELINE,
        /** What made the confidence what it is. */
        CONFIDENCE
    }

    public Trace {
        steps = List.copyOf(steps);
    }
}
