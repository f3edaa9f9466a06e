package org.chartproof.coding.confidence;

import java.util.List;
import org.chartproof.coding.candidate.Candidate;

/**
 * How sure a code is, 0..1: from the best section it stands in, how often it is said, and what was left open. Weights set by
 * judgement, not yet calibrated on reviewed claims.
 */
public final class Confidence {

    private static final double MORE_THAN_ONCE = 0.03;
    private static final double LEFT_OPEN = 0.10;
    private static final double HIGHEST = 0.98;

    private Confidence() {}

    /** The confidence of a code, given what supports it. */
    public static double of(List<Candidate> support) {
        double best = support.stream().mapToDouble(Confidence::of).max().orElse(0);
        boolean repeated = support.size() > 1;
        boolean open =
                support.stream().allMatch(candidate -> candidate.missingAxis().isPresent());
        return Math.max(0.05, Math.min(HIGHEST, best + (repeated ? MORE_THAN_ONCE : 0) - (open ? LEFT_OPEN : 0)));
    }

    /** Of the whole claim: no surer than its least sure code. */
    public static double ofClaim(List<Double> codes) {
        return codes.stream().mapToDouble(Double::doubleValue).min().orElse(1);
    }

    private static double of(Candidate candidate) {
        return switch (candidate.section().weight()) {
            case PRINCIPAL -> 0.97;
            case ASSESSMENT -> 0.94;
            case PLAN -> 0.82;
            case REASON -> 0.78;
            case NARRATIVE -> 0.75;
            case HISTORY -> 0.80;
            case FINDING -> 0.60;
            case FAMILY, NONE -> 0.40;
        };
    }
}
