package org.chartproof.hl7.message;

import java.util.List;

/**
 * One repetition of a field: components, each of subcomponents.
 *
 * @param components texts with escape sequences decoded; the outer list are components, the inner ones subcomponents
 */
public record Repetition(List<List<String>> components) {

    /** Holds nothing. */
    public static final Repetition EMPTY = new Repetition(List.of());

    public Repetition {
        components = components.stream().map(List::copyOf).toList();
    }

    /**
     * @param component counted from 1, as HL7 does
     * @return its first subcomponent; absent beyond the last
     */
    public Value component(int component) {
        return component(component, 1);
    }

    /**
     * @param component counted from 1
     * @param subcomponent counted from 1
     */
    public Value component(int component, int subcomponent) {
        if (component < 1 || component > components.size()) {
            return Value.ABSENT;
        }
        List<String> parts = components.get(component - 1);
        return subcomponent < 1 || subcomponent > parts.size() ? Value.ABSENT : Value.of(parts.get(subcomponent - 1));
    }

    /**
     * A component as a repetition of its own, its subcomponents as components: how a CX or HD nested in another type is read.
     *
     * @param component counted from 1
     */
    public Repetition nested(int component) {
        return component < 1 || component > components.size()
                ? EMPTY
                : new Repetition(
                        components.get(component - 1).stream().map(List::of).toList());
    }

    /** Whether no component holds anything. */
    public boolean isEmpty() {
        return components.stream().allMatch(parts -> parts.stream().allMatch(String::isBlank));
    }
}
