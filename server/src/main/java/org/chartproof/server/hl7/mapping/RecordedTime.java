package org.chartproof.server.hl7.mapping;

import java.time.Duration;
import java.time.Instant;
import org.chartproof.hl7.feed.Feed;
import org.chartproof.hl7.map.MessageMapper;
import org.chartproof.hl7.message.Message;

/** When a message counts as recorded, among those that change the same resource. */
final class RecordedTime {

    /** A clock that runs ahead by more is wrong. */
    private static final Duration LONGEST_AHEAD = Duration.ofHours(24);

    private RecordedTime() {}

    /** @param receivedAt counts where the message has no time that can be believed */
    static Instant of(Message message, Feed feed, Instant receivedAt) {
        return MessageMapper.recordedTime(message, feed, receivedAt.plus(LONGEST_AHEAD))
                .orElse(receivedAt);
    }
}
