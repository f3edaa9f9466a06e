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
        return compare(code, first) >= 0 && compare(code, last) <= 0;
    }

    /** Compares a code, no longer than an end, with it; without making a string, since rules ask about each pair of codes. */
    private static int compare(String code, String end) {
        int length = Math.min(code.length(), end.length());
        for (int i = 0; i < length; i++) {
            if (code.charAt(i) != end.charAt(i)) {
                return code.charAt(i) - end.charAt(i);
            }
        }
        return code.length() < end.length() ? -1 : 0;
    }
}
