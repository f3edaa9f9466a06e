package org.chartproof.server.status;

import java.util.Optional;

/** Something without which the server can't do its work; each bean of this type is asked by {@code /health/ready}. */
public interface ReadinessCheck {
    /** @return a short name, such as {@code terminology} */
    String name();

    /** @return empty if all is well, else what is missing, in words for an operator and without anything about a patient */
    Optional<String> missing();
}
