package org.chartproof.hl7.feed;

/** When a message is acknowledged. */
public enum AckTiming {
    /** Once its bytes are durable; what is wrong with its content becomes a dead letter here, not the sender's problem. */
    STORED,
    /** Once its FHIR transaction is committed; AE after a deadline or if it can't be mapped. */
    PROCESSED
}
