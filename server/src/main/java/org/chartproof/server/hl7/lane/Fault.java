package org.chartproof.server.hl7.lane;

import org.chartproof.server.hl7.ledger.Reason;

/** Why a try to map a message threw. */
public sealed interface Fault {

    /** For people. */
    Reason reason();

    /** Of the message: trying again changes nothing. */
    record Lasting(Reason reason) implements Fault {}

    /**
     * Of the moment.
     *
     * @param soon whether to try again at once, since another message has changed the same resource; else after a delay, such as for a database that is away
     */
    record Passing(Reason reason, boolean soon) implements Fault {}
}
