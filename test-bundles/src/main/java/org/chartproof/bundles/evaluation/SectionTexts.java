package org.chartproof.bundles.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chartproof.coding.section.SectionClassifier;

/** MTS-Dialog: parts of notes without their headers; which type each is. */
final class SectionTexts {

    private SectionTexts() {}

    /** Classifies each text: the share that is right, of each file and of all. */
    static SetFigures evaluate(List<Path> files, ErrorFile errors) throws IOException {
        SectionClassifier classifier = new SectionClassifier();
        Map<String, Double> values = new LinkedHashMap<>();
        int all = 0;
        int allRight = 0;
        for (Path file : files) {
            int right = 0;
            List<JsonNode> rows = LabelledSets.rows(file);
            for (JsonNode row : rows) {
                String label = row.path("section").asText();
                String text = row.path("text").asText();
                String answer = classifier.classify(text).topic().label();
                if (answer.equals(label)) {
                    right++;
                } else {
                    errors.add(
                            EvaluationSet.MTS,
                            row.path("id").asText(),
                            "answered " + answer + ", label " + label,
                            text);
                }
            }
            String name = String.valueOf(file.getFileName()).replaceAll("mts_sections_|[.]jsonl", "");
            values.put("accuracy " + name, rows.isEmpty() ? 0 : (double) right / rows.size());
            all += rows.size();
            allRight += right;
        }
        values.put("accuracy", all == 0 ? 0 : (double) allRight / all);
        return SetFigures.withoutCodes(EvaluationSet.MTS, all, values);
    }
}
