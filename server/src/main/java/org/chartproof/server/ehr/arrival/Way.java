package org.chartproof.server.ehr.arrival;

import java.util.Locale;

/** How this server learnt of a resource. */
public enum Way {
    SUBSCRIPTION,
    POLLING,
    BULK,
    /** Another resource that came refers to it. */
    REFERENCE,
    /** A person asked for it. */
    PERSON;

    /** As it stands in the table. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
