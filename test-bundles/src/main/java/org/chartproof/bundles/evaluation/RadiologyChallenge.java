package org.chartproof.bundles.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.chartproof.coding.Coder;
import org.chartproof.coding.CodingMode;
import org.chartproof.coding.Setting;

/** The 2007 Computational Medicine Challenge: radiology reports of outpatients, claims by prefixes that are accepted. */
final class RadiologyChallenge {

    private Score score = Score.NONE;
    private int reports;
    private int exactSets;

    /** Codes the file and prints the figures. */
    static String evaluate(Coder coder, Path file) throws IOException {
        RadiologyChallenge evaluation = new RadiologyChallenge();
        for (JsonNode row : LabelledNotes.read(file)) {
            String text = "CLINICAL HISTORY: " + row.path("clinical_history").asText() + "\n\nIMPRESSION: "
                    + row.path("impression").asText();
            List<List<String>> gold = new ArrayList<>();
            for (JsonNode accepted : row.path("accept_icd10cm_prefixes")) {
                List<String> prefixes = new ArrayList<>();
                accepted.forEach(prefix -> prefixes.add(LabelledNotes.plain(prefix.asText())));
                gold.add(prefixes);
            }
            evaluation.add(
                    gold, LabelledNotes.values(LabelledNotes.code(coder, text, Setting.OUTPATIENT, CodingMode.CLAIM)));
        }
        return evaluation.figures();
    }

    void add(List<List<String>> gold, Set<String> answered) {
        Set<String> used = new HashSet<>();
        int found = 0;
        for (List<String> accepted : gold) {
            List<String> matching = answered.stream()
                    .filter(code -> accepted.stream().anyMatch(code::startsWith))
                    .toList();
            found += matching.isEmpty() ? 0 : 1;
            used.addAll(matching);
        }
        int wrong = answered.size() - used.size();
        score = score.plus(new Score(found, found + wrong, gold.size()));
        reports++;
        exactSets += found == gold.size() && wrong == 0 ? 1 : 0;
    }

    String figures() {
        return String.format(Locale.ROOT, "%s; whole report right %.3f", score, (double) exactSets / reports);
    }
}
