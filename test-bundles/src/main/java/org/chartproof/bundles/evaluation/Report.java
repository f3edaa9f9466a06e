package org.chartproof.bundles.evaluation;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.chartproof.bundles.report.Block;
import org.chartproof.bundles.report.HtmlPage;
import org.chartproof.bundles.report.MarkdownPage;

/** The report of a run: {@code report.md}, {@code report.html} and {@code figures.json} in a folder. */
final class Report {

    /** Points of a curve that are shown. */
    private static final int CURVE_POINTS = 20;

    private final Measured measured;
    private final Map<String, Map<String, Double>> before;
    private final boolean withText;
    private final List<Block> blocks = new ArrayList<>();

    /**
     * @param before figures of an earlier run, by set
     * @param withText whether text of the notes may stand in it; never in a report that is published, for the sets' licences
     */
    Report(Measured measured, Map<String, Map<String, Double>> before, boolean withText) {
        this.measured = measured;
        this.before = before;
        this.withText = withText;
    }

    void write(Path folder) throws IOException {
        blocks.clear();
        blocks.add(new Block.Heading(1, "Accuracy of Chartproof " + measured.engine()));
        blocks.add(new Block.Paragraph(
                "Shares are 0 to 1; brackets hold 95 % bootstrap intervals over notes. The change is against"
                        + " the figures committed before."));
        for (SetFigures set : measured.sets()) {
            set(set);
        }
        calibration();
        everyText();
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("report.md"), MarkdownPage.of(blocks));
        Files.writeString(folder.resolve("report.html"), HtmlPage.of(blocks));
        FiguresFile.write(folder.resolve("figures.json"), measured);
    }

    private void set(SetFigures set) throws IOException {
        blocks.add(new Block.Heading(2, capital(set.set().title()) + " (" + set.cases() + ")"));
        Map<String, Double> old = before.getOrDefault(set.set().key(), Map.of());
        List<List<String>> rows = new ArrayList<>();
        set.values().forEach((name, value) -> {
            if (!FigureNames.isBound(name)) {
                rows.add(List.of(
                        FigureNames.told(name),
                        FigureNames.value(name, value),
                        FigureNames.interval(set.values(), name),
                        change(value, Optional.ofNullable(old.get(name)))));
            }
        });
        blocks.add(new Block.Table(List.of("figure", "value", "95 %", "change"), rows));
        groups(set);
        errors(set);
    }

    private static String change(double value, Optional<Double> old) {
        if (old.isEmpty()) {
            return "new";
        }
        double change = value - old.get();
        return Math.abs(change) < 0.0005 ? "=" : String.format(Locale.ROOT, "%+.3f", change);
    }

    private void groups(SetFigures set) {
        if (set.groups().isEmpty()) {
            return;
        }
        List<String> names =
                new ArrayList<>(set.groups().values().iterator().next().keySet());
        List<String> header = new ArrayList<>(List.of("part"));
        names.forEach(name -> header.add(FigureNames.told(name)));
        List<List<String>> rows = new ArrayList<>();
        set.groups().forEach((group, values) -> {
            List<String> row = new ArrayList<>(List.of(group));
            names.forEach(name -> row.add(FigureNames.value(name, values.getOrDefault(name, 0.0))));
            rows.add(row);
        });
        blocks.add(new Block.Table(header, rows));
    }

    private void errors(SetFigures set) throws IOException {
        if (set.errors().isEmpty()) {
            return;
        }
        List<List<String>> rows = set.errors().entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(one -> List.of(one.getKey(), String.format(Locale.ROOT, "%.0f", one.getValue())))
                .toList();
        blocks.add(new Block.Table(List.of("error", "codes"), rows));
        if (withText) {
            StringWriter text = new StringWriter();
            ErrorFile file = new ErrorFile(text);
            for (CodedCase one : measured.cases().getOrDefault(set.set(), List.of())) {
                file.add(set.set(), one);
            }
            blocks.add(new Block.Quoted("Each error with the text around it", text.toString()));
        }
    }

    private void calibration() {
        List<Block.Series> reliability = new ArrayList<>();
        List<Block.Series> coverage = new ArrayList<>();
        for (SetFigures set : measured.sets()) {
            set.calibration().ifPresent(calibration -> {
                String name = set.set().key();
                reliability.add(new Block.Series(name, reliability(calibration), true));
                coverage.add(new Block.Series(name, coverage(calibration), false));
            });
        }
        if (!reliability.isEmpty()) {
            blocks.add(new Block.Heading(2, "Confidence"));
            blocks.add(new Block.Paragraph(
                    "A calibrated confidence lies on the diagonal. The second plot says which share of the"
                            + " codes can go unreviewed at which precision."));
            blocks.add(new Block.Plot("Reliability", "mean confidence", "share right", true, reliability));
            blocks.add(new Block.Plot("Precision over coverage", "coverage", "precision", false, coverage));
        }
    }

    private static List<double[]> reliability(Calibration calibration) {
        return calibration.bins().stream()
                .filter(bin -> bin.count() > 0)
                .map(bin -> new double[] {bin.meanConfidence(), bin.shareRight()})
                .toList();
    }

    private static List<double[]> coverage(Calibration calibration) {
        List<Calibration.Point> curve = calibration.curve();
        List<double[]> points = new ArrayList<>();
        if (!curve.isEmpty()) {
            TreeSet<Integer> chosen = new TreeSet<>();
            for (int i = 0; i <= CURVE_POINTS; i++) {
                chosen.add(i * (curve.size() - 1) / CURVE_POINTS);
            }
            chosen.forEach(i -> points.add(
                    new double[] {curve.get(i).coverage(), curve.get(i).precision()}));
        }
        return points;
    }

    private void everyText() {
        if (measured.everyText().isEmpty()) {
            return;
        }
        blocks.add(new Block.Heading(2, "Every text, in every mode, on a date of each release"));
        List<List<String>> rows = new ArrayList<>();
        measured.everyText()
                .forEach((name, value) -> rows.add(List.of(FigureNames.told(name), FigureNames.value(name, value))));
        blocks.add(new Block.Table(List.of("what", "count"), rows));
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
