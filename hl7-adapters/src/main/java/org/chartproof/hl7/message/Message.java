package org.chartproof.hl7.message;

import java.util.List;
import java.util.Optional;

/**
 * A message, its segments flat and in the order in which they came. Groups are found by that order where a mapping needs them: senders misplace
 * segments, and a grammar per version and event would lose those.
 *
 * @param segments the first is MSH
 * @param syntax how it was written: decodes {@link Field#raw}
 * @param oddities what was wrong with its writing, each once
 */
public record Message(List<Segment> segments, Syntax syntax, List<Oddity> oddities) {

    public Message {
        segments = List.copyOf(segments);
        oddities = List.copyOf(oddities);
        if (segments.isEmpty() || !segments.get(0).name().equals("MSH")) {
            throw new IllegalArgumentException("a message begins with MSH");
        }
    }

    /** The same message with other segments: one of several groups that came in it. */
    public Message with(List<Segment> others) {
        return new Message(others, syntax, oddities);
    }

    /** Decodes texts of this message that were taken raw. */
    public Escapes escapes() {
        return new Escapes(syntax);
    }

    /** The header. */
    public Segment header() {
        return segments.get(0);
    }

    /** The first segment of a name. */
    public Optional<Segment> first(String name) {
        return segments.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    /** All segments of a name, in order. */
    public List<Segment> all(String name) {
        return segments.stream().filter(one -> one.name().equals(name)).toList();
    }

    /** MSH-9.1, such as ADT. */
    public String code() {
        return header().field(9).component(1).orElse("");
    }

    /** MSH-9.2, such as A01; else EVN-1, which older senders fill alone; else empty. */
    public String trigger() {
        return header().field(9)
                .component(2)
                .asText()
                .or(() -> first("EVN").flatMap(evn -> evn.value(1).asText()))
                .orElse("");
    }
}
