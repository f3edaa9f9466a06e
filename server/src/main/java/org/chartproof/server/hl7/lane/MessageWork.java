package org.chartproof.server.hl7.lane;

import org.chartproof.server.hl7.ledger.Received;

/** Maps one message and stores what came of it, in one transaction. */
public interface MessageWork {

    /**
     * Maps a message.
     *
     * @param keepLane to be called within the transaction; throws {@link LeaseLost} if the message is another worker's by now
     * @return how it ended
     */
    Ending map(Received message, Runnable keepLane);

    /** How a message ended. */
    enum Ending {
        /** Resources are stored, or nothing was to be stored. */
        DONE,
        /** A dead letter. */
        DEAD
    }
}
