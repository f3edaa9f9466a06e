package org.chartproof.coding.guideline;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.chartproof.coding.CodingMode;
import org.chartproof.coding.assertion.Assertion;
import org.chartproof.coding.attribute.Side;
import org.chartproof.coding.candidate.Candidate;

/**
 * A condition that the author concludes on is coded with the site that the same record's examination or imaging gives it (Guidelines
 * I.B.2: the highest specificity documented): the lump of a breast with its quadrant. The finding alone would be no diagnosis (III.B).
 */
final class FoundMoreSpecific {

    private final Guideline rule;
    private final Codes sited;

    FoundMoreSpecific(Register register) {
        java.util.List<org.chartproof.coding.data.DataFile.Row> rows =
                org.chartproof.coding.data.DataFile.read("site-from-findings.tsv", 2);
        this.rule = register.of(rows.get(0));
        this.sited = Codes.of(rows, 1);
    }

    void apply(Draft draft, Map<Candidate, Admission.Refusal> refused) {
        if (draft.facts().mode() != CodingMode.CLAIM) {
            return;
        }
        refused.forEach((candidate, refusal) -> {
            boolean finding = refusal.rule().name().equals("abnormal-finding-not-interpreted")
                    && candidate.assertion() instanceof Assertion.Affirmed;
            Line found = new Line(candidate.code());
            if (finding && sited.has(found)) {
                concluded(draft, found).ifPresent(line -> {
                    Line more = draft.lineFor(candidate.code());
                    more.supportBy(line);
                    more.support().add(candidate);
                    more.fired(rule);
                });
            }
        });
    }

    private static Optional<Line> concluded(Draft draft, Line found) {
        String title = found.code().display().toLowerCase(Locale.ROOT);
        Optional<Side> side = Side.of(title);
        for (Line line : draft.lines()) {
            String other = line.code().display().toLowerCase(Locale.ROOT);
            Optional<Side> otherSide = Side.of(other);
            boolean same = line.concluded()
                    && line.code().category().equals(found.code().category())
                    && other.contains("unspecified")
                    && (otherSide.isEmpty() || otherSide.equals(side));
            if (same && !line.value().equals(found.value()) && count(title) < count(other)) {
                return Optional.of(line);
            }
        }
        return Optional.empty();
    }

    private static int count(String title) {
        int count = 0;
        for (int at = title.indexOf("unspecified"); at >= 0; at = title.indexOf("unspecified", at + 1)) {
            count++;
        }
        return count;
    }
}
