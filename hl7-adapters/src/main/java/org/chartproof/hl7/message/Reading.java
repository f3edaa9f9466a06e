package org.chartproof.hl7.message;

/** What came of reading received bytes. */
public sealed interface Reading {

    /** A message. */
    record Read(Message message) implements Reading {}

    /**
     * No message.
     *
     * @param reason for a person, without anything of the content
     */
    record Unreadable(String reason) implements Reading {}
}
