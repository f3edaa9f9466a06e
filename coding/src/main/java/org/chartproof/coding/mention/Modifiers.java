package org.chartproof.coding.mention;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.chartproof.coding.data.DataFile;
import org.chartproof.coding.token.WordForm;

/** The table of words that may stand between the words of a term: {@code modifiers.tsv}. */
final class Modifiers {

    private enum Kind {
        WORD,
        ENDING,
        /** Ends like a modifier and is none. */
        NOT
    }

    private static final int SHORTEST = 5;

    private final Set<String> words = new HashSet<>();
    private final Set<String> not = new HashSet<>();
    private final List<String> endings = new ArrayList<>();

    Modifiers() {
        for (DataFile.Row row : DataFile.read("modifiers.tsv", 2)) {
            switch (row.value(0, Kind.class)) {
                case WORD -> words.add(WordForm.of(row.column(1)));
                case ENDING -> endings.add(row.column(1));
                case NOT -> not.add(WordForm.of(row.column(1)));
            }
        }
    }

    /** Whether a word in normal form is listed. */
    boolean lists(String form) {
        return words.contains(form);
    }

    /** Whether a word in normal form is said to be none. */
    boolean refuses(String form) {
        return not.contains(form);
    }

    /** All that are listed. */
    Set<String> listed() {
        return words;
    }

    /** Whether a word in normal form ends as adjectives do, a number being one too. */
    boolean looksLikeOne(String form) {
        if (Character.isDigit(form.charAt(0))) {
            return true;
        }
        if (form.length() < SHORTEST || not.contains(form)) {
            return false;
        }
        for (String ending : endings) {
            if (form.endsWith(ending)) {
                return true;
            }
        }
        return false;
    }
}
