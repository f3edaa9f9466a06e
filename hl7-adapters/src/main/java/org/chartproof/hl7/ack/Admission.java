package org.chartproof.hl7.ack;

/** Whether a feed takes a message, decided by its header. */
public sealed interface Admission {

    /** It is stored and mapped. */
    record Mapped() implements Admission {}

    /** There is no mapping for its event: it is stored, and accepted by the feed's choice. */
    record StoredOnly() implements Admission {}

    /** It is an acknowledgement: stored, never answered. */
    record NotAnswered() implements Admission {}

    /** It is never taken: AR, and a dead letter. */
    record Refused(Problem problem) implements Admission {}
}
