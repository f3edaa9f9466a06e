package org.chartproof.coding.guideline;

import java.util.List;
import org.chartproof.coding.data.DataFile;
import org.chartproof.coding.data.DataFile.Row;

/** The codes that a row of a table puts under a rule. */
record Listed(Guideline rule, Codes codes) {

    /** The rows of a table of two columns: rule, codes. */
    static List<Listed> all(Register register, String file) {
        return DataFile.read(file, 2).stream()
                .map(row -> new Listed(register.of(row), Codes.of(row, 1)))
                .toList();
    }

    /**
     * The row of a table that has but one.
     *
     * @throws IllegalStateException if it has more; says file and line
     */
    static Listed only(Register register, String file) {
        List<Row> rows = DataFile.read(file, 2);
        if (rows.size() != 1) {
            throw rows.get(rows.size() - 1).error("the table has one row");
        }
        return new Listed(register.of(rows.get(0)), Codes.of(rows.get(0), 1));
    }

    boolean has(Line line) {
        return codes.has(line);
    }
}
