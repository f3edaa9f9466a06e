package org.chartproof.server.hl7.feed;

import java.util.List;
import java.util.OptionalInt;
import org.chartproof.hl7.ack.MessageHeader;
import org.chartproof.hl7.ack.PatientKey;
import org.chartproof.hl7.ack.PatientKeys;
import org.chartproof.server.hl7.ledger.Lanes;

/**
 * Chooses the lanes of a message by the patients that it names. Only the identifier itself counts, so that senders who name its authority differently share the patient's lane. Of more than two patients the
 * first two count.
 */
final class LaneChoice {

    private LaneChoice() {}

    /** The lanes of a message. One that names no patient has the lane of its control id. */
    static Lanes of(byte[] raw, MessageHeader header) {
        List<Integer> lanes = PatientKeys.of(raw, header).lanes().stream()
                .map(PatientKey::value)
                .map(LaneChoice::lane)
                .distinct()
                .toList();
        if (lanes.isEmpty()) {
            return Lanes.of(lane(header.controlId()));
        }
        return new Lanes(lanes.get(0), lanes.size() > 1 ? OptionalInt.of(lanes.get(1)) : OptionalInt.empty());
    }

    /** The same on all nodes: of {@link String#hashCode}, whose rule is part of the language, with its bits mixed. */
    private static int lane(String identifier) {
        int hash = identifier.hashCode() * 0x9E3779B9;
        return (hash >>> 16) % Lanes.COUNT;
    }
}
