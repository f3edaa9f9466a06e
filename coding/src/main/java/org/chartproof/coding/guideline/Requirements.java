package org.chartproof.coding.guideline;

import org.chartproof.coding.DroppedCandidate.Reason;

/** A code that says something only about another: the rows of {@code requires.tsv}. Alone it is not reported. */
final class Requirements implements Rule {

    private record Requirement(Guideline rule, Codes codes, Codes oneOf) {}

    private final Table<Requirement> rows;

    Requirements(Register register) {
        this.rows = Table.read(
                "requires.tsv",
                3,
                row -> new Requirement(register.of(row), Codes.of(row, 1), Codes.of(row, 2)),
                Requirement::codes);
    }

    @Override
    public void apply(Draft draft) {
        for (Table.Hit<Requirement> hit : rows.hits(draft)) {
            Line line = hit.line();
            Requirement requirement = hit.row();
            if (!draft.isUnder(requirement.rule()) || !draft.lines().contains(line)) {
                continue;
            }
            if (draft.firstBeside(line, requirement.oneOf()).isPresent()) {
                line.fired(requirement.rule());
            } else {
                draft.drop(line, Reason.SECTION, requirement.rule(), "only beside one of " + requirement.oneOf());
            }
        }
    }
}
