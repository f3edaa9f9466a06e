package org.chartproof.terminology;

import java.util.List;

/**
 * An instruction of the Tabular List (Guidelines I.A.10-13, I.A.17).
 *
 * @param kind which instruction
 * @param text the words of the note
 * @param ranges the codes that the note names, resolved; empty where it names none
 * @param heldBy the category, subcategory or code at which it stands; it holds for all below
 */
public record TabularNote(Kind kind, String text, List<CodeRange> ranges, String heldBy) {

    /** The instructions of the Tabular List. */
    public enum Kind {
        INCLUDES,
        INCLUSION_TERM,
        EXCLUDES1,
        EXCLUDES2,
        CODE_FIRST,
        USE_ADDITIONAL,
        CODE_ALSO
    }

    public TabularNote {
        ranges = List.copyOf(ranges);
    }
}
