package org.chartproof.coding.guideline;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.chartproof.coding.CodingMode;
import org.chartproof.coding.assertion.Assertion;
import org.chartproof.coding.attribute.Side;
import org.chartproof.coding.candidate.Candidate;
import org.chartproof.coding.data.DataFile;

/**
 * A condition that the author concludes on is coded with the site that the same record's examination or imaging gives it (Guidelines
 * I.B.2: the highest specificity documented): the lump of a breast with its quadrant. The finding alone would be no diagnosis (III.B).
 */
final class FoundMoreSpecific {

    /** Codes that a finding may make more exact, and the word of a title that leaves open what the finding tells. */
    private record Sited(Guideline rule, Codes codes, String open) {}

    private final List<Sited> rows;

    FoundMoreSpecific(Register register) {
        this.rows = DataFile.read("site-from-findings.tsv", 3).stream()
                .map(row -> new Sited(register.of(row), Codes.of(row, 1), row.column(2)))
                .toList();
    }

    void apply(Draft draft, Map<Candidate, Admission.Refusal> refused) {
        if (draft.facts().mode() != CodingMode.CLAIM) {
            return;
        }
        refused.forEach((candidate, refusal) -> {
            boolean finding = refusal.rule().name().equals("abnormal-finding-not-interpreted")
                    && candidate.assertion() instanceof Assertion.Affirmed;
            Line found = new Line(candidate.code());
            for (Sited row : rows) {
                if (finding && row.codes().has(found)) {
                    concluded(draft, found, row.open()).ifPresent(line -> {
                        Line more = draft.lineFor(candidate.code());
                        more.supportBy(line);
                        more.support().add(candidate);
                        more.fired(row.rule());
                    });
                }
            }
        });
    }

    private static Optional<Line> concluded(Draft draft, Line found, String open) {
        String title = found.code().display().toLowerCase(Locale.ROOT);
        Optional<Side> side = Side.of(title);
        for (Line line : draft.lines()) {
            String other = line.code().display().toLowerCase(Locale.ROOT);
            Optional<Side> otherSide = Side.of(other);
            boolean same = line.concluded()
                    && line.code().category().equals(found.code().category())
                    && other.contains(open)
                    && (otherSide.isEmpty() || otherSide.equals(side));
            if (same && !line.value().equals(found.value()) && count(title, open) < count(other, open)) {
                return Optional.of(line);
            }
        }
        return Optional.empty();
    }

    private static int count(String title, String open) {
        int count = 0;
        for (int at = title.indexOf(open); at >= 0; at = title.indexOf(open, at + 1)) {
            count++;
        }
        return count;
    }
}
