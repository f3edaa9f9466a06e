package org.chartproof.terminology;

import java.util.List;

/**
 * A drug as notes name it.
 *
 * @param name the generic name
 * @param names every name of it: the generic one first, then brands and abbreviations
 * @param kind the class that it belongs to
 * @param tableCodes its place in the Table of Drugs and Chemicals: the code but for intent and phase of care, e.g. {@code T46.4X}; of a
 *     mixture that of each substance (I.C.19.e.5: each drug has its code)
 */
public record Medicine(String name, List<Name> names, MedicineClass kind, List<String> tableCodes) {

    /**
     * A name in a note.
     *
     * @param words lower case
     * @param requires conditions on the note, for a name that means several things (ASA)
     */
    public record Name(String words, Term.Context requires) {}

    public Medicine {
        names = List.copyOf(names);
        tableCodes = List.copyOf(tableCodes);
        if (tableCodes.isEmpty()) {
            throw new IllegalArgumentException("a drug has a place in the Table of Drugs");
        }
    }

    /** Its place in the Table of Drugs; of a mixture that of the first substance. */
    public String tableCode() {
        return tableCodes.get(0);
    }
}
