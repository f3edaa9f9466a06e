package org.chartproof.server.ehr.writeback;

/** What became of telling an EHR something. */
sealed interface Outcome {

    /** The EHR has all of it. */
    record Told() implements Outcome {}

    /** There is nothing to tell. */
    record Nothing() implements Outcome {}

    /**
     * It is not taken, and would not be if it were told again.
     *
     * @param reason in words, without anything that the EHR wrote
     * @param hint what to do
     */
    record Refused(String reason, String hint) implements Outcome {}
}
