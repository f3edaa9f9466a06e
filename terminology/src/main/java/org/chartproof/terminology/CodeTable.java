package org.chartproof.terminology;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * The rows of one release in the order of the Tabular List: code, title, whether billable, and which row stands above. Parallel
 * arrays, since a release has some 98,000 rows and several releases are held at once; a lookup is a hash of the code.
 */
public final class CodeTable {

    /** No row. */
    static final int NONE = -1;

    private final String[] codes;
    private final String[] titles;
    private final BitSet billable;
    private final int[] parents;
    /** Rows by the hash of their codes, at most half full: a number of slots that is a power of two. */
    private final int[] slots;

    private final int[] firstChild;
    private final int[] nextSibling;

    private CodeTable(String[] codes, String[] titles, BitSet billable) {
        this.codes = codes;
        this.titles = titles;
        this.billable = billable;
        int size = codes.length;
        parents = new int[size];
        firstChild = new int[size];
        nextSibling = new int[size];
        slots = new int[Math.max(2, Integer.highestOneBit(size) << 2)];
        linkRows();
        hashRows();
    }

    /** Collects rows; each header must come before what is below it, as in the publisher's order file. */
    public static final class Builder {
        private final List<String> codes = new ArrayList<>();
        private final List<String> titles = new ArrayList<>();
        private final BitSet billable = new BitSet();

        /** Adds a row; the code has its dot. */
        public Builder add(String code, String title, boolean isBillable) {
            billable.set(codes.size(), isBillable);
            codes.add(code);
            titles.add(title);
            return this;
        }

        /**
         * The finished table.
         *
         * @throws IllegalArgumentException if a code stands in it twice
         */
        public CodeTable build() {
            return new CodeTable(codes.toArray(new String[0]), titles.toArray(new String[0]), billable);
        }
    }

    /** A code as the table has it: upper case, with its dot. */
    public static String withDot(String code) {
        String plain = code.strip().toUpperCase(Locale.ROOT);
        if (plain.length() > 3 && plain.indexOf('.') < 0) {
            return plain.substring(0, 3) + "." + plain.substring(3);
        }
        return plain.length() == 4 && plain.charAt(3) == '.' ? plain.substring(0, 3) : plain;
    }

    /** Number of rows, headers included. */
    public int size() {
        return codes.length;
    }

    /** The code in a row, {@code 0 <= row < size()}, in the order of the Tabular List. */
    public String code(int row) {
        return codes[row];
    }

    /** The title in a row. */
    public String title(int row) {
        return titles[row];
    }

    /** Whether a claim may carry the code in a row. */
    public boolean isBillable(int row) {
        return billable.get(row);
    }

    /** The row above; -1 for a category. */
    public int parentRow(int row) {
        return parents[row];
    }

    /** The row of a code with its dot, or -1. */
    public int row(String code) {
        return slots[slotOf(code)];
    }

    /** Whether a code with its dot has a row. */
    public boolean has(String code) {
        return row(code) != NONE;
    }

    /** A row as a value. */
    public Concept concept(int row) {
        return new Concept(codes[row], titles[row], billable.get(row));
    }

    /** The rows directly below one, in order. */
    public List<Concept> children(int row) {
        List<Concept> children = new ArrayList<>();
        for (int child = firstChild[row]; child != NONE; child = nextSibling[child]) {
            children.add(concept(child));
        }
        return children;
    }

    /** Whether anything is below a row. */
    public boolean hasChildren(int row) {
        return firstChild[row] != NONE;
    }

    /** The row of a code in any spelling, or -1. */
    int lookUp(String code) {
        // Most are spelled as the table has them: only another spelling has to be brought into that form.
        int row = row(code);
        return row == NONE ? row(withDot(code)) : row;
    }

    private void linkRows() {
        Arrays.fill(firstChild, NONE);
        Arrays.fill(nextSibling, NONE);
        int[] lastChild = new int[codes.length];
        for (int row = 0; row < codes.length; row++) {
            int above = row - 1;
            while (above != NONE && !codes[row].startsWith(codes[above])) {
                above = parents[above];
            }
            parents[row] = above;
            if (above != NONE) {
                if (firstChild[above] == NONE) {
                    firstChild[above] = row;
                } else {
                    nextSibling[lastChild[above]] = row;
                }
                lastChild[above] = row;
            }
        }
    }

    private void hashRows() {
        Arrays.fill(slots, NONE);
        for (int row = 0; row < codes.length; row++) {
            int slot = slotOf(codes[row]);
            if (slots[slot] != NONE) {
                throw new IllegalArgumentException("code " + codes[row] + " stands twice");
            }
            slots[slot] = row;
        }
    }

    /** The slot that holds a code's row, or the free one where it would go. */
    private int slotOf(String code) {
        int hash = code.hashCode();
        int slot = (hash ^ hash >>> 16) & slots.length - 1;
        while (slots[slot] != NONE && !codes[slots[slot]].equals(code)) {
            slot = slot + 1 & slots.length - 1;
        }
        return slot;
    }
}
