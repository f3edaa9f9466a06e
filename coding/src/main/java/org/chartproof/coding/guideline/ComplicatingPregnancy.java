package org.chartproof.coding.guideline;

import java.util.List;
import java.util.Optional;
import org.chartproof.coding.DroppedCandidate.Reason;
import org.chartproof.coding.Pregnancy;
import org.chartproof.coding.data.DataFile.Row;
import org.chartproof.terminology.BillableCode;

/**
 * A disease of another chapter complicates the pregnancy unless its author says that it does not matter for it: it has a code of chapter
 * 15, and its own beside it where that says more (Guidelines I.C.15.a.1, I.C.15.c to s). The rows of {@code pregnancy.tsv}; the first
 * that fits counts.
 */
final class ComplicatingPregnancy implements Rule {

    /** Whether the disease's own code is reported too. */
    private enum Own {
        KEPT,
        DROPPED
    }

    private record Complication(
            Guideline rule, Codes codes, String pregnant, String childbirth, String puerperium, Own own) {}

    private final Table<Complication> rows;

    ComplicatingPregnancy(Register register) {
        this.rows = Table.read("pregnancy.tsv", 6, row -> complication(register, row), Complication::codes);
    }

    private static Complication complication(Register register, Row row) {
        for (int column = 2; column <= 4; column++) {
            if (!row.column(column).matches("-|O[0-9][0-9A](\\.[0-9]{1,3}#?)?")) {
                throw row.error("'" + row.column(column) + "' is no code of chapter 15");
            }
        }
        return new Complication(
                register.of(row),
                Codes.of(row, 1),
                row.column(2),
                row.column(3),
                row.column(4),
                row.value(5, Own.class));
    }

    @Override
    public void apply(Draft draft) {
        if (draft.pregnancy().isEmpty()) {
            return;
        }
        for (Line line : List.copyOf(draft.lines())) {
            List<Table.Hit<Complication>> hits = rows.hits(line);
            if (!hits.isEmpty()) {
                complicate(draft, hits.get(0).row(), line, draft.pregnancy().get());
            }
        }
    }

    private static void complicate(Draft draft, Complication row, Line line, Pregnancy pregnancy) {
        Optional<BillableCode> code = code(draft, row, pregnancy);
        if (code.isEmpty()) {
            return;
        }
        boolean known = draft.has(code.get().value());
        Line complication = draft.lineFor(code.get());
        complication.supportBy(line);
        complication.fired(row.rule());
        if (!known) {
            draft.moveBefore(complication, line);
        }
        if (row.own() == Own.DROPPED) {
            draft.drop(line, Reason.LESS_SPECIFIC, row.rule(), code.get().value() + " is the code for it here");
        }
    }

    private static Optional<BillableCode> code(Draft draft, Complication row, Pregnancy pregnancy) {
        String printed =
                switch (pregnancy.stage()) {
                    case PREGNANT -> row.pregnant();
                    case CHILDBIRTH -> row.childbirth();
                    case PUERPERIUM -> row.puerperium();
                };
        if (!printed.endsWith("#")) {
            return draft.codeSet().billable(printed);
        }
        String stem = printed.substring(0, printed.length() - 1);
        return pregnancy
                .trimester()
                .flatMap(trimester -> draft.codeSet().billable(stem + (trimester.ordinal() + 1)))
                .or(() -> draft.codeSet().billable(stem + "9"))
                .or(() -> draft.codeSet().billable(stem + "0"));
    }
}
