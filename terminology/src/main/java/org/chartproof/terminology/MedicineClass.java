package org.chartproof.terminology;

import java.util.List;
import java.util.Optional;

/**
 * A class of drugs, and what a coder does with it.
 *
 * @param name lower case with hyphens, e.g. {@code ace-inhibitor}
 * @param tableCode its place in the Table of Drugs and Chemicals: the code but for intent and phase of care
 * @param longTermCode the code for long-term use (Z79), where there is one
 * @param reported what it takes to report that code
 * @param allergyCode the code for a known allergy to it (Z88), where there is one
 * @param indications what it is usually given for, in words: context for a question to the author, never a diagnosis
 */
public record MedicineClass(
        String name,
        String tableCode,
        Optional<String> longTermCode,
        Reported reported,
        Optional<String> allergyCode,
        List<String> indications) {

    /** What it takes to report long-term use (Guidelines I.C.21.c.3). */
    public enum Reported {
        /** To stand among the current medications is enough. */
        LISTED,
        /** As listed, unless it is taken as needed. */
        DAILY,
        /** The note says that it is taken for long. */
        SAID,
        /** Never told from a note's list. */
        NONE
    }

    public MedicineClass {
        indications = List.copyOf(indications);
    }
}
