package org.chartproof.coding.guideline;

import java.util.Comparator;
import java.util.List;
import org.chartproof.coding.DroppedCandidate.Reason;
import org.chartproof.coding.candidate.Categories;
import org.chartproof.coding.guideline.Draft.Line;
import org.chartproof.terminology.TabularNote;

/** Two codes that an Excludes1 note keeps apart are not reported together (I.A.12.a): the less definite one goes. */
final class Excludes1 implements Rule {

    @Override
    public String name() {
        return "Excludes1 (I.A.12.a)";
    }

    @Override
    public void apply(Draft draft) {
        for (Line line : List.copyOf(draft.lines())) {
            for (Line other : List.copyOf(draft.lines())) {
                boolean bothThere =
                        draft.lines().contains(line) && draft.lines().contains(other);
                if (bothThere && line != other && excludes(draft, line, other)) {
                    Line weaker = weaker(line, other);
                    Line stronger = weaker == line ? other : line;
                    draft.drop(weaker, Reason.EXCLUDES1, "Excludes1 with " + stronger.value());
                }
            }
        }
    }

    private static boolean excludes(Draft draft, Line line, Line other) {
        return draft.codeSet().notes(line.value()).stream()
                .filter(note -> note.kind() == TabularNote.Kind.EXCLUDES1)
                .flatMap(note -> note.ranges().stream())
                .anyMatch(range -> range.contains(other.value()));
    }

    /** A circumstance or symptom before a diagnosis; then what stands in the lesser place, is said less often, holds the note. */
    private static Line weaker(Line holder, Line excluded) {
        return Comparator.comparing((Line line) -> Categories.isCircumstance(line.value()))
                                .thenComparing(line -> Categories.isSymptom(line.value()))
                                .thenComparing(Sequencing::bestPlace)
                                .thenComparing(line -> -line.support().size())
                                .compare(holder, excluded)
                        >= 0
                ? holder
                : excluded;
    }
}
