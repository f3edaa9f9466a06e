package org.chartproof.hl7.ack;

/** What became of a message, as far as its sender has to know. */
public sealed interface Outcome {

    /** It is safe here: AA or CA. */
    record Accepted() implements Outcome {}

    /** It could not be taken now and may be sent again: AE or CE. */
    record Failed(Problem problem) implements Outcome {}

    /** It will never be taken as it is: AR or CR. */
    record Refused(Problem problem) implements Outcome {}
}
