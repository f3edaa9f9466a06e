package org.chartproof.coding.candidate;

import java.util.Arrays;
import java.util.Collection;
import org.chartproof.coding.data.DataFile;

/** Beginnings of codes, by their first letters: most codes are asked about and have none that is like theirs. */
public final class Beginnings {

    private static final int LETTERS = 26;

    private final String[][] byLetter = new String[LETTERS][0];

    /** @param beginnings each a capital letter and what may follow it in a code */
    public Beginnings(Collection<String> beginnings) {
        for (String beginning : beginnings) {
            int letter = beginning.charAt(0) - 'A';
            String[] held = byLetter[letter];
            byLetter[letter] = Arrays.copyOf(held, held.length + 1);
            byLetter[letter][held.length] = beginning;
        }
    }

    /** The beginnings that a table of one column lists. */
    public static Beginnings read(String file) {
        return new Beginnings(
                DataFile.read(file, 1).stream().map(row -> row.column(0)).toList());
    }

    /** Whether a code lies under one of them. */
    public boolean has(String code) {
        for (String beginning : byLetter[code.charAt(0) - 'A']) {
            if (code.startsWith(beginning)) {
                return true;
            }
        }
        return false;
    }
}
