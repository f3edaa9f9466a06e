package org.chartproof.terminology;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One edition of ICD-10-CM or ICD-10-PCS: CMS and CDC/NCHS publish one each October for the fiscal year, and in some years one in April for its
 * second half.
 *
 * @param year fiscal year
 * @param april whether it is the one of April
 */
public record Edition(int year, boolean april) implements Comparable<Edition> {

    private static final Pattern YEAR = Pattern.compile("(20\\d\\d)");
    private static final Pattern APRIL = Pattern.compile("(?<![a-z])apr(?:il)?(?![a-z])");

    private static final Comparator<Edition> BY_DATE =
            Comparator.comparingInt(Edition::year).thenComparing(Edition::april);

    /** The edition of October. */
    public static Edition october(int year) {
        return new Edition(year, false);
    }

    /**
     * The edition that a name states, e.g. {@code icd10cm-order-April 2026.txt}.
     *
     * @param names lower case; the year is the first one's, and any of them may say April: not every file in an archive of April
     *     says so itself
     * @return empty if there is no year
     */
    public static Optional<Edition> named(String... names) {
        Matcher year = YEAR.matcher(names[0]);
        return year.find()
                ? Optional.of(new Edition(Integer.parseInt(year.group(1)), saysApril(names)))
                : Optional.empty();
    }

    /** Whether one of some names, in lower case, says April. */
    public static boolean saysApril(String... names) {
        for (String name : names) {
            if (APRIL.matcher(name).find()) {
                return true;
            }
        }
        return false;
    }

    /** As {@code Coding.version} has it: {@code 2026}, {@code 2026-04}. */
    public String version() {
        return april ? year + "-04" : Integer.toString(year);
    }

    /** First date of service. */
    public LocalDate firstDay() {
        return april ? LocalDate.of(year, 4, 1) : LocalDate.of(year - 1, 10, 1);
    }

    /** Last date of service: the fiscal year's end, unless an edition of April comes before it. */
    public LocalDate lastDay() {
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
