package org.chartproof.bundles.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Figures as JSON: for machines, and to see later what has changed. Never holds text of a note. */
final class FiguresFile {

    /** Enough to tell a change from rounding. */
    private static final double PRECISION = 1e5;

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private FiguresFile() {}

    static void write(Path file, Measured measured) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        root.put("engine", measured.engine());
        ObjectNode sets = root.putObject("sets");
        for (SetFigures figures : measured.sets()) {
            ObjectNode set = sets.putObject(figures.set().key());
            set.put("cases", figures.cases());
            put(set.putObject("figures"), figures.values());
            if (!figures.groups().isEmpty()) {
                ObjectNode groups = set.putObject("groups");
                figures.groups().forEach((name, values) -> put(groups.putObject(name), values));
            }
            if (!figures.errors().isEmpty()) {
                put(set.putObject("errors"), figures.errors());
            }
            figures.calibration().ifPresent(calibration -> {
                var bins = set.putArray("reliability");
                for (Calibration.Bin bin : calibration.bins()) {
                    ObjectNode row = bins.addObject();
                    row.put("from", bin.low());
                    row.put("codes", bin.count());
                    row.put("meanConfidence", rounded(bin.meanConfidence()));
                    row.put("shareRight", rounded(bin.shareRight()));
                }
            });
        }
        if (!measured.everyText().isEmpty()) {
            put(root.putObject("everyText"), measured.everyText());
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.writeString(file, JSON.writeValueAsString(root) + "\n");
    }

    private static void put(ObjectNode node, Map<String, Double> values) {
        values.forEach((name, value) -> node.put(name, rounded(value)));
    }

    private static double rounded(double value) {
        return Math.round(value * PRECISION) / PRECISION;
    }

    /** The figures of each set, by its key; none if there is no such file. */
    static Map<String, Map<String, Double>> read(Path file) throws IOException {
        Map<String, Map<String, Double>> sets = new LinkedHashMap<>();
        if (Files.exists(file)) {
            JsonNode root = JSON.readTree(file.toFile());
            root.path("sets").fields().forEachRemaining(set -> {
                Map<String, Double> values = new LinkedHashMap<>();
                set.getValue()
                        .path("figures")
                        .fields()
                        .forEachRemaining(figure ->
                                values.put(figure.getKey(), figure.getValue().asDouble()));
                values.put("cases", set.getValue().path("cases").asDouble());
                sets.put(set.getKey(), values);
            });
        }
        return sets;
    }
}
