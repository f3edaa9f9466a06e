package org.chartproof.coding.guideline;

import java.util.Optional;
import org.chartproof.coding.DroppedCandidate.Reason;
import org.chartproof.coding.candidate.Candidate;
import org.chartproof.coding.data.DataFile.Row;
import org.chartproof.terminology.BillableCode;
import org.chartproof.terminology.CodeSet;

/** The code of a history where the disease itself is past or a relative's (III.A, I.C.21.c.4): the rows of {@code history-of.tsv}. */
final class Histories {

    private enum Whose {
        PATIENT,
        RELATIVE
    }

    private record History(Guideline rule, Whose whose, Codes codes, String history) {}

    /**
     * A code of history.
     *
     * @param rule that gives it
     */
    record Told(BillableCode code, Guideline rule) {}

    private final Table<History> rows;

    Histories(Register register) {
        this.rows = Table.read("history-of.tsv", 4, row -> history(register, row), History::codes);
    }

    private static History history(Register register, Row row) {
        if (!row.column(3).matches("[A-Z][0-9][0-9A-Z](\\.[0-9A-Z]{1,4})?")) {
            throw row.error("'" + row.column(3) + "' is no code");
        }
        return new History(register.of(row), row.value(1, Whose.class), Codes.of(row, 2), row.column(3));
    }

    /** The code that tells a refused candidate as history; empty if it was refused for another reason or has none. */
    Optional<Told> of(CodeSet codeSet, Candidate candidate, Reason refused) {
        if (refused != Reason.HISTORICAL && refused != Reason.FAMILY_HISTORY) {
            return Optional.empty();
        }
        Whose whose = refused == Reason.HISTORICAL ? Whose.PATIENT : Whose.RELATIVE;
        for (Table.Hit<History> hit : rows.hits(new Line(candidate.code()))) {
            if (hit.row().whose() == whose) {
                return codeSet.billable(hit.row().history())
                        .map(code -> new Told(code, hit.row().rule()));
            }
        }
        return Optional.empty();
    }
}
