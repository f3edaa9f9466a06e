package org.chartproof.coding.guideline;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.chartproof.coding.DroppedCandidate.Reason;
import org.chartproof.coding.data.DataFile;

/**
 * Of a disease of which a patient has one kind, the kind that the author concludes on (Guidelines I.B.2): another one that the story, a
 * copied list of problems or a study names is not reported beside it. The table is {@code one-kind.tsv}.
 */
final class ConcludedKind implements Rule {

    private static final String FILE = "one-kind.tsv";

    private final Guideline rule;
    private final Codes codes;

    ConcludedKind(Register register) {
        List<DataFile.Row> rows = DataFile.read(FILE, 2);
        this.rule = register.of(rows.get(0));
        this.codes = Codes.of(rows, 1);
    }

    @Override
    public void apply(Draft draft) {
        for (Line line : List.copyOf(draft.lines())) {
            if (codes.has(line) && !line.concluded()) {
                concluded(draft, line).ifPresent(other -> {
                    other.fired(rule);
                    draft.drop(line, Reason.LESS_SPECIFIC, rule, "the author concludes on " + other.value());
                });
            }
        }
    }

    private static Optional<Line> concluded(Draft draft, Line told) {
        String category = told.code().category();
        for (Line other : draft.lines()) {
            boolean kind = other != told
                    && other.code().category().equals(category)
                    && !other.code().display().toLowerCase(Locale.ROOT).contains("unspecified");
            if (kind && other.concluded()) {
                return Optional.of(other);
            }
        }
        return Optional.empty();
    }
}
