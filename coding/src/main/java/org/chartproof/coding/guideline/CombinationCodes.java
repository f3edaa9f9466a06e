package org.chartproof.coding.guideline;

import java.util.List;
import java.util.Optional;
import org.chartproof.coding.DroppedCandidate.Reason;
import org.chartproof.coding.data.DataFile;
import org.chartproof.coding.guideline.Draft.Line;
import org.chartproof.terminology.BillableCode;

/** Two conditions that one code says together (I.B.9), and those that "with" presumes to belong together (I.A.15). */
final class CombinationCodes implements Rule {

    private record Pair(String first, String second, String combined, boolean keepSecond) {}

    private final List<Pair> pairs = DataFile.read("with.tsv", 4).stream()
            .map(row -> new Pair(
                    row.column(0), row.column(1), row.column(2), row.column(3).equals("second")))
            .toList();

    @Override
    public String name() {
        return "Combination code (I.B.9, I.A.15)";
    }

    @Override
    public void apply(Draft draft) {
        // Twice: hypertension with heart failure and then with kidney disease.
        for (int round = 0; round < 2; round++) {
            for (Pair pair : pairs) {
                combine(draft, pair);
            }
        }
    }

    private void combine(Draft draft, Pair pair) {
        Optional<Line> first = find(draft, pair.first());
        Optional<Line> second = find(draft, pair.second());
        // A combined code that is the first one's own category stands for whichever of its codes is there.
        Optional<BillableCode> code = pair.combined().equals(pair.first())
                ? first.map(Line::code)
                : draft.codeSet().billable(pair.combined());
        if (first.isEmpty() || second.isEmpty() || code.isEmpty()) {
            return;
        }
        Line combined = draft.lineFor(code.get());
        draft.moveBefore(combined, second.get());
        combined.support()
                .addAll(0, first.get() == combined ? List.of() : first.get().support());
        if (second.get() != combined) {
            combined.support().addAll(second.get().support());
        }
        combined.fired(name());
        String detail = pair.combined() + " says both";
        if (first.get() != combined) {
            draft.drop(first.get(), Reason.LESS_SPECIFIC, detail);
        }
        if (!pair.keepSecond() && second.get() != combined) {
            draft.drop(second.get(), Reason.LESS_SPECIFIC, detail);
        }
    }

    private static Optional<Line> find(Draft draft, String prefix) {
        return draft.lines().stream()
                .filter(line -> line.value().startsWith(prefix))
                .findFirst();
    }
}
