package org.chartproof.hl7.feed;

import java.nio.charset.Charset;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An inbound feed.
 *
 * @param name lower case letters, digits and hyphens; names the feed on its page, in metrics and in the log
 * @param bind address to listen on
 * @param port 0 picks a free one
 * @param tls empty for plain TCP
 * @param allow addresses or CIDR ranges that may connect; empty for all
 * @param sendingApplications MSH-3.1 that are accepted; empty for all
 * @param sendingFacilities MSH-4.1 that are accepted; empty for all
 * @param charset of the messages; empty: MSH-18, else UTF-8 with windows-1252 where the bytes are not UTF-8
 * @param zone of times without an offset
 * @param processingIds MSH-11.1 that are accepted, of P, T and D
 * @param maxMessageBytes a longer one is refused with AR and the connection closed
 * @param frameDeadline from the first byte of a message to its last; a slower sender is cut off
 * @param maxConnections at the same time
 * @param processedDeadline how long an answer may wait if {@code ackTiming} is PROCESSED
 * @param silentAfter without a message for that long the feed counts as silent; empty for never
 * @param systems FHIR system URI of an assigning authority (CX-4.1, HD-1), for those that have no OID or UUID of their own
 */
public record Feed(
        String name,
        String bind,
        int port,
        Optional<FeedTls> tls,
        List<String> allow,
        Set<String> sendingApplications,
        Set<String> sendingFacilities,
        Optional<Charset> charset,
        ZoneId zone,
        AckMode ackMode,
        AckTiming ackTiming,
        UnknownEvents unknownEvents,
        Set<String> processingIds,
        int maxMessageBytes,
        Duration frameDeadline,
        int maxConnections,
        Duration processedDeadline,
        Optional<Duration> silentAfter,
        Map<String, String> systems) {

    public Feed {
        allow = List.copyOf(allow);
        sendingApplications = Set.copyOf(sendingApplications);
        sendingFacilities = Set.copyOf(sendingFacilities);
        processingIds = Set.copyOf(processingIds);
        systems = Map.copyOf(systems);
    }

    /** A feed with the defaults that {@code chartproof.yaml} documents. */
    public static Feed named(String name, int port) {
        return new Feed(
                name,
                "127.0.0.1",
                port,
                Optional.empty(),
                List.of(),
                Set.of(),
                Set.of(),
                Optional.empty(),
                ZoneId.of("UTC"),
                AckMode.AUTO,
                AckTiming.STORED,
                UnknownEvents.STORE,
                Set.of("P"),
                32 * 1024 * 1024,
                Duration.ofSeconds(30),
                10,
                Duration.ofSeconds(20),
                Optional.empty(),
                Map.of());
    }

    /** The same feed for another number of connections at the same time. */
    public Feed withMaxConnections(int most) {
        return new Feed(
                name,
                bind,
                port,
                tls,
                allow,
                sendingApplications,
                sendingFacilities,
                charset,
                zone,
                ackMode,
                ackTiming,
                unknownEvents,
                processingIds,
                maxMessageBytes,
                frameDeadline,
                most,
                processedDeadline,
                silentAfter,
                systems);
    }
}
