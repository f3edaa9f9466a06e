package org.chartproof.hl7.out;

import java.time.Duration;
import java.util.Set;
import org.chartproof.hl7.mllp.Destination;

/**
 * A billing system that finished coding is told to.
 *
 * @param name lower case letters, digits and hyphens; names it on its page, in metrics and in the log
 * @param destination where it listens and how long it may take
 * @param addressing how its messages are addressed
 * @param kinds what it is told; at least one
 * @param autoFinal whether coding that needed no coder counts as final; else only what a person attested
 * @param encounterClasses v3-ActCode classes of encounters that it is told of, such as IMP; empty for all
 * @param backoff wait after the first failed attempt, doubled after each further one
 * @param longestBackoff and no longer than this
 * @param maxTries answers of "try again" (AE) before a message becomes a dead letter; silence and refused connections are tried again for ever
 */
public record BillingDestination(
        String name,
        Destination destination,
        Addressing addressing,
        Set<Kind> kinds,
        boolean autoFinal,
        Set<String> encounterClasses,
        Duration backoff,
        Duration longestBackoff,
        int maxTries) {

    public BillingDestination {
        kinds = Set.copyOf(kinds);
        encounterClasses = Set.copyOf(encounterClasses);
        if (kinds.isEmpty()) {
            throw new IllegalArgumentException("a destination is told something");
        }
    }

    /** What is told. */
    public enum Kind {
        /** Diagnoses and procedures, BAR^P12. */
        BAR,
        /** Charges, DFT^P03. */
        DFT
    }
}
