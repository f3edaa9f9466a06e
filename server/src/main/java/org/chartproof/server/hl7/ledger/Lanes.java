package org.chartproof.server.hl7.ledger;

import java.util.OptionalInt;

/**
 * In which order a message is mapped: one after the other with all of its lane. A patient always has the same lane.
 *
 * @param first 0 to {@link #COUNT} - 1
 * @param second of the other patient, where a message joins two of different lanes: it waits for what came before it in both
 */
public record Lanes(int first, OptionalInt second) {

    /** How many there are, on all nodes: the rows of {@code cp_hl7_lane}. */
    public static final int COUNT = 128;

    public Lanes {
        if (first < 0 || first >= COUNT || second.orElse(0) < 0 || second.orElse(0) >= COUNT) {
            throw new IllegalArgumentException("lanes are counted from 0 to " + (COUNT - 1));
        }
        if (second.isPresent() && second.getAsInt() == first) {
            second = OptionalInt.empty();
        }
    }

    /** One lane. */
    public static Lanes of(int lane) {
        return new Lanes(lane, OptionalInt.empty());
    }
}
