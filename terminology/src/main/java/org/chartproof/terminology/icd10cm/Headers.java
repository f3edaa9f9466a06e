package org.chartproof.terminology.icd10cm;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.chartproof.terminology.CodeTable;

/** Puts the headers above a list of billable codes. */
final class Headers {

    private Headers() {}

    /**
     * Adds one category's codes with all that stands above them: every row that an earlier release has there, and a category for
     * each code that has none.
     */
    static void addWithHeaders(List<CodeFiles.Row> billable, Optional<CodeTable> earlier, CodeTable.Builder into) {
        Map<String, CodeFiles.Row> rows = new TreeMap<>();
        for (CodeFiles.Row row : billable) {
            rows.put(row.code(), row);
        }
        for (CodeFiles.Row row : billable) {
            for (int end = row.code().length() - 1; end >= 3; end--) {
                String prefix = row.code().substring(0, end);
                if (prefix.endsWith(".") || rows.containsKey(prefix)) {
                    continue;
                }
                Optional<String> title =
                        earlier.filter(table -> table.has(prefix)).map(table -> table.title(table.row(prefix)));
                if (title.isPresent() || end == 3) {
                    rows.put(prefix, new CodeFiles.Row(prefix, title.orElse("Category " + prefix), false));
                }
            }
        }
        rows.values().forEach(row -> into.add(row.code(), row.title(), row.billable()));
    }
}
