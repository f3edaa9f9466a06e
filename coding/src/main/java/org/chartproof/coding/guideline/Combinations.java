package org.chartproof.coding.guideline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chartproof.coding.DroppedCandidate.Reason;
import org.chartproof.coding.data.DataFile.Row;
import org.chartproof.terminology.BillableCode;

/**
 * Two conditions that one code says together (I.B.9), that "with" presumes to belong together (I.A.15), or of which one changes the
 * code of the other: the rows of {@code with.tsv}.
 */
final class Combinations implements Rule {

    /** Hypertension with heart failure, then that with kidney disease, then that with dialysis. */
    private static final int ROUNDS = 3;

    /** Which of two conditions stays on the claim beside the code that says both. */
    private enum Keep {
        NONE,
        SECOND,
        /** The first is itself a combination, and each complication has its own code (I.C.4.a). */
        FIRST,
        BOTH
    }

    private record Pair(Guideline rule, Codes first, Codes second, String combined, Keep keep) {
        boolean keepsFirst() {
            return keep == Keep.FIRST || keep == Keep.BOTH;
        }

        boolean keepsSecond() {
            return keep == Keep.SECOND || keep == Keep.BOTH;
        }
    }

    private final Table<Pair> pairs;

    Combinations(Register register) {
        this.pairs = Table.read("with.tsv", 5, row -> pair(register, row), Pair::first);
    }

    private static Pair pair(Register register, Row row) {
        if (!row.column(3).matches("[A-Z][0-9][0-9A-Z](\\.[0-9A-Z]*)?~?|\\$(\\.[0-9A-Z]+)?~?|<\\.?[0-9A-Z]*~?")) {
            throw row.error("'" + row.column(3) + "' is no code, no $.code and no code~");
        }
        return new Pair(register.of(row), Codes.of(row, 1), Codes.of(row, 2), row.column(3), row.value(4, Keep.class));
    }

    @Override
    public void apply(Draft draft) {
        for (int round = 0; round < ROUNDS; round++) {
            boolean changed = false;
            for (Table.Hit<Pair> hit : pairs.hits(draft)) {
                if (draft.isUnder(hit.row().rule())) {
                    changed |= combine(draft, hit.row(), hit.line());
                }
            }
            if (!changed) {
                return;
            }
        }
    }

    private boolean combine(Draft draft, Pair pair, Line first) {
        boolean changed = false;
        for (Line second : draft.allBeside(first, pair.second())) {
            if (draft.lines().contains(first) && draft.lines().contains(second)) {
                changed |= combine(draft, pair, first, second);
            }
        }
        return changed;
    }

    private static boolean combine(Draft draft, Pair pair, Line first, Line second) {
        Optional<BillableCode> code = combined(draft, pair, first, second);
        if (code.isEmpty()) {
            return false;
        }
        int before = draft.lines().size();
        String detail = code.get().value() + " says both";
        Line combined = draft.lineFor(code.get());
        boolean isNew = draft.lines().size() > before;
        draft.moveBefore(combined, second);
        support(combined, first, second);
        combined.fired(pair.rule());
        boolean changed = isNew;
        if (first != combined && !pair.keepsFirst()) {
            draft.drop(first, Reason.LESS_SPECIFIC, pair.rule(), detail);
            changed = true;
        }
        if (second != combined && !pair.keepsSecond()) {
            draft.drop(second, Reason.LESS_SPECIFIC, pair.rule(), detail);
            changed = true;
        }
        return changed;
    }

    /** {@code $} is the first one's category, {@code <} the first one's code; {@code ~} what the second has beyond its match. */
    private static Optional<BillableCode> combined(Draft draft, Pair pair, Line first, Line second) {
        String printed = pair.combined();
        if (printed.startsWith("<")) {
            printed = first.value() + printed.substring(1);
        } else if (printed.startsWith("$")) {
            printed = first.code().category() + printed.substring(1);
        }
        if (printed.endsWith("~")) {
            String rest = second.value().substring(pair.second().match(second).length());
            printed = printed.substring(0, printed.length() - 1) + rest;
        }
        return draft.codeSet().billable(printed);
    }

    /** The combined code rests on the words of the first condition, then on those of the second. */
    private static void support(Line combined, Line first, Line second) {
        List<org.chartproof.coding.candidate.Candidate> own = new ArrayList<>(combined.support());
        combined.support().clear();
        if (first != combined) {
            combined.supportBy(first);
        }
        if (second != combined) {
            combined.supportBy(second);
        }
        combined.supportBy(own);
    }
}
