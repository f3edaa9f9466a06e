package org.chartproof.bundles.evaluation;

import java.util.List;
import java.util.Map;

/**
 * All that one run has measured.
 *
 * @param engine version of the engine
 * @param sets in the order they were measured
 * @param cases the coded cases of each set that has codes, for the errors
 * @param everyText what was counted over all texts, modes and dates; empty if that was not asked for
 */
record Measured(
        String engine,
        List<SetFigures> sets,
        Map<EvaluationSet, List<CodedCase>> cases,
        Map<String, Double> everyText) {}
