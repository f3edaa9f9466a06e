package org.chartproof.hl7.map.order;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.chartproof.hl7.map.text.DocumentParts;
import org.chartproof.hl7.map.text.EmbeddedDocument;
import org.chartproof.hl7.message.Segment;

/**
 * Which observations of a report are prose for a reader, and which are results. Prose are files; text in several lines of one OBX-3 and OBX-4; one long line; and any TX or FT of a
 * report that has nothing else. A short text among numbers ("yellow") is a result.
 *
 * @param prose OBX of it, and the NTE behind them
 * @param results OBX of results
 * @param notes NTE behind a result, by its OBX
 */
record Narrative(List<Segment> prose, List<Segment> results, Map<Segment, List<Segment>> notes) {

    private static final Set<String> TEXT = Set.of("TX", "FT", "ST", "");

    /** One line that is longer says a sentence. */
    private static final int LONGEST_RESULT = 100;

    static Narrative of(List<Segment> segments) {
        List<Segment> observations =
                segments.stream().filter(one -> one.name().equals("OBX")).toList();
        Map<String, Integer> lines = new HashMap<>();
        observations.stream().filter(Narrative::isText).forEach(obx -> lines.merge(run(obx), 1, Integer::sum));
        boolean onlyText = observations.stream()
                .allMatch(obx -> EmbeddedDocument.isIn(obx)
                        || type(obx).equals("TX")
                        || type(obx).equals("FT"));
        List<Segment> prose = new ArrayList<>();
        List<Segment> results = new ArrayList<>();
        Map<Segment, List<Segment>> notes = new HashMap<>();
        Set<Segment> isProse = new HashSet<>();
        Segment last = null;
        for (Segment segment : segments) {
            if (segment.name().equals("OBX")) {
                last = segment;
                boolean isLong = segment.field(5).raw().length() > LONGEST_RESULT;
                if (EmbeddedDocument.isIn(segment)
                        || isText(segment) && (onlyText || isLong || lines.getOrDefault(run(segment), 0) > 1)) {
                    prose.add(segment);
                    isProse.add(segment);
                } else {
                    results.add(segment);
                }
            } else if (segment.name().equals("NTE") && last != null) {
                if (isProse.contains(last)) {
                    prose.add(segment);
                } else {
                    notes.computeIfAbsent(last, one -> new ArrayList<>()).add(segment);
                }
            }
        }
        return new Narrative(prose, results, notes);
    }

    /** Whether every observation of the report was withdrawn. */
    static boolean isWithdrawn(List<Segment> segments) {
        List<Segment> observations =
                segments.stream().filter(one -> one.name().equals("OBX")).toList();
        return !observations.isEmpty()
                && observations.stream()
                        .allMatch(obx -> DocumentParts.isVoid(obx)
                                && !obx.value(11).orElse("").equalsIgnoreCase("X"));
    }

    private static boolean isText(Segment obx) {
        return TEXT.contains(type(obx)) && !(type(obx).isEmpty() && obx.field(5).isAbsent());
    }

    private static String type(Segment obx) {
        return obx.value(2).orElse("").toUpperCase(Locale.ROOT);
    }

    private static String run(Segment obx) {
        return obx.field(3).raw() + "|" + obx.field(4).raw();
    }
}
