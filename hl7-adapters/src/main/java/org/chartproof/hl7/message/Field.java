package org.chartproof.hl7.message;

import java.util.List;

/**
 * A field of a segment.
 *
 * @param raw the characters between its separators as they came, nothing decoded or split: running text with unescaped delimiters is read from here
 * @param repetitions in order
 */
public record Field(String raw, List<Repetition> repetitions) {

    /** Was not sent. */
    public static final Field ABSENT = new Field("", List.of());

    public Field {
        repetitions = List.copyOf(repetitions);
    }

    /** The first component of the first repetition: all of a simple field. */
    public Value value() {
        return first().component(1);
    }

    /** @param component of the first repetition, counted from 1 */
    public Value component(int component) {
        return first().component(component);
    }

    /** The first repetition; an empty one if there is none. */
    public Repetition first() {
        return repetitions.isEmpty() ? Repetition.EMPTY : repetitions.get(0);
    }

    /** Repetitions that hold something. */
    public List<Repetition> filled() {
        return repetitions.stream().filter(one -> !one.isEmpty()).toList();
    }

    /** Whether nothing was sent. */
    public boolean isAbsent() {
        return raw.isBlank();
    }

    /** Whether the whole field orders to remove what is stored. */
    public boolean isRemoval() {
        return raw.strip().equals("\"\"");
    }
}
