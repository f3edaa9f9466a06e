package org.chartproof.hl7.mllp;

/** What came back for a message. */
public sealed interface Reply {

    /**
     * A frame.
     *
     * @param content an acknowledgement, so it is hoped: nobody has looked into it
     */
    record Answered(byte[] content) implements Reply {}

    /**
     * None: it is unknown whether the message arrived. The connection is closed, lest a late answer be taken for that to another message; the message is to be sent again
     * under the same control id.
     *
     * @param reason for people
     */
    record Unanswered(String reason) implements Reply {}
}
