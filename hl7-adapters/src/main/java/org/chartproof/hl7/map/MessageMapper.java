package org.chartproof.hl7.map;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chartproof.hl7.feed.Feed;
import org.chartproof.hl7.map.datatype.Times;
import org.chartproof.hl7.message.Message;

/**
 * Maps messages by their event, which is MSH-9.1 and MSH-9.2. MSH-9.3 is not looked at: senders fill it wrongly. Safe for use by many threads.
 */
public final class MessageMapper {

    private final Map<String, EventMapping> events;
    private final EventMapping others;

    /**
     * @param events by event, such as {@code ADT^A01}
     * @param others for events that are not among them
     */
    public MessageMapper(Map<String, EventMapping> events, EventMapping others) {
        this.events = Map.copyOf(events);
        this.others = others;
    }

    /**
     * Maps a message.
     *
     * @param workspace takes the changes; what was put into it counts only if the result is {@link Mapping.Mapped}
     */
    public Mapping map(Message message, Feed feed, Workspace workspace) {
        Translation translation = Translation.of(message, feed, workspace);
        message.oddities().forEach(oddity -> translation.warn("", oddity.code(), oddity.text()));
        return events.getOrDefault(event(message), others).map(translation);
    }

    /** The events that have a mapping of their own, such as {@code ADT^A01}. */
    public Set<String> events() {
        return events.keySet();
    }

    /** Whether there is a mapping of its own for the event of a message. */
    public boolean knows(Message message) {
        return events.containsKey(event(message));
    }

    /** The event of a message, such as {@code ADT^A01}. */
    public static String event(Message message) {
        return message.code() + "^" + message.trigger();
    }

    /**
     * When its sender recorded what a message tells: EVN-2, else MSH-7, else EVN-6; a time without an offset is one of the feed's zone. It orders messages that change the
     * same resource: what was recorded earlier never overwrites what was recorded later. Not EVN-6 first: a discharge of ten o'clock that is entered at eleven is news at
     * eleven, whatever came in between.
     *
     * @param before a time that is not before it is not believed: a clock that runs far ahead would keep everything after it from being stored
     * @return empty if no field holds a time that can be read and believed
     */
    public static Optional<Instant> recordedTime(Message message, Feed feed, Instant before) {
        Times times = new Times(feed.zone(), (place, code, text) -> {});
        return EventTime.recorded(message)
                .flatMap(field -> times.moment(field.value(), field.place()).stream())
                .filter(time -> time.isBefore(before))
                .findFirst();
    }
}
