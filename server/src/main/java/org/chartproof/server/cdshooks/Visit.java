package org.chartproof.server.cdshooks;

import java.util.Optional;

/** What a hook's context means here. */
sealed interface Visit {

    /**
     * It is stored here.
     *
     * @param patient id here
     * @param encounter id here; empty if the context names none
     */
    record Known(String patient, Optional<String> encounter) implements Visit {}

    /** Nothing is stored of it here, so nothing is open. */
    record Unknown() implements Visit {}
}
