package org.chartproof.coding.confidence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chartproof.coding.CodingMode;
import org.chartproof.coding.data.DataFile;

/**
 * The fitted model of one mode: a weight for each feature, the steps from a sum of weights to a probability, and the least probability
 * that is worth reporting.
 */
final class ConfidenceModel {

    /** The weight that always counts. */
    private static final String BASE = "base";

    private final Map<String, Double> weights = new HashMap<>();
    private double least;
    private double leastLasting;
    private final double[] sums;
    private final double[] probabilities;

    private ConfidenceModel(CodingMode mode, List<DataFile.Row> rows) {
        List<double[]> steps = new ArrayList<>();
        for (DataFile.Row row : rows) {
            switch (row.column(1)) {
                case "weight" -> {
                    if (weights.put(row.column(2), number(row, 3)) != null) {
                        throw row.error(row.column(2) + " has two weights");
                    }
                }
                case "step" -> steps.add(step(row, steps));
                case "least" -> least(row);
                default -> throw row.error("'" + row.column(1) + "' is none of weight, step, least");
            }
        }
        if (steps.isEmpty()) {
            throw new IllegalStateException(Confidence.FILE + ": no steps for mode " + mode);
        }
        sums = steps.stream().mapToDouble(step -> step[0]).toArray();
        probabilities = steps.stream().mapToDouble(step -> step[1]).toArray();
    }

    /** The model of a mode from the rows of the table that are of this mode. */
    static ConfidenceModel of(CodingMode mode, List<DataFile.Row> rows) {
        return new ConfidenceModel(
                mode,
                rows.stream()
                        .filter(row -> row.value(0, CodingMode.class) == mode)
                        .toList());
    }

    private static double[] step(DataFile.Row row, List<double[]> before) {
        double[] step = {number(row, 2), number(row, 3)};
        if (step[1] < 0 || step[1] > 1) {
            throw row.error("a probability lies between 0 and 1");
        }
        if (!before.isEmpty()) {
            double[] last = before.get(before.size() - 1);
            if (step[0] <= last[0] || step[1] < last[1]) {
                throw row.error("steps rise");
            }
        }
        return step;
    }

    private static double number(DataFile.Row row, int column) {
        try {
            return Double.parseDouble(row.column(column));
        } catch (NumberFormatException e) {
            throw row.error("'" + row.column(column) + "' is no number");
        }
    }

    private void least(DataFile.Row row) {
        switch (row.column(2)) {
            case "lasting" -> leastLasting = number(row, 3);
            case "other" -> least = number(row, 3);
            default -> throw row.error("'" + row.column(2) + "' is none of lasting, other");
        }
    }

    /**
     * The least probability that is reported at all, 0..1; 0 if the table has none.
     *
     * @param lasting whether the condition is one that goes on
     */
    double least(boolean lasting) {
        return lasting ? leastLasting : least;
    }

    /** The probability for a code with these features: between two steps in proportion, beyond the last as there. */
    double probability(List<String> features) {
        double sum = weights.getOrDefault(BASE, 0.0);
        for (String feature : features) {
            sum += weights.getOrDefault(feature, 0.0);
        }
        int at = Arrays.binarySearch(sums, sum);
        int above = at >= 0 ? at : -at - 1;
        if (above == 0) {
            return probabilities[0];
        }
        if (above == sums.length) {
            return probabilities[sums.length - 1];
        }
        double share = (sum - sums[above - 1]) / (sums[above] - sums[above - 1]);
        return probabilities[above - 1] + share * (probabilities[above] - probabilities[above - 1]);
    }
}
