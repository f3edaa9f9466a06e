package org.chartproof.server.queue;

import java.time.Instant;

/**
 * A change that waits for a person.
 *
 * @param kind why it stands aside
 * @param unit what it would have coded
 * @param resource what changed, {@code Type/id}
 * @param tries how often it was tried
 * @param since when it was set aside
 * @param reasonCode stable code of the reason, e.g. {@code needs-ocr}
 * @param reason what is wrong and what to do; no words of the note
 */
public record Parked(
        Kind kind, String unit, String resource, int tries, Instant since, String reasonCode, String reason) {

    /** Why a change stands aside. */
    public enum Kind {
        /** A document that can't be coded as it stands: it goes on by itself when it, or what it misses, arrives. */
        WAITING,
        /** Every try failed; it goes on when an operator says so, or when its encounter changes again. */
        DEAD
    }
}
