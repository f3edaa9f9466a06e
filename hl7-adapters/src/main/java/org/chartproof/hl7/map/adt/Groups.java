package org.chartproof.hl7.map.adt;

import java.util.ArrayList;
import java.util.List;
import org.chartproof.hl7.map.Translation;
import org.chartproof.hl7.message.Segment;

/** Groups of segments that repeat in one message. */
final class Groups {

    private Groups() {}

    /**
     * Splits a message: each part has what stands before the first segment of a name, then one of that name and what follows it.
     *
     * @return the whole, if there is no segment of that name
     */
    static List<Translation> startingWith(String name, Translation translation) {
        List<Segment> common = new ArrayList<>();
        List<List<Segment>> groups = new ArrayList<>();
        for (Segment segment : translation.message().segments()) {
            if (segment.name().equals(name)) {
                groups.add(new ArrayList<>(common));
            }
            (groups.isEmpty() ? common : groups.get(groups.size() - 1)).add(segment);
        }
        return groups.isEmpty()
                ? List.of(translation)
                : groups.stream()
                        .map(group -> translation.with(translation.message().with(group)))
                        .toList();
    }
}
