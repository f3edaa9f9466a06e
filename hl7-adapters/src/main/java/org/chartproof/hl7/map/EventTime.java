package org.chartproof.hl7.map;

import java.util.Optional;
import java.util.stream.Stream;
import org.chartproof.hl7.message.Message;
import org.chartproof.hl7.message.Segment;
import org.chartproof.hl7.message.Value;

/** Where a message says when that happened which it tells. */
final class EventTime {

    private EventTime() {}

    /** A field that may hold it. */
    record Candidate(Value value, String place) {}

    /** EVN-6 (event occurred), EVN-2 (recorded), MSH-7 (message), as far as they are filled. */
    static Stream<Candidate> fields(Message message) {
        Optional<Segment> evn = message.first("EVN");
        return Stream.concat(
                        evn.stream().flatMap(segment -> Stream.of(candidate(segment, 6), candidate(segment, 2))),
                        Stream.of(candidate(message.header(), 7)))
                .filter(one -> one.value().isPresent());
    }

    private static Candidate candidate(Segment segment, int field) {
        return new Candidate(segment.value(field), segment.place(field));
    }
}
