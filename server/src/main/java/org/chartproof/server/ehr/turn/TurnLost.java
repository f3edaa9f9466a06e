package org.chartproof.server.ehr.turn;

/** Another node does it now, or this one is being stopped: what was begun is left to whoever goes on. */
public final class TurnLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TurnLost() {
        super("the turn is over");
    }
}
