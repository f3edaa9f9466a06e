package org.chartproof.bundles.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.chartproof.coding.Coder;
import org.chartproof.coding.CodingMode;
import org.chartproof.coding.Setting;

/** CodiEsp: published cases with the codes of their mentions; micro averages, exact and by category. */
final class CodiEsp {

    private static final int RESAMPLES = 1000;

    private final List<Score> exact = new ArrayList<>();
    private Score categories = Score.NONE;

    /** Codes the file and prints the figures. */
    static String evaluate(Coder coder, Path file) throws IOException {
        CodiEsp evaluation = new CodiEsp();
        for (JsonNode row : LabelledNotes.read(file)) {
            Set<String> gold = new TreeSet<>();
            row.path("gold_dx")
                    .forEach(
                            one -> gold.add(LabelledNotes.plain(one.path("code").asText())));
            evaluation.add(
                    gold,
                    LabelledNotes.values(LabelledNotes.code(
                            coder, row.path("text").asText(), Setting.INPATIENT, CodingMode.MENTIONS)));
        }
        return evaluation.figures();
    }

    void add(Set<String> gold, Set<String> answered) {
        exact.add(compare(gold, answered));
        categories = categories.plus(compare(categories(gold), categories(answered)));
    }

    String figures() {
        Score all = exact.stream().reduce(Score.NONE, Score::plus);
        List<Double> resampled = resampled();
        return String.format(
                Locale.ROOT,
                "exact code: %s [95%% CI of F1 %.3f-%.3f]; category: %s",
                all,
                resampled.get(RESAMPLES * 25 / 1000),
                resampled.get(RESAMPLES * 975 / 1000 - 1),
                categories);
    }

    /** F1 of resamples of the notes, in order. */
    private List<Double> resampled() {
        Random random = new Random(0);
        List<Double> scores = new ArrayList<>();
        for (int i = 0; i < RESAMPLES; i++) {
            Score sum = Score.NONE;
            for (int j = 0; j < exact.size(); j++) {
                sum = sum.plus(exact.get(random.nextInt(exact.size())));
            }
            scores.add(sum.f1());
        }
        return scores.stream().sorted().toList();
    }

    static Score compare(Set<String> gold, Set<String> answered) {
        int right = (int) answered.stream().filter(gold::contains).count();
        return new Score(right, answered.size(), gold.size());
    }

    private static Set<String> categories(Set<String> codes) {
        return codes.stream()
                .map(code -> code.substring(0, Math.min(3, code.length())))
                .collect(Collectors.toSet());
    }
}
