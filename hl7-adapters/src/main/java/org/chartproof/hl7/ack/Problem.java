package org.chartproof.hl7.ack;

import java.util.Optional;

/**
 * What is wrong with a message, as the sender is told.
 *
 * @param place where; empty if with the whole message
 * @param reason for the people at the sender's; nothing of the content
 */
public record Problem(ErrorCode code, Optional<Place> place, String reason) {

    /**
     * A field.
     *
     * @param segment its name
     * @param number which one of its name, counted from 1
     * @param field counted from 1
     */
    public record Place(String segment, int number, int field) {}

    /** One with a field of the header. */
    public static Problem ofHeader(ErrorCode code, int field, String reason) {
        return new Problem(code, Optional.of(new Place("MSH", 1, field)), reason);
    }

    /** One with the whole message. */
    public static Problem of(ErrorCode code, String reason) {
        return new Problem(code, Optional.empty(), reason);
    }
}
