package org.chartproof.coding.guideline;

import java.util.Optional;
import org.chartproof.coding.data.DataFile.Row;
import org.chartproof.terminology.BillableCode;

/** A code that others demand beside them (I.A.13, I.B.7): the rows of {@code additions.tsv}. It rests on the words that they rest on. */
final class Additions implements Rule {

    private record Addition(Guideline rule, Codes when, Codes and, Codes unless, String code) {}

    private final Table<Addition> rows;

    Additions(Register register) {
        this.rows = Table.read("additions.tsv", 5, row -> addition(register, row), Addition::when);
    }

    private static Addition addition(Register register, Row row) {
        if (!row.column(4).matches("[A-Z][0-9][0-9A-Z](\\.[0-9A-Z]{1,4})?")) {
            throw row.error("'" + row.column(4) + "' is no code");
        }
        return new Addition(register.of(row), Codes.of(row, 1), Codes.of(row, 2), Codes.of(row, 3), row.column(4));
    }

    @Override
    public void apply(Draft draft) {
        for (Table.Hit<Addition> hit : rows.hits(draft)) {
            if (draft.isUnder(hit.row().rule()) && draft.lines().contains(hit.line())) {
                add(draft, hit.row(), hit.line());
            }
        }
    }

    private static void add(Draft draft, Addition addition, Line line) {
        Optional<Line> and = draft.firstBeside(line, addition.and());
        boolean due = (addition.and().isEmpty() || and.isPresent()) && !draft.has(addition.unless());
        Optional<BillableCode> code = draft.codeSet().billable(addition.code());
        if (!due || code.isEmpty() || draft.has(addition.code())) {
            return;
        }
        Line added = draft.lineFor(code.get());
        added.supportBy(line);
        and.ifPresent(added::supportBy);
        added.fired(addition.rule());
    }
}
