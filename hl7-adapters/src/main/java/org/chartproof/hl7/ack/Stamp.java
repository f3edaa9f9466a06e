package org.chartproof.hl7.ack;

import java.time.OffsetDateTime;

/**
 * What tells one acknowledgement from another, given from outside so that the same input makes the same bytes.
 *
 * @param messageId MSH-10: letters and digits, at most 20, as HL7 up to 2.6 allows
 * @param time MSH-7
 */
public record Stamp(String messageId, OffsetDateTime time) {

    public Stamp {
        if (!messageId.matches("[A-Za-z0-9-]{1,20}")) {
            throw new IllegalArgumentException("a message id is 1 to 20 letters, digits or hyphens");
        }
    }
}
