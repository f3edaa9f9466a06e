package org.chartproof.server.review;

import java.time.Duration;
import java.util.Set;

/**
 * How long a reviewer has a case to themselves.
 *
 * @param length from the last sign of life
 * @param supervisors who may take a case from another reviewer before that
 */
record Leases(Duration length, Set<String> supervisors) {

    Leases {
        supervisors = Set.copyOf(supervisors);
    }

    boolean supervises(Person person) {
        return supervisors.contains(person.key());
    }
}
