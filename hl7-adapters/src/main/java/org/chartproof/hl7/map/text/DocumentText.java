package org.chartproof.hl7.map.text;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chartproof.hl7.message.Segment;
import org.chartproof.hl7.message.Syntax;

/**
 * The lines of a document as one text. Observations are put in the order of OBX-1 where each has a number of its own, else they stay as they came; those of the same OBX-3 and
 * OBX-4 stand together. Lines, and the repetitions of OBX-5, are joined with LF. Where a document has several observations each begins after an empty line with its name, as the
 * sections of a report do, so that "Impression" keeps its meaning. A comment (NTE) stands below the line that it was sent with.
 */
final class DocumentText {

    private final TextValues values;

    DocumentText(Syntax syntax) {
        values = new TextValues(syntax);
    }

    /**
     * Joins the text of a document.
     *
     * @param segments OBX and NTE in the order of the message; others are passed over, and so are observations that are no text, number or code
     * @return empty if there is no text in them
     */
    Optional<String> join(List<Segment> segments) {
        Map<Key, Group> groups = new LinkedHashMap<>();
        for (Line line : ordered(lines(segments))) {
            groups.computeIfAbsent(line.key(), key -> new Group(line.name(), new ArrayList<>()))
                    .lines()
                    .addAll(line.text());
        }
        boolean several =
                groups.keySet().stream().map(Key::observation).distinct().count() > 1;
        StringBuilder text = new StringBuilder();
        String before = null;
        for (Map.Entry<Key, Group> group : groups.entrySet()) {
            boolean begins = !group.getKey().observation().equals(before);
            if (!text.isEmpty()) {
                text.append(begins ? "\n\n" : "\n");
            }
            String body = String.join("\n", group.getValue().lines());
            if (several && begins && !beginsWith(body, group.getValue().name())) {
                text.append(group.getValue().name()).append(":\n");
            }
            text.append(body);
            before = group.getKey().observation();
        }
        return text.toString().isBlank() ? Optional.empty() : Optional.of(text.toString());
    }

    /** @param observation OBX-3 */
    private record Key(String observation, String part) {}

    private record Group(String name, List<String> lines) {}

    private record Line(String setId, Key key, String name, List<String> text) {}

    private List<Line> lines(List<Segment> segments) {
        List<Line> lines = new ArrayList<>();
        boolean passedOver = false;
        boolean rtf = segments.stream()
                .filter(segment -> segment.name().equals("OBX"))
                .findFirst()
                .filter(TextValues::beginsRtf)
                .isPresent();
        for (Segment segment : segments) {
            if (segment.name().equals("OBX")) {
                Optional<String> text = values.text(segment, rtf);
                passedOver = text.isEmpty();
                text.ifPresent(one -> lines.add(line(segment, one)));
            } else if (segment.name().equals("NTE") && !passedOver) {
                String comment = values.running(segment.field(3));
                if (!comment.isBlank()) {
                    comment(lines, comment);
                }
            }
        }
        return lines;
    }

    private static void comment(List<Line> lines, String comment) {
        if (lines.isEmpty()) {
            lines.add(new Line("", new Key("", ""), "", new ArrayList<>(List.of(comment))));
        } else {
            lines.get(lines.size() - 1).text().add(comment);
        }
    }

    private Line line(Segment observation, String text) {
        return new Line(
                observation.value(1).orElse(""),
                new Key(
                        observation.field(3).raw().strip(),
                        observation.field(4).raw().strip()),
                values.name(observation),
                new ArrayList<>(List.of(text)));
    }

    /** By OBX-1 if each line has a number of its own: then the sender numbered the lines of the document. */
    private static List<Line> ordered(List<Line> lines) {
        Set<String> numbers = new HashSet<>();
        boolean numbered =
                lines.stream().allMatch(line -> line.setId().matches("\\d{1,9}") && numbers.add(line.setId()));
        if (!numbered) {
            return lines;
        }
        List<Line> ordered = new ArrayList<>(lines);
        ordered.sort((one, other) -> Integer.compare(Integer.parseInt(one.setId()), Integer.parseInt(other.setId())));
        return ordered;
    }

    /** Whether a name would say again what the text begins with, as "IMPRESSION: ..." does. */
    private static boolean beginsWith(String body, String name) {
        return name.isEmpty() || body.strip().toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT));
    }
}
