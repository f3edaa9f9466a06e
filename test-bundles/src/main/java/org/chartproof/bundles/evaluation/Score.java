package org.chartproof.bundles.evaluation;

import java.util.Locale;

/**
 * Counts of right, wrong and missed answers.
 *
 * @param right in the answer and in the gold
 * @param answered all that were answered
 * @param gold all that are gold
 */
public record Score(int right, int answered, int gold) {

    /** Nothing counted yet. */
    public static final Score NONE = new Score(0, 0, 0);

    /** Both together. */
    public Score plus(Score other) {
        return new Score(right + other.right, answered + other.answered, gold + other.gold);
    }

    /** Share of answers that are right, 0..1; 0 without answers. */
    public double precision() {
        return answered == 0 ? 0 : (double) right / answered;
    }

    /** Share of gold that was answered, 0..1; 0 without gold. */
    public double recall() {
        return gold == 0 ? 0 : (double) right / gold;
    }

    /** Harmonic mean of both. */
    public double f1() {
        double sum = precision() + recall();
        return sum == 0 ? 0 : 2 * precision() * recall() / sum;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "P %.3f R %.3f F1 %.3f", precision(), recall(), f1());
    }
}
