package org.chartproof.hl7.map;

import java.util.Optional;
import java.util.stream.Stream;
import org.chartproof.hl7.message.Message;
import org.chartproof.hl7.message.Segment;
import org.chartproof.hl7.message.Value;

/** Where a message says when that which it tells happened, and when its sender recorded it: a discharge of ten o'clock may be entered at eleven. */
final class EventTime {

    private EventTime() {}

    /** A field that may hold it. */
    record Candidate(Value value, String place) {}

    /** When it happened: EVN-6 (event occurred), EVN-2 (recorded), MSH-7 (message), as far as they are filled. */
    static Stream<Candidate> occurred(Message message) {
        return filled(evn(message, 6), evn(message, 2), header(message));
    }

    /** When it was recorded: EVN-2, MSH-7, EVN-6, as far as they are filled. */
    static Stream<Candidate> recorded(Message message) {
        return filled(evn(message, 2), header(message), evn(message, 6));
    }

    @SafeVarargs
    private static Stream<Candidate> filled(Optional<Candidate>... candidates) {
        return Stream.of(candidates).flatMap(Optional::stream).filter(one -> one.value()
                .isPresent());
    }

    private static Optional<Candidate> evn(Message message, int field) {
        return message.first("EVN").map(segment -> candidate(segment, field));
    }

    private static Optional<Candidate> header(Message message) {
        return Optional.of(candidate(message.header(), 7));
    }

    private static Candidate candidate(Segment segment, int field) {
        return new Candidate(segment.value(field), segment.place(field));
    }
}
