package org.chartproof.hl7.mllp;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.chartproof.hl7.feed.Feed;
import org.chartproof.hl7.feed.FeedTls;

/** Feeds that differ from the default in what a test is about. */
final class Feeds {

    private Feeds() {}

    static Feed with(Feed feed, int maxMessageBytes, Duration frameDeadline, int maxConnections) {
        return copy(feed, feed.tls(), feed.allow(), maxMessageBytes, frameDeadline, maxConnections);
    }

    static Feed allowing(Feed feed, String... ranges) {
        return copy(
                feed, feed.tls(), List.of(ranges), feed.maxMessageBytes(), feed.frameDeadline(), feed.maxConnections());
    }

    static Feed with(Feed feed, FeedTls tls) {
        return copy(
                feed,
                Optional.of(tls),
                feed.allow(),
                feed.maxMessageBytes(),
                feed.frameDeadline(),
                feed.maxConnections());
    }

    private static Feed copy(
            Feed feed,
            Optional<FeedTls> tls,
            List<String> allow,
            int maxMessageBytes,
            Duration frameDeadline,
            int maxConnections) {
        return new Feed(
                feed.name(),
                feed.bind(),
                feed.port(),
                tls,
                allow,
                feed.sendingApplications(),
                feed.sendingFacilities(),
                feed.charset(),
                feed.zone(),
                feed.ackMode(),
                feed.ackTiming(),
                feed.unknownEvents(),
                feed.processingIds(),
                maxMessageBytes,
                frameDeadline,
                maxConnections,
                feed.processedDeadline(),
                feed.silentAfter(),
                feed.systems());
    }
}
