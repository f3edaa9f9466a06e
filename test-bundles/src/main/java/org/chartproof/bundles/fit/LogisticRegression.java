package org.chartproof.bundles.fit;

import java.util.List;

/**
 * Logistic regression with an L2 penalty over features that are there or not, by Newton's method: some hundred features and some
 * thousand examples take a second.
 */
public final class LogisticRegression {

    private static final int STEPS = 25;
    private static final double ENOUGH = 1e-6;

    /** The base has a small penalty of its own, so that the system can always be solved. */
    private static final double BASE_PENALTY = 1e-3;

    private final double[] weights;

    private LogisticRegression(double[] weights) {
        this.weights = weights;
    }

    /**
     * An example.
     *
     * @param features indices of those that are there, distinct
     * @param isRight what is to be predicted
     */
    public record Example(int[] features, boolean isRight) {}

    /**
     * Fits weights.
     *
     * @param features how many there are; indices run from 0
     * @param penalty of the squared weights, above 0
     */
    public static LogisticRegression fit(List<Example> examples, int features, double penalty) {
        int size = features + 1; // the last is the base
        double[] weights = new double[size];
        for (int step = 0; step < STEPS; step++) {
            double[] gradient = new double[size];
            double[][] curvature = new double[size][size];
            for (int i = 0; i < size; i++) {
                double own = i == features ? BASE_PENALTY : penalty;
                gradient[i] = -own * weights[i];
                curvature[i][i] = own;
            }
            for (Example example : examples) {
                add(example, weights, gradient, curvature);
            }
            double[] change = Cholesky.solve(curvature, gradient);
            double largest = 0;
            for (int i = 0; i < size; i++) {
                weights[i] += change[i];
                largest = Math.max(largest, Math.abs(change[i]));
            }
            if (largest < ENOUGH) {
                break;
            }
        }
        return new LogisticRegression(weights);
    }

    private static void add(Example example, double[] weights, double[] gradient, double[][] curvature) {
        int base = weights.length - 1;
        double probability = 1 / (1 + Math.exp(-sum(weights, example.features())));
        double error = (example.isRight() ? 1 : 0) - probability;
        double weight = probability * (1 - probability);
        gradient[base] += error;
        curvature[base][base] += weight;
        for (int feature : example.features()) {
            gradient[feature] += error;
            curvature[base][feature] += weight;
            curvature[feature][base] += weight;
            for (int other : example.features()) {
                curvature[feature][other] += weight;
            }
        }
    }

    private static double sum(double[] weights, int[] features) {
        double sum = weights[weights.length - 1];
        for (int feature : features) {
            sum += weights[feature];
        }
        return sum;
    }

    /** The sum of weights for an example: log odds. */
    public double sum(int[] features) {
        return sum(weights, features);
    }

    /** The weight of a feature. */
    public double weight(int feature) {
        return weights[feature];
    }

    /** The weight that always counts. */
    public double base() {
        return weights[weights.length - 1];
    }
}
