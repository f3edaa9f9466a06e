package org.chartproof.server.hl7.ledger;

import java.util.Optional;

/** What came of giving a message to the ledger. */
public sealed interface Deposit {

    /**
     * It is on disk.
     *
     * @param id its number
     */
    record Stored(long id) implements Deposit {}

    /**
     * The very same bytes are on disk already, from the same sender under the same control id: nothing was stored.
     *
     * @param id     of the first sending
     * @param state  what became of it so far
     * @param answer what was answered to it; empty if nothing was, or not yet
     */
    record Again(long id, MessageState state, Optional<Arrival.Answer> answer) implements Deposit {}

    /** The database does not take it: nothing was stored, and the sender must send it again later. */
    record NotStored() implements Deposit {}
}
