package org.chartproof.server.hl7.mapping;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.chartproof.hl7.feed.Feed;
import org.chartproof.hl7.map.datatype.Times;
import org.chartproof.hl7.message.Message;
import org.chartproof.hl7.message.Segment;

/**
 * When a sender recorded what a message tells: EVN-2, else MSH-7, else EVN-6. It orders messages that change the same resource. Not EVN-6 first: a discharge of ten o'clock that is entered at eleven is news at
 * eleven, whatever came in between.
 */
final class RecordedTime {

    /** A clock that runs ahead by more is wrong, and would keep everything after it from being stored. */
    private static final Duration LONGEST_AHEAD = Duration.ofHours(24);

    private RecordedTime() {}

    /** @param receivedAt counts where the message has no time that can be believed */
    static Instant of(Message message, Feed feed, Instant receivedAt) {
        Times times = new Times(feed.zone(), (place, code, text) -> {});
        Optional<Segment> evn = message.first("EVN");
        return Stream.of(
                        evn.flatMap(segment -> times.moment(segment.value(2), "EVN-2")),
                        times.moment(message.header().value(7), "MSH-7"),
                        evn.flatMap(segment -> times.moment(segment.value(6), "EVN-6")))
                .flatMap(Optional::stream)
                .filter(time -> time.isBefore(receivedAt.plus(LONGEST_AHEAD)))
                .findFirst()
                .orElse(receivedAt);
    }
}
