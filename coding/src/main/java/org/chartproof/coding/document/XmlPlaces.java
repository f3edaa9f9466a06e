package org.chartproof.coding.document;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The text nodes of an XML document, counted through: position p is the p-th character of all texts that were read. Elements that
 * lead to no text are not kept.
 */
final class XmlPlaces {

    /**
     * An element that leads to text.
     *
     * @param ordinal from 1, among those of the same name beside it
     */
    private record Step(Optional<Step> parent, String name, int ordinal) {}

    private static final class Open {
        private final String name;
        private final int ordinal;
        private final Map<String, Integer> children = new HashMap<>(4);
        private Optional<Step> step = Optional.empty();
        private int texts;

        Open(String name, int ordinal) {
            this.name = name;
            this.ordinal = ordinal;
        }
    }

    private final Deque<Open> open = new ArrayDeque<>();
    private final List<Step> elements = new ArrayList<>();
    private int[] starts = new int[64];
    private int[] numbers = new int[64];
    private int position;

    void open(String name) {
        int ordinal = open.isEmpty() ? 1 : open.getFirst().children.merge(name, 1, Integer::sum);
        open.addFirst(new Open(name, ordinal));
    }

    void close() {
        open.removeFirst();
    }

    int depth() {
        return open.size();
    }

    /** The position of the next character. */
    int position() {
        return position;
    }

    /**
     * A text node within the element that is open.
     *
     * @param length of its text that is read; 0 if none
     * @return the position of its first character
     */
    int textNode(int length) {
        Open element = open.getFirst();
        element.texts++;
        if (length == 0) {
            return position;
        }
        int node = elements.size();
        if (node == starts.length) {
            starts = Arrays.copyOf(starts, node * 2);
            numbers = Arrays.copyOf(numbers, node * 2);
        }
        starts[node] = position;
        numbers[node] = element.texts;
        elements.add(step());
        position += length;
        return starts[node];
    }

    private Step step() {
        Optional<Step> above = Optional.empty();
        for (Open element : (Iterable<Open>) open::descendingIterator) {
            if (element.step.isEmpty()) {
                element.step = Optional.of(new Step(above, element.name, element.ordinal));
            }
            above = element.step;
        }
        return above.orElseThrow();
    }

    SourcePlace at(int at) {
        int found = Arrays.binarySearch(starts, 0, elements.size(), at);
        int node = found >= 0 ? found : -found - 2;
        if (node < 0) {
            return new SourcePlace.InElement("/", 0);
        }
        StringBuilder path = new StringBuilder();
        for (Optional<Step> step = Optional.of(elements.get(node));
                step.isPresent();
                step = step.orElseThrow().parent()) {
            path.insert(
                    0,
                    "/" + step.orElseThrow().name() + "[" + step.orElseThrow().ordinal() + "]");
        }
        return new SourcePlace.InElement(path + "/text()[" + numbers[node] + "]", at - starts[node]);
    }
}
