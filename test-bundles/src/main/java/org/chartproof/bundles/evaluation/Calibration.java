package org.chartproof.bundles.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Whether confidence means what it says: of the codes that are said to be 0.9 sure, nine in ten should be right.
 *
 * @param judged every answered code with its confidence and whether it was right, surest first
 */
record Calibration(List<Judged> judged) {

    private static final int BINS = 10;

    /** A code's confidence, 0..1, and whether it was right. */
    record Judged(double confidence, boolean right) {}

    /**
     * Codes whose confidence lies in one tenth of 0..1.
     *
     * @param count how many; the means are 0 if none
     */
    record Bin(double low, double high, int count, double meanConfidence, double shareRight) {}

    /** Of the codes at or above a threshold: which share of all, 0..1, and how many of them are right, 0..1. */
    record Point(double threshold, double coverage, double precision) {}

    Calibration {
        judged = judged.stream()
                .sorted(Comparator.comparingDouble(Judged::confidence).reversed())
                .toList();
    }

    /** The answers of coded cases; optional codes count neither way. */
    static Calibration of(List<CodedCase> cases) {
        List<Judged> judged = new ArrayList<>();
        for (CodedCase one : cases) {
            one.right().forEach(answer -> judged.add(new Judged(answer.confidence(), true)));
            one.wrong().forEach(answer -> judged.add(new Judged(answer.confidence(), false)));
        }
        return new Calibration(judged);
    }

    /** The reliability table: ten bins of equal width. */
    List<Bin> bins() {
        int[] counts = new int[BINS];
        int[] right = new int[BINS];
        double[] confidence = new double[BINS];
        for (Judged one : judged) {
            int bin = Math.min(BINS - 1, (int) (one.confidence() * BINS));
            counts[bin]++;
            right[bin] += one.right() ? 1 : 0;
            confidence[bin] += one.confidence();
        }
        List<Bin> bins = new ArrayList<>();
        for (int i = 0; i < BINS; i++) {
            int count = Math.max(1, counts[i]);
            bins.add(new Bin(
                    (double) i / BINS,
                    (double) (i + 1) / BINS,
                    counts[i],
                    confidence[i] / count,
                    (double) right[i] / count));
        }
        return bins;
    }

    /** Expected calibration error: the mean distance of confidence and share of right codes over the bins, by their counts. */
    double expectedError() {
        double error = 0;
        for (Bin bin : bins()) {
            error += bin.count() * Math.abs(bin.meanConfidence() - bin.shareRight());
        }
        return judged.isEmpty() ? 0 : error / judged.size();
    }

    /** What a threshold lets through. */
    Point at(double threshold) {
        int above = 0;
        int right = 0;
        for (Judged one : judged) {
            if (one.confidence() >= threshold) {
                above++;
                right += one.right() ? 1 : 0;
            }
        }
        return new Point(
                threshold,
                judged.isEmpty() ? 0 : (double) above / judged.size(),
                above == 0 ? 0 : (double) right / above);
    }

    /** The curve of precision over coverage, from the surest code down; one point for each confidence that occurs. */
    List<Point> curve() {
        List<Point> curve = new ArrayList<>();
        int right = 0;
        for (int i = 0; i < judged.size(); i++) {
            right += judged.get(i).right() ? 1 : 0;
            boolean lastOfItsConfidence = i + 1 == judged.size()
                    || judged.get(i + 1).confidence() < judged.get(i).confidence();
            if (lastOfItsConfidence) {
                curve.add(new Point(judged.get(i).confidence(), (i + 1.0) / judged.size(), (double) right / (i + 1)));
            }
        }
        return curve;
    }
}
