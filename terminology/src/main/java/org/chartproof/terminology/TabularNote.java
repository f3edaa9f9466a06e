package org.chartproof.terminology;

import java.util.List;
import java.util.Objects;

/** An instruction of the Tabular List (Guidelines I.A.10-13, I.A.17). */
public final class TabularNote {

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

    private final Kind kind;
    private final String text;
    private final List<CodeRange> ranges;
    private final String heldBy;

    /**
     * The blocks of codes (letter and first digit, {@code E1}) that the ranges can hold, a bit each by its hash; all of them for a range over several
     * letters. Most codes are told apart by them alone.
     */
    private final long blocks;

    /**
     * A note.
     *
     * @param kind which instruction
     * @param text the words of the note
     * @param ranges the codes that the note names, resolved; empty where it names none
     * @param heldBy the category, subcategory or code at which it stands; it holds for all below
     */
    public TabularNote(Kind kind, String text, List<CodeRange> ranges, String heldBy) {
        this.kind = kind;
        this.text = text;
        this.ranges = List.copyOf(ranges);
        this.heldBy = heldBy;
        long held = 0;
        for (CodeRange range : ranges) {
            held |= blocks(range.first(), range.last());
        }
        this.blocks = held;
    }

    private static long blocks(String first, String last) {
        if (first.charAt(0) != last.charAt(0) || first.length() == 1 || last.length() == 1) {
            return -1L;
        }
        long blocks = 0;
        for (char digit = first.charAt(1); digit <= last.charAt(1); digit++) {
            blocks |= block(first.charAt(0), digit);
        }
        return blocks;
    }

    private static long block(char letter, char digit) {
        return 1L << letter * 31 + digit;
    }

    /** Which instruction. */
    public Kind kind() {
        return kind;
    }

    /** The words of the note. */
    public String text() {
        return text;
    }

    /** The codes that the note names, resolved; empty where it names none. */
    public List<CodeRange> ranges() {
        return ranges;
    }

    /** The category, subcategory or code at which it stands; it holds for all below. */
    public String heldBy() {
        return heldBy;
    }

    /** Whether it names a code, by itself or within a range. */
    public boolean names(String code) {
        if (code.length() > 1 && (blocks & block(code.charAt(0), code.charAt(1))) == 0) {
            return false;
        }
        for (int i = 0; i < ranges.size(); i++) {
            if (ranges.get(i).contains(code)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TabularNote note
                && kind == note.kind
                && text.equals(note.text)
                && ranges.equals(note.ranges)
                && heldBy.equals(note.heldBy);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, text, heldBy);
    }

    @Override
    public String toString() {
        return kind + " at " + heldBy + ": " + text;
    }
}
