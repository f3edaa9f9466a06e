package org.chartproof.terminology.icd10cm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chartproof.terminology.DrugEntry;
import org.chartproof.terminology.DrugTable;

/**
 * A row of the Table of Drugs and Chemicals as the file has it.
 *
 * @param title without what stands in parentheses
 * @param cells codes by the number of their column, from "2"; empty where the table has a dash
 * @param see the substance whose codes are meant, where the row has none of its own
 * @param below the sub-entries
 */
record DrugRow(String title, Map<String, String> cells, Optional<String> see, List<DrugRow> below) {

    DrugRow {
        cells = Map.copyOf(cells);
        below = List.copyOf(below);
    }

    /** The rows with codes; one that only says "see" has the codes of the row that it points at. */
    static List<DrugEntry> entries(List<DrugRow> rows) {
        List<DrugEntry> printed = new ArrayList<>();
        rows.forEach(row -> row.collect("", Optional.empty(), printed));
        DrugTable known = new DrugTable(printed);
        List<DrugEntry> all = new ArrayList<>();
        rows.forEach(row -> row.collect("", Optional.of(known), all));
        return all;
    }

    private void collect(String above, Optional<DrugTable> known, List<DrugEntry> into) {
        String substance = above.isEmpty() ? title : above + ", " + title;
        if (cells.values().stream().anyMatch(cell -> !cell.isEmpty())) {
            into.add(new DrugEntry(substance, cell(2), cell(3), cell(4), cell(5), cell(6), cell(7)));
        } else {
            known.flatMap(this::seen)
                    .ifPresent(target -> into.add(new DrugEntry(
                            substance,
                            target.poisoningAccidental(),
                            target.poisoningSelfHarm(),
                            target.poisoningAssault(),
                            target.poisoningUndetermined(),
                            target.adverseEffect(),
                            target.underdosing())));
        }
        below.forEach(row -> row.collect(substance, known, into));
    }

    /** Looks for the words of "see", then without their last ones: {@code Fluoxetine hydrochloride} is printed as fluoxetine. */
    private Optional<DrugEntry> seen(DrugTable known) {
        String words = see.orElse("");
        while (!words.isEmpty()) {
            Optional<DrugEntry> found = known.find(words);
            if (found.isPresent()) {
                return found;
            }
            int blank = words.lastIndexOf(' ');
            words = blank < 0 ? "" : words.substring(0, blank);
        }
        return Optional.empty();
    }

    private Optional<String> cell(int column) {
        return Optional.ofNullable(cells.get(Integer.toString(column))).filter(code -> !code.isEmpty());
    }
}
