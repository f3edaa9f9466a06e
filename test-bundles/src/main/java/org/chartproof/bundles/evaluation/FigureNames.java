package org.chartproof.bundles.evaluation;

import java.util.Locale;
import java.util.Map;

/** Names of figures for readers, and figures in few characters. */
final class FigureNames {

    private static final Map<String, String> SAID = Map.ofEntries(
            Map.entry("f1", "F1"),
            Map.entry("categoryF1", "category F1"),
            Map.entry("calibrationError", "calibration error (ECE)"),
            Map.entry("autoPrecision", "precision at the auto threshold"),
            Map.entry("autoCoverage", "coverage at the auto threshold"),
            Map.entry("recallOfSupported", "recall where the evidence survived translation"),
            Map.entry("presentOnAdmissionRight", "present on admission right"));

    private FigureNames() {}

    /** {@code exactSet} as "exact set". */
    static String told(String name) {
        String said = SAID.get(name);
        return said != null
                ? said
                : name.replaceAll("F1$", " F1")
                        .replaceAll("([a-z])([A-Z])(?!1)", "$1 $2")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll(" f1$", " F1");
    }

    /** Whether it is a bound of another figure's interval. */
    static boolean isBound(String name) {
        return name.endsWith("Low") || name.endsWith("High");
    }

    /** Shares with three decimals, counts without. */
    static String value(String name, double value) {
        boolean isCount = name.endsWith("Count") || name.startsWith("codes") || name.equals("cases") || value > 1;
        return isCount ? String.format(Locale.ROOT, "%.0f", value) : String.format(Locale.ROOT, "%.3f", value);
    }

    /** The interval of a figure in brackets; empty without one. */
    static String interval(Map<String, Double> values, String name) {
        Double low = values.get(name + "Low");
        Double high = values.get(name + "High");
        return low == null || high == null ? "" : String.format(Locale.ROOT, "[%.3f-%.3f]", low, high);
    }
}
