package org.chartproof.coding.guideline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chartproof.coding.DroppedCandidate.Reason;
import org.chartproof.coding.candidate.Candidate;
import org.chartproof.coding.data.DataFile;
import org.chartproof.coding.guideline.Draft.Line;
import org.chartproof.terminology.BillableCode;

/** Two conditions that one code says together (I.B.9), and those that "with" presumes to belong together (I.A.15). */
final class CombinationCodes implements Rule {

    private static final int SUBCATEGORY = "E11.2".length();

    /** Which of two conditions stays on the claim beside the code that says both. */
    private enum Keep {
        NONE,
        SECOND,
        /** The first is itself a combination, and each complication has its own code (I.C.4.a). */
        FIRST,
        BOTH
    }

    private record Pair(String first, String second, String combined, Keep keep) {
        boolean keepsFirst() {
            return keep == Keep.FIRST || keep == Keep.BOTH;
        }

        boolean keepsSecond() {
            return keep == Keep.SECOND || keep == Keep.BOTH;
        }
    }

    private final List<Pair> pairs = DataFile.read("with.tsv", 4).stream()
            .map(row -> new Pair(row.column(0), row.column(1), row.column(2), row.value(3, Keep.class)))
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
        String detail = pair.combined() + " says both";
        if (!(pair.keepsFirst() && saidAlready(draft, pair.combined()))) {
            Line combined = draft.lineFor(code.get());
            draft.moveBefore(combined, second.get());
            support(combined, first.get(), second.get());
            combined.fired(name());
            if (first.get() != combined && !pair.keepsFirst()) {
                draft.drop(first.get(), Reason.LESS_SPECIFIC, detail);
            }
        }
        if (!pair.keepsSecond() && !second.get().code().equals(code.get())) {
            draft.drop(second.get(), Reason.LESS_SPECIFIC, detail);
        }
    }

    /** Whether a code of the combined one's subcategory stands on the claim: E11.40 says no less of nerves than E11.42. */
    private static boolean saidAlready(Draft draft, String combined) {
        return find(draft, combined.substring(0, SUBCATEGORY)).isPresent();
    }

    /** The combined code rests on the words of the first condition, then on those of the second. */
    private static void support(Line combined, Line first, Line second) {
        List<Candidate> both = new ArrayList<>();
        first.support().stream()
                .filter(candidate ->
                        candidate.code().category().equals(first.code().category())
                                || first.code().category().startsWith("I1"))
                .forEach(both::add);
        both.addAll(second.support());
        List<Candidate> known = combined.support();
        both.removeIf(known::contains);
        known.addAll(0, both);
    }

    private static Optional<Line> find(Draft draft, String prefix) {
        return draft.lines().stream()
                .filter(line -> line.value().startsWith(prefix))
                .findFirst();
    }
}
