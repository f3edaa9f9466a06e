package org.chartproof.coding.guideline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chartproof.coding.DroppedCandidate.Reason;
import org.chartproof.coding.attribute.Side;
import org.chartproof.coding.data.DataFile.Row;

/** A code that is not reported beside some others: each row of a table names it, them, and the rule. */
final class Yields implements Rule {

    private record Yielding(Guideline rule, Codes codes, Codes beside) {}

    private final Table<Yielding> rows;
    private final Reason reason;

    /**
     * @param file rule, categories for which the row is repeated, codes that yield, codes that they yield to
     * @param reason as a reader is told it
     */
    Yields(Register register, String file, Reason reason) {
        this.rows = Table.readEach(file, 4, row -> yieldings(register, row), Yielding::codes);
        this.reason = reason;
    }

    private static List<Yielding> yieldings(Register register, Row row) {
        Guideline rule = register.of(row);
        List<String> categories = row.list(1);
        if (row.list(3).isEmpty()) {
            throw row.error("yields to nothing");
        }
        if (categories.isEmpty()) {
            return List.of(new Yielding(rule, Codes.of(row, 2), Codes.of(row, 3)));
        }
        List<Yielding> each = new ArrayList<>();
        for (String category : categories) {
            each.add(new Yielding(rule, Codes.of(row, 2, category), Codes.of(row, 3, category)));
        }
        return each;
    }

    @Override
    public void apply(Draft draft) {
        for (Table.Hit<Yielding> hit : rows.hits(draft)) {
            Line line = hit.line();
            boolean integral = reason == Reason.INTEGRAL_SYMPTOM && line.standsForPossible();
            if (draft.isUnder(hit.row().rule()) && draft.lines().contains(line) && !integral) {
                other(draft, line, hit.row().beside())
                        .ifPresent(other -> drop(draft, line, other, hit.row().rule()));
            }
        }
    }

    /** The first line that a line yields to; none on the other side of the body. */
    private static Optional<Line> other(Draft draft, Line line, Codes beside) {
        for (Line other : draft.lines()) {
            if (other != line && beside.has(other) && !onOtherSide(line, other)) {
                return Optional.of(other);
            }
        }
        return Optional.empty();
    }

    private static boolean onOtherSide(Line line, Line other) {
        Optional<Side> side = Side.of(line.code().display());
        Optional<Side> beside = Side.of(other.code().display());
        return side.isPresent()
                && beside.isPresent()
                && side.get() != beside.get()
                && side.get() != Side.BILATERAL
                && beside.get() != Side.BILATERAL;
    }

    private void drop(Draft draft, Line line, Line other, Guideline rule) {
        String detail = reason == Reason.INTEGRAL_SYMPTOM ? "integral to " : "not beside ";
        other.fired(rule);
        if (reason == Reason.LESS_SPECIFIC) {
            other.takePlaceOf(line);
        }
        draft.drop(line, reason, rule, detail + other.value());
    }
}
