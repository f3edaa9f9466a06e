package org.chartproof.coding.confidence;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.chartproof.coding.CodingMode;
import org.chartproof.coding.candidate.Lasting;
import org.chartproof.coding.data.DataFile;

/**
 * How sure a code is: the probability that a second coder would assign it, 0..1. Of the codes that are said to be 0.9 sure, nine in
 * ten are right on text like that which the model was fitted on; {@code confidence.tsv} says which that was.
 */
public final class Confidence {

    static final String FILE = "confidence.tsv";

    private static final int COLUMNS = 4;

    private final Map<CodingMode, ConfidenceModel> models = new EnumMap<>(CodingMode.class);

    private final boolean reportsAll;

    private Confidence(boolean reportsAll) {
        this.reportsAll = reportsAll;
        List<DataFile.Row> rows = DataFile.read(FILE, COLUMNS);
        for (CodingMode mode : CodingMode.values()) {
            models.put(mode, ConfidenceModel.of(mode, rows));
        }
    }

    /**
     * The model of this build.
     *
     * @throws IllegalStateException if its table is broken; says file and line
     */
    public static Confidence ofThisBuild() {
        return new Confidence(false);
    }

    /** The model of this build, by which every code is worth reporting: for fitting the next one. */
    public static Confidence reportingAll() {
        return new Confidence(true);
    }

    /**
     * A confidence and what it rests on.
     *
     * @param probability 0..1
     * @param isReported whether it is high enough for the code to be reported at all
     * @param told the features, for a trace: separated by comma and blank
     */
    public record Estimate(double probability, boolean isReported, String told) {}

    /** Of a code. */
    public Estimate of(Circumstances code) {
        List<String> features = Features.of(code);
        ConfidenceModel model = models.get(code.facts().mode());
        if (model == null) {
            throw new IllegalStateException("no model for mode " + code.facts().mode());
        }
        double probability = model.probability(features);
        return new Estimate(
                probability,
                reportsAll || probability >= model.least(Lasting.is(code.code().value())),
                String.join(", ", features));
    }

    /** Of the whole claim: no surer than its least sure code. Not the product, since doubts of one note go together. */
    public static double ofClaim(List<Double> codes) {
        return codes.stream().mapToDouble(Double::doubleValue).min().orElse(1);
    }
}
