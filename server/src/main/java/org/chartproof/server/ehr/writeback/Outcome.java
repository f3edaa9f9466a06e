package org.chartproof.server.ehr.writeback;

import java.time.Duration;
import java.util.Optional;

/** What became of telling an EHR something. */
sealed interface Outcome {

    /** The EHR has all of it. */
    record Told() implements Outcome {}

    /** There is nothing to tell. */
    record Nothing() implements Outcome {}

    /** Another node tells this EHR now, this as well. */
    record Left() implements Outcome {}

    /**
     * It may be taken later.
     *
     * @param reason in words, without anything that the EHR wrote
     * @param retryAfter what the EHR said about when
     * @param everything whether nothing can be told to this EHR now
     * @param person whether a person has to look before it can
     */
    record Later(String reason, Optional<Duration> retryAfter, boolean everything, boolean person) implements Outcome {}

    /**
     * It is not taken, and would not be if it were told again.
     *
     * @param hint what to do
     */
    record Refused(String reason, String hint) implements Outcome {}
}
