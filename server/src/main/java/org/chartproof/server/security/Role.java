package org.chartproof.server.security;

import java.util.Locale;
import java.util.Optional;

/** What someone works as; a caller may have several. */
public enum Role {
    /** Reads charts and writes what a review results in. */
    CODER,
    /** The same for the patient and encounter that are open, and answers documentation queries. */
    CLINICIAN,
    /** Reads everything, who accessed what included, and writes nothing. */
    AUDITOR,
    /** Feeds, outbox, queue, configuration; no charts. */
    ADMINISTRATOR,
    /** A program that acts for itself. */
    SYSTEM;

    /** As a token names it: in lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @param word of a token, in any case
     * @return the role, empty if there is none of that name
     */
    public static Optional<Role> of(String word) {
        for (Role role : values()) {
            if (role.word().equals(word.toLowerCase(Locale.ROOT))) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
