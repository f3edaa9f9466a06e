package org.chartproof.terminology;

import java.util.List;

/**
 * A drug as notes name it.
 *
 * @param name the generic name
 * @param names every name of it: the generic one first, then brands and abbreviations
 * @param kind the class that it belongs to
 * @param tableCode its place in the Table of Drugs and Chemicals: the code but for intent and phase of care, e.g. {@code T46.4X}
 */
public record Medicine(String name, List<Name> names, MedicineClass kind, String tableCode) {

    /**
     * A name in a note.
     *
     * @param words lower case
     * @param requires conditions on the note, for a name that means several things (ASA)
     */
    public record Name(String words, Term.Context requires) {}

    public Medicine {
        names = List.copyOf(names);
    }
}
