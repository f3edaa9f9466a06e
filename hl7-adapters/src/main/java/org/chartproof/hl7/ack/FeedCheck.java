package org.chartproof.hl7.ack;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.chartproof.hl7.feed.Feed;
import org.chartproof.hl7.feed.UnknownEvents;

/** Holds the headers of a feed's messages against its settings. Empty MSH-11 and MSH-12 pass: old senders leave them out. */
public final class FeedCheck {

    private static final Pattern VERSION_2 = Pattern.compile("2(\\.\\d{1,2}){0,2}");

    private final Feed feed;
    private final Set<String> events;
    private final Set<String> codes;

    /** @param events those that are mapped, such as {@code ADT^A01} */
    public FeedCheck(Feed feed, Set<String> events) {
        this.feed = feed;
        this.events = Set.copyOf(events);
        Set<String> found = new HashSet<>();
        for (String event : events) {
            int separator = event.indexOf('^');
            found.add(separator < 0 ? event : event.substring(0, separator));
        }
        this.codes = Set.copyOf(found);
    }

    /** Whether the feed takes it. */
    public Admission admit(MessageHeader header) {
        if (!allows(feed.sendingApplications(), header.sendingApplication())) {
            return refused(ErrorCode.TABLE_VALUE_NOT_FOUND, 3, "the sending application is not one of this feed's");
        }
        if (!allows(feed.sendingFacilities(), header.sendingFacility())) {
            return refused(ErrorCode.TABLE_VALUE_NOT_FOUND, 4, "the sending facility is not one of this feed's");
        }
        if (!allows(feed.processingIds(), header.processingId())
                && !header.processingId().isEmpty()) {
            return refused(
                    ErrorCode.UNSUPPORTED_PROCESSING_ID, 11, "this feed takes no messages of that processing id");
        }
        if (!header.version().isEmpty() && !VERSION_2.matcher(header.version()).matches()) {
            return refused(ErrorCode.UNSUPPORTED_VERSION, 12, "not a version 2 of HL7");
        }
        if (header.isAcknowledgment()) {
            return new Admission.NotAnswered();
        }
        if (header.code().isEmpty()) {
            return refused(ErrorCode.UNSUPPORTED_MESSAGE_TYPE, 9, "MSH-9 holds no message type");
        }
        if (events.contains(header.event())) {
            return new Admission.Mapped();
        }
        if (feed.unknownEvents() == UnknownEvents.STORE) {
            return new Admission.StoredOnly();
        }
        return codes.contains(header.code())
                ? refused(ErrorCode.UNSUPPORTED_EVENT, 9, "this feed takes no messages of that event")
                : refused(ErrorCode.UNSUPPORTED_MESSAGE_TYPE, 9, "this feed takes no messages of that type");
    }

    private static boolean allows(Set<String> allowed, String value) {
        return allowed.isEmpty() || allowed.contains(value);
    }

    private static Admission refused(ErrorCode code, int field, String reason) {
        return new Admission.Refused(Problem.ofHeader(code, field, reason));
    }
}
