package org.chartproof.coding.confidence;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.chartproof.coding.CodingMode;
import org.chartproof.coding.data.DataFile;

/**
 * How sure a code is: the probability that a second coder would assign it, 0..1. Of the codes that are said to be 0.9 sure, nine in
 * ten are right on text like that which the model was fitted on; {@code confidence.tsv} says which that was.
 */
public final class Confidence {

    static final String FILE = "confidence.tsv";

    private static final int COLUMNS = 4;

    private final Map<CodingMode, ConfidenceModel> models = new EnumMap<>(CodingMode.class);

    /**
     * Reads the model.
     *
     * @throws IllegalStateException if its table is broken; says file and line
     */
    public Confidence() {
        List<DataFile.Row> rows = DataFile.read(FILE, COLUMNS);
        for (CodingMode mode : CodingMode.values()) {
            models.put(mode, ConfidenceModel.of(mode, rows));
        }
    }

    /**
     * A confidence and what it rests on.
     *
     * @param probability 0..1
     * @param told the features, for a trace: separated by comma and blank
     */
    public record Estimate(double probability, String told) {}

    /** Of a code. */
    public Estimate of(Circumstances code) {
        List<String> features = Features.of(code);
        ConfidenceModel model = models.get(code.facts().mode());
        if (model == null) {
            throw new IllegalStateException("no model for mode " + code.facts().mode());
        }
        return new Estimate(model.probability(features), String.join(", ", features));
    }

    /** Of the whole claim: no surer than its least sure code. Not the product, since doubts of one note go together. */
    public static double ofClaim(List<Double> codes) {
        return codes.stream().mapToDouble(Double::doubleValue).min().orElse(1);
    }
}
