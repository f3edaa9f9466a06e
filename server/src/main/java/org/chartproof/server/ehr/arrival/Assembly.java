package org.chartproof.server.ehr.arrival;

import java.util.List;

/** What came of fetching what an arrival needs. */
sealed interface Assembly {

    /**
     * All is here.
     *
     * @param parts the arrival itself first
     */
    record Complete(List<Part> parts) implements Assembly {
        public Complete {
            parts = List.copyOf(parts);
        }
    }

    /** What is stored is as new. */
    record NothingNew() implements Assembly {}

    /** It is not one of those that are taken. */
    record NotTaken() implements Assembly {}

    /** It is gone, and was stored here. */
    record Withdrawn() implements Assembly {}

    /** It can't be had, and trying again would not help. */
    record Failed(Reason reason) implements Assembly {}
}
