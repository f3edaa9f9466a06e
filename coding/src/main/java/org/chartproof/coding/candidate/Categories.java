package org.chartproof.coding.candidate;

import java.util.List;

/** Kinds of code by where they stand in ICD-10-CM. */
public final class Categories {

    /** Pain and complaints outside chapter 18 that a diagnosis explains as it does a symptom. */
    private static final Beginnings COMPLAINTS = new Beginnings(List.of(
            "M25.5", "M25.4", "M25.6", "M54.2", "M54.5", "M54.6", "M54.9", "M79.1", "M79.6", "G89", "H57.1", "H92.0",
            "L85.3", "N94.6", "N93.9", "N50.81", "N50.82", "N64.4"));

    private Categories() {}

    /** Chapter 18, or a complaint such as joint pain. */
    public static boolean isSymptom(String code) {
        return code.startsWith("R") || COMPLAINTS.has(code);
    }

    /** Chapters 20 and 21: causes and circumstances, never the first of a sick patient's codes. */
    public static boolean isCircumstance(String code) {
        char chapter = code.charAt(0);
        return chapter >= 'V' && chapter <= 'Z';
    }
}
