package org.chartproof.terminology.hcc;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chartproof.terminology.CodeTable;
import org.chartproof.terminology.file.DelimitedText;
import org.chartproof.terminology.file.PublishedFile;
import org.chartproof.terminology.file.Spreadsheet;

/** Reads mappings, labels and hierarchies of CMS-HCC models. Keys of what it gives are names of models, e.g. CMS-HCC V28. */
final class RiskFiles {

    private static final Pattern CODE = Pattern.compile("[A-Z][0-9A-Z]{2,6}");
    /** A heading of CMS's mapping, blanks folded, e.g. "CMS-HCC ESRD Model Category V24". */
    private static final Pattern MODEL_COLUMN =
            Pattern.compile("(CMS-HCC|CMS-HCC ESRD|RxHCC|CMS PACE ESRD|PACE CMS-HCC) Model Category (V\\d+)");

    private static final String CMS_CODE_COLUMN = "Diagnosis Code";
    private static final Pattern LETTERS = Pattern.compile("^[A-Za-z]+");

    private RiskFiles() {}

    /** Rows of code, category and model. */
    static Map<String, Map<String, Set<Integer>>> mapping(PublishedFile file) {
        Map<String, Map<String, Set<Integer>>> models = new LinkedHashMap<>();
        commas(
                file,
                List.of("diagnosis_code", "cc", "model_name"),
                row -> put(
                        models,
                        row.cell("model_name").replace(" Model ", " "),
                        row.cell("diagnosis_code"),
                        number(row.cell("cc"))));
        return models;
    }

    /** CMS's own layout: a row for each diagnosis, a column for each model, titles above the headings and notes below the rows. */
    static Map<String, Map<String, Set<Integer>>> ofCms(PublishedFile file) {
        List<List<String>> rows = file.lowerName().endsWith(".xlsx")
                ? Spreadsheet.rows(file)
                : DelimitedText.rows(file, StandardCharsets.UTF_8);
        Map<String, Map<String, Set<Integer>>> models = new LinkedHashMap<>();
        Map<Integer, String> columns = new LinkedHashMap<>();
        int code = -1;
        for (List<String> row : rows) {
            if (code < 0) {
                for (int i = 0; i < row.size(); i++) {
                    String heading = row.get(i).strip().replaceAll("\\s+", " ");
                    Matcher model = MODEL_COLUMN.matcher(heading);
                    if (heading.equalsIgnoreCase(CMS_CODE_COLUMN)) {
                        code = i;
                    } else if (model.matches()) {
                        columns.put(i, model.group(1) + " " + model.group(2));
                    }
                }
                continue;
            }
            for (Map.Entry<Integer, String> column : columns.entrySet()) {
                String category =
                        column.getKey() < row.size() ? row.get(column.getKey()).strip() : "";
                String diagnosis = code < row.size() ? row.get(code).strip() : "";
                if (!category.isEmpty() && CODE.matcher(diagnosis).matches()) {
                    put(models, column.getValue(), diagnosis, (int) Double.parseDouble(category));
                }
            }
        }
        if (models.isEmpty()) {
            throw file.broken("has no column \"" + CMS_CODE_COLUMN + "\" with columns of models beside it");
        }
        return models;
    }

    static Map<String, Map<Integer, String>> labels(PublishedFile file) {
        Map<String, Map<Integer, String>> models = new HashMap<>();
        commas(file, List.of("cc", "label", "model_domain", "model_version"), row -> models.computeIfAbsent(
                        model(row), none -> new HashMap<>())
                .put(number(LETTERS.matcher(row.cell("cc")).replaceFirst("")), row.cell("label")));
        return models;
    }

    static Map<String, Map<Integer, Set<Integer>>> hierarchies(PublishedFile file) {
        Map<String, Map<Integer, Set<Integer>>> models = new HashMap<>();
        commas(file, List.of("cc_parent", "cc_child", "model_domain", "model_version"), row -> models.computeIfAbsent(
                        model(row), none -> new HashMap<>())
                .computeIfAbsent(number(row.cell("cc_parent")), none -> new TreeSet<>())
                .add(number(row.cell("cc_child"))));
        return models;
    }

    /** Domain and version as the mapping names them: ESRD is one of CMS-HCC's, and RxHCC's versions begin with R. */
    private static String model(DelimitedText.Row row) {
        String domain = row.cell("model_domain");
        String version = row.cell("model_version").replace('R', 'V');
        return (domain.equals("ESRD") ? "CMS-HCC ESRD" : domain) + " " + version;
    }

    private static void put(Map<String, Map<String, Set<Integer>>> models, String model, String code, int category) {
        if (!CODE.matcher(code).matches()) {
            throw new IllegalArgumentException("has no ICD-10-CM code where one belongs");
        }
        models.computeIfAbsent(model, none -> new HashMap<>())
                .computeIfAbsent(CodeTable.withDot(code), none -> new TreeSet<>())
                .add(category);
    }

    private static int number(String cell) {
        if (cell.isEmpty() || !cell.chars().allMatch(Character::isDigit)) {
            throw new IllegalArgumentException("has no number of a category where one belongs");
        }
        return Integer.parseInt(cell);
    }

    private static void commas(PublishedFile file, List<String> columns, Consumer<DelimitedText.Row> rows) {
        DelimitedText.commas(file, StandardCharsets.UTF_8, columns, rows);
    }
}
