package org.chartproof.server.intake;

import org.chartproof.coding.document.NoteText;

/** What came of reading a document. */
public sealed interface Intake {

    /** It has text to code. */
    record Ready(NoteText text) implements Intake {}

    /**
     * It waits for an operator, or for what it misses.
     *
     * @param detail more than the reason's advice; may be empty
     */
    record Waiting(WaitingReason reason, String detail) implements Intake {
        /** For the operator. */
        public String message() {
            return detail.isEmpty() ? reason.advice() : reason.advice() + " " + detail;
        }
    }

    /** It is superseded or was entered in error: it no longer counts, and that is no fault. */
    record Withdrawn() implements Intake {}
}
