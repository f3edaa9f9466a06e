package org.chartproof.coding.candidate;

/** Conditions that go on: in a past history, or told in passing, they are there all the same (Guidelines IV.I, IV.J, III). */
public final class Lasting {

    private static final Beginnings CODES = Beginnings.read("chronic.tsv");

    private Lasting() {}

    /** Whether a code is one of theirs. */
    public static boolean is(String code) {
        return CODES.has(code);
    }
}
