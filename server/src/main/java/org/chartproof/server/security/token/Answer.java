package org.chartproof.server.security.token;

import org.chartproof.server.security.Caller;

/** What a token is worth. */
public sealed interface Answer {
    /** It is good. */
    record Accepted(Caller caller) implements Answer {}

    /** @param reason for whoever sent it, without anything that stands in it */
    record Rejected(String reason) implements Answer {}

    /** The keys of the issuer can't be had at the moment, so nothing can be said. */
    record Unknown() implements Answer {}
}
