package org.chartproof.server.cdshooks;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What a clinician did with a card.
 *
 * @param at when, by the EHR's clock
 */
record Feedback(UUID card, Outcome outcome, Instant at) {

    /** Accepted or overridden. */
    sealed interface Outcome {
        /** As CDS Hooks calls it. */
        String word();

        /** @param suggestion whether what the card suggested was taken over */
        record Accepted(boolean suggestion) implements Outcome {
            @Override
            public String word() {
                return "accepted";
            }
        }

        /**
         * @param reason empty if none was chosen
         * @param comment of the clinician; empty if there is none
         */
        record Overridden(Optional<Reason> reason, Optional<String> comment) implements Outcome {
            @Override
            public String word() {
                return "overridden";
            }
        }
    }

    /** Why, as a code; of a system of the EHR's own, maybe. */
    record Reason(String system, String code, String display) {}
}
