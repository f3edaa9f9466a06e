package org.chartproof.coding.guideline;

import java.util.Optional;
import org.chartproof.coding.CodingMode;
import org.chartproof.coding.data.DataFile.Row;

/**
 * Questions to the author, in words that suggest no answer: an axis of a reported code that no mention of it settles, and documents
 * that say two things of which one can hold.
 */
final class Questions {

    private record Open(Guideline rule, Codes codes, Codes unless, String axis) {}

    /** What two conditions of a note raise a question about. */
    private enum Kind {
        /** Two answers of which one can hold. */
        CONFLICT,
        /** Two conditions whose relation decides the code. */
        RELATION
    }

    private record Conflict(Guideline rule, Kind kind, Codes one, Codes other, Codes unless, String axis) {
        String question() {
            return kind == Kind.CONFLICT
                    ? "The documentation gives more than one answer for the " + axis + ". Please document which holds."
                    : "The documentation does not state the " + axis + ". Please document it if it is known.";
        }
    }

    private final Guideline openAxis;
    private final Table<Open> axes;
    private final Table<Conflict> conflicts;

    Questions(Register register) {
        this.openAxis = register.of(Questions.class, "query-open-axis");
        this.axes = Table.read("axes.tsv", 4, row -> open(register, row), Open::codes);
        this.conflicts = Table.read("conflicts.tsv", 6, row -> conflict(register, row), Conflict::one);
    }

    private static Open open(Register register, Row row) {
        return new Open(register.of(row), Codes.of(row, 1), Codes.of(row, 2), row.column(3));
    }

    private static Conflict conflict(Register register, Row row) {
        return new Conflict(
                register.of(row),
                row.value(1, Kind.class),
                Codes.of(row, 2),
                Codes.of(row, 3),
                Codes.of(row, 4),
                row.column(5));
    }

    /** Asks about what the documents say against themselves; before the rules make one code of them. */
    void askAboutConflicts(Draft draft) {
        for (Table.Hit<Conflict> hit : conflicts.hits(draft)) {
            Conflict conflict = hit.row();
            Optional<Line> other = draft.firstBeside(hit.line(), conflict.other());
            if (other.isPresent() && draft.isUnder(conflict.rule()) && !draft.has(conflict.unless())) {
                draft.ask(hit.line(), conflict.rule(), conflict.axis(), conflict.question());
            }
        }
    }

    /** Asks about what reported codes leave open. */
    void askAboutAxes(Draft draft) {
        for (Line line : draft.lines()) {
            boolean open = line.support().stream()
                    .allMatch(candidate -> candidate.missingAxis().isPresent());
            if (open) {
                ask(draft, line, openAxis, line.support().get(0).missingAxis().orElseThrow());
            }
        }
        if (draft.facts().mode() == CodingMode.CLAIM) {
            for (Table.Hit<Open> hit : axes.hits(draft)) {
                boolean asked = hit.line().concluded()
                        && draft.isUnder(hit.row().rule())
                        && !draft.has(hit.row().unless())
                        && draft.queries().stream().noneMatch(query -> query.code()
                                .equals(hit.line().value()));
                if (asked) {
                    ask(draft, hit.line(), hit.row().rule(), hit.row().axis());
                }
            }
        }
    }

    private static void ask(Draft draft, Line line, Guideline rule, String axis) {
        draft.ask(
                line,
                rule,
                axis,
                "The documentation does not state the " + axis + " for " + line.value()
                        + ". Please document it if it is known.");
    }
}
