package org.chartproof.hl7.feed;

/** What a feed does with messages of an event that Chartproof has no mapping for. */
public enum UnknownEvents {
    /** Answered AR; the bytes are kept as a dead letter. */
    REFUSE,
    /** Answered AA and kept; patient and visit are taken from it where it has them, and nothing else. */
    STORE
}
