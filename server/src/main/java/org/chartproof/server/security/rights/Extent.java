package org.chartproof.server.security.rights;

import java.util.Optional;

/** Whose resources a grant is about. */
public sealed interface Extent {
    /** Everybody's. */
    record Everything() implements Extent {}

    /**
     * One patient's, and what belongs to nobody.
     *
     * @param patient   id
     * @param encounter id; with one, nothing of that patient's other encounters
     */
    record Chart(String patient, Optional<String> encounter) implements Extent {}
}
