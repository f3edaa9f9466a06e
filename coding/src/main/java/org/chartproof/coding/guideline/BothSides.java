package org.chartproof.coding.guideline;

import java.util.List;
import java.util.Optional;
import org.chartproof.coding.attribute.Side;
import org.chartproof.terminology.BillableCode;
import org.chartproof.terminology.CodeSet;

/**
 * A condition of the right and of the left side is coded as bilateral where there is a code for both (I.B.13), and what is coded as
 * bilateral is not coded for one side again.
 */
final class BothSides implements Rule {

    private final Guideline rule;

    BothSides(Register register) {
        this.rule = register.of(BothSides.class, "both-sides-in-one-code");
    }

    @Override
    public void apply(Draft draft) {
        for (Line line : List.copyOf(draft.lines())) {
            Optional<Side> side = side(line);
            // Injuries of two sides are two injuries, and have no code for both.
            if (side.isEmpty() || line.value().startsWith("S") || !draft.lines().contains(line)) {
                continue;
            }
            for (Line other : List.copyOf(draft.lines())) {
                boolean pair = other != line
                        && draft.lines().contains(line)
                        && draft.lines().contains(other)
                        && line.value().regionMatches(0, other.value(), 0, 5);
                if (pair && isOther(side.get(), other) && areOne(line, other)) {
                    both(draft, line, other);
                }
            }
        }
    }

    private static boolean isOther(Side side, Line other) {
        Optional<Side> beside = side(other);
        return beside.isPresent() && beside.get() != side && side != Side.BILATERAL;
    }

    private static Optional<Side> side(Line line) {
        String title = line.code().display();
        return title.contains("ominant") ? Optional.empty() : Side.of(title);
    }

    private static boolean areOne(Line line, Line other) {
        return Side.without(line.code().display())
                .equals(Side.without(other.code().display()));
    }

    private void both(Draft draft, Line line, Line other) {
        if (side(other).equals(Optional.of(Side.BILATERAL))) {
            other.supportBy(line);
            other.fired(rule);
            draft.drop(
                    line,
                    org.chartproof.coding.DroppedCandidate.Reason.LESS_SPECIFIC,
                    rule,
                    other.value() + " says both");
            return;
        }
        bilateral(draft.codeSet(), line).ifPresent(code -> {
            draft.replace(other, code, rule);
            draft.replace(line, code, rule);
        });
    }

    /** The code beside a one-sided one that differs from it by the side alone, and names both. */
    private static Optional<BillableCode> bilateral(CodeSet codeSet, Line line) {
        String title = Side.without(line.code().display());
        return codeSet.parent(line.value()).stream()
                .flatMap(parent -> codeSet.children(parent.code()).stream())
                .filter(sibling -> Side.of(sibling.display()).equals(Optional.of(Side.BILATERAL)))
                .filter(sibling -> Side.without(sibling.display()).equals(title))
                .flatMap(sibling -> codeSet.billable(sibling.code()).stream())
                .findFirst();
    }
}
