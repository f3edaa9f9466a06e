package org.chartproof.terminology;

/**
 * Codes that a Tabular note points at: {@code E08-E13}, {@code I10-I1A}, {@code N18.-} or one code. Compared by prefix at the
 * length of each end, in the order of the Tabular List (digits before letters).
 *
 * @param first lowest code or category, with its dot, inclusive
 * @param last highest code or category, with its dot, inclusive of everything below it
 */
public record CodeRange(String first, String last) {

    /** Whether a code lies in the range, at any depth below its ends. */
    public boolean contains(String code) {
        return cut(code, first).compareTo(first) >= 0 && cut(code, last).compareTo(last) <= 0;
    }

    private static String cut(String code, String end) {
        return code.length() <= end.length() ? code : code.substring(0, end.length());
    }
}
