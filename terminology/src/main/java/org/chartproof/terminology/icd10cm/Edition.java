package org.chartproof.terminology.icd10cm;

import java.time.LocalDate;
import java.util.Comparator;

/**
 * One edition of ICD-10-CM: CMS and CDC/NCHS publish one each October for the fiscal year, and in some years one in April for its
 * second half.
 *
 * @param year fiscal year
 * @param april whether it is the one of April
 */
record Edition(int year, boolean april) implements Comparable<Edition> {

    private static final Comparator<Edition> BY_DATE =
            Comparator.comparingInt(Edition::year).thenComparing(Edition::april);

    /** The edition of October. */
    static Edition october(int year) {
        return new Edition(year, false);
    }

    /** As {@code Coding.version} has it: {@code 2026}, {@code 2026-04}. */
    String version() {
        return april ? year + "-04" : Integer.toString(year);
    }

    /** First date of service. */
    LocalDate firstDay() {
        return april ? LocalDate.of(year, 4, 1) : LocalDate.of(year - 1, 10, 1);
    }

    /** Last date of service: the fiscal year's end, unless an edition of April comes before it. */
    LocalDate lastDay() {
        return LocalDate.of(year, 9, 30);
    }

    @Override
    public int compareTo(Edition other) {
        return BY_DATE.compare(this, other);
    }

    @Override
    public String toString() {
        return version();
    }
}
