package org.chartproof.coding.guideline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chartproof.coding.DroppedCandidate;
import org.chartproof.coding.DroppedCandidate.Reason;
import org.chartproof.coding.data.DataFile.Row;
import org.chartproof.terminology.BillableCode;

/**
 * What a past disease left behind is coded as its sequela (I.B.10, I.C.9.d): the rows of {@code sequelae.tsv}. A disease that is past has
 * been taken off the draft before; where it is acute too, what is found belongs to the acute one.
 */
final class Sequelae implements Rule {

    /** Which condition stays beside the sequela, whose code does not say it. */
    private enum Keep {
        NONE,
        DEFICIT
    }

    private record Sequela(Guideline rule, Codes past, Codes deficit, Codes unless, String code, Keep keep) {}

    private final Table<Sequela> rows;

    Sequelae(Register register) {
        this.rows = Table.read("sequelae.tsv", 6, row -> sequela(register, row), Sequela::deficit);
    }

    private static Sequela sequela(Register register, Row row) {
        if (!row.column(4).matches("[A-Z][0-9][0-9A-Z]\\.[0-9A-Z]{1,4}")) {
            throw row.error("'" + row.column(4) + "' is no code");
        }
        return new Sequela(
                register.of(row),
                Codes.of(row, 1),
                Codes.of(row, 2),
                Codes.of(row, 3),
                row.column(4),
                row.value(5, Keep.class));
    }

    @Override
    public void apply(Draft draft) {
        List<Line> past = past(draft);
        if (past.isEmpty()) {
            return;
        }
        for (Table.Hit<Sequela> hit : rows.hits(draft)) {
            Sequela row = hit.row();
            boolean due = draft.lines().contains(hit.line())
                    && past.stream().anyMatch(row.past()::has)
                    && !draft.has(row.unless());
            Optional<BillableCode> code = draft.codeSet().billable(row.code());
            if (due && code.isPresent()) {
                tell(draft, hit.line(), row, code.get());
            }
        }
    }

    private static void tell(Draft draft, Line deficit, Sequela row, BillableCode code) {
        if (row.keep() == Keep.NONE) {
            draft.replace(deficit, code, row.rule());
            return;
        }
        Line added = draft.lineFor(code);
        added.supportBy(deficit);
        added.fired(row.rule());
        draft.moveBefore(added, deficit);
    }

    /** The diseases that the notes tell as past. */
    private static List<Line> past(Draft draft) {
        List<Line> past = new ArrayList<>();
        for (DroppedCandidate dropped : draft.dropped()) {
            if (dropped.reason() == Reason.HISTORICAL) {
                draft.codeSet().billable(dropped.code()).ifPresent(code -> past.add(new Line(code)));
            }
        }
        return past;
    }
}
