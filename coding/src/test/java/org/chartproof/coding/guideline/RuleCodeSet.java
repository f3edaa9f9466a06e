package org.chartproof.coding.guideline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.chartproof.terminology.CodeRange;
import org.chartproof.terminology.CodeSet;
import org.chartproof.terminology.CodeSystem;
import org.chartproof.terminology.CodeTable;
import org.chartproof.terminology.LoadedCodeSet;
import org.chartproof.terminology.Release;
import org.chartproof.terminology.TabularList;
import org.chartproof.terminology.TabularNote;

/** The codes that the cases of rules name, from {@code rules/codes.tsv}: their headers are the beginnings of them. */
final class RuleCodeSet {

    private static final Release RELEASE = new Release(
            CodeSystem.ICD_10_CM,
            "rules-2026",
            LocalDate.of(2025, 10, 1),
            LocalDate.of(2026, 9, 30),
            Release.Origin.OFFICIAL);

    private RuleCodeSet() {}

    static CodeSet load() throws IOException {
        Map<String, String> titles = new TreeMap<>();
        Map<String, List<TabularNote>> notes = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("src/test/resources/org/chartproof/coding/rules/codes.tsv"))) {
            String[] cells = line.split("\t");
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (cells[0].equals("note")) {
                notes.computeIfAbsent(cells[1], code -> new ArrayList<>())
                        .add(new TabularNote(
                                TabularNote.Kind.valueOf(
                                        cells[2].toUpperCase(Locale.ROOT).replace('-', '_')),
                                cells[2],
                                List.of(new CodeRange(cells[3], cells[4])),
                                cells[1]));
            } else {
                titles.put(cells[0], cells[1]);
            }
        }
        return new LoadedCodeSet(
                RELEASE, table(titles), new TabularList(notes, Map.of(), Map.of()), List::of, List::of);
    }

    private static CodeTable table(Map<String, String> titles) {
        Map<String, Boolean> rows = new TreeMap<>();
        for (String code : titles.keySet()) {
            rows.put(code, true);
            for (int end = code.length() - 1; end >= 3; end--) {
                if (code.charAt(end - 1) != '.') {
                    rows.putIfAbsent(code.substring(0, end), false);
                }
            }
        }
        CodeTable.Builder table = new CodeTable.Builder();
        rows.forEach((code, billable) -> table.add(code, titles.getOrDefault(code, "Header " + code), billable));
        return table.build();
    }
}
