package org.chartproof.server.security.token;

/**
 * What a token is worth.
 *
 * @param <T> what a good one says
 */
public sealed interface Answer<T> {
    /** It is good. */
    record Accepted<T>(T says) implements Answer<T> {}

    /** @param reason for whoever sent it, without anything that stands in it */
    record Rejected<T>(String reason) implements Answer<T> {}

    /** The keys of the issuer can't be had at the moment, so nothing can be said. */
    record Unknown<T>() implements Answer<T> {}
}
