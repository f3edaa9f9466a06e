package org.chartproof.coding.guideline;

import java.util.Comparator;
import java.util.List;
import org.chartproof.coding.DroppedCandidate.Reason;
import org.chartproof.coding.candidate.Categories;
import org.chartproof.coding.data.DataFile;
import org.chartproof.coding.data.DataFile.Row;
import org.chartproof.terminology.TabularNote;

/**
 * Two codes that an Excludes1 note keeps apart are not reported together (I.A.12.a): the less definite one goes. The exception for
 * conditions that have nothing to do with each other is a table.
 */
final class Excludes1 implements Rule {

    private record Unrelated(Guideline rule, Codes one, Codes other) {
        boolean isAbout(Line line, Line beside) {
            return one.has(line) && other.has(beside) || one.has(beside) && other.has(line);
        }
    }

    private final Guideline rule;
    private final List<Unrelated> exceptions;

    Excludes1(Register register) {
        this.rule = register.of(Excludes1.class, "excludes1-never-together");
        this.exceptions = DataFile.read("unrelated.tsv", 3).stream()
                .map(row -> unrelated(register, row))
                .toList();
    }

    private static Unrelated unrelated(Register register, Row row) {
        return new Unrelated(register.of(row), Codes.of(row, 1), Codes.of(row, 2));
    }

    @Override
    public void apply(Draft draft) {
        for (Line line : List.copyOf(draft.lines())) {
            for (TabularNote note : line.notes(draft.codeSet())) {
                if (note.kind() == TabularNote.Kind.EXCLUDES1) {
                    apply(draft, line, note);
                }
            }
        }
    }

    private void apply(Draft draft, Line line, TabularNote note) {
        for (Line other : draft.allNamedBy(note, line)) {
            boolean bothThere = draft.lines().contains(line) && draft.lines().contains(other);
            if (bothThere && !areUnrelated(line, other)) {
                Line weaker = weaker(draft, line, other);
                Line stronger = weaker == line ? other : line;
                stronger.fired(rule);
                stronger.takePlaceOf(weaker);
                draft.drop(weaker, Reason.EXCLUDES1, rule, "Excludes1 with " + stronger.value());
            }
        }
    }

    private boolean areUnrelated(Line line, Line other) {
        for (Unrelated exception : exceptions) {
            if (exception.isAbout(line, other)) {
                line.fired(exception.rule());
                return true;
            }
        }
        return false;
    }

    /** Whether its words stand apart from each other wherever it is named: then they may belong to several things. */
    private static boolean isPieced(Line line) {
        return line.support().stream().allMatch(candidate -> candidate.spans().size() > 1);
    }

    /**
     * A circumstance or symptom before a diagnosis; then what stands in the lesser place; then what is pieced together; then what holds the note, since the note
     * says "not here but there"; where both hold one, what is said less often.
     */
    private static Line weaker(Draft draft, Line holder, Line excluded) {
        boolean mutual = false;
        for (TabularNote note : excluded.notes(draft.codeSet())) {
            mutual |= note.kind() == TabularNote.Kind.EXCLUDES1 && holder.isNamedBy(note);
        }
        Comparator<Line> byStanding = Comparator.comparing((Line line) -> Categories.isCircumstance(line.value()))
                .thenComparing(line -> Categories.isSymptom(line.value()))
                .thenComparing(line -> Math.min(Places.best(line), Places.LAST_CONCLUSION + 1))
                .thenComparing(Excludes1::isPieced);
        Comparator<Line> order =
                mutual ? byStanding.thenComparing(line -> -line.support().size()) : byStanding;
        return order.compare(holder, excluded) >= 0 ? holder : excluded;
    }
}
