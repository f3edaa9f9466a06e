package org.chartproof.terminology;

import java.util.List;
import org.chartproof.terminology.lexicon.MedicineFiles;

/** The drugs of our own lexicon: names, class, place in the Table of Drugs and Chemicals, codes for long-term use and allergy. */
public final class Medicines {

    private static final List<Medicine> OWN = MedicineFiles.own();

    private Medicines() {}

    /** All of them, by generic name. */
    public static List<Medicine> own() {
        return OWN;
    }
}
