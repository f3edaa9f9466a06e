package org.chartproof.bundles.evaluation;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What was measured on one set.
 *
 * @param set which
 * @param cases notes, encounters or sentences in it
 * @param values figures by name, in the order of telling; shares 0..1, counts as they are
 * @param groups the main figures of each part (specialty, setting), by its name
 * @param errors how often each cause of an error stood behind a missed or a wrong code, by its name
 * @param calibration of its codes; empty for sets without codes
 */
record SetFigures(
        EvaluationSet set,
        int cases,
        Map<String, Double> values,
        Map<String, Map<String, Double>> groups,
        Map<String, Double> errors,
        Optional<Calibration> calibration) {

    /** Figures of a set that has no codes. */
    static SetFigures withoutCodes(EvaluationSet set, int cases, Map<String, Double> values) {
        return new SetFigures(set, cases, values, Map.of(), new TreeMap<>(), Optional.empty());
    }

    /** A figure; 0 if it was not measured. */
    double value(String name) {
        return values.getOrDefault(name, 0.0);
    }
}
