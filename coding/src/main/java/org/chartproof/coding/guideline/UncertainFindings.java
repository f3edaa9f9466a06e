package org.chartproof.coding.guideline;

import java.util.List;
import java.util.Map;
import org.chartproof.coding.CodingMode;
import org.chartproof.coding.DroppedCandidate.Reason;
import org.chartproof.coding.assertion.Assertion;
import org.chartproof.coding.candidate.Candidate;
import org.chartproof.coding.data.DataFile;

/**
 * The abnormal finding for which an outpatient's author holds a diagnosis possible is coded in its stead (Guidelines IV.D, IV.H): a thickened
 * endometrium where endometrial cancer is to be ruled out. The table is {@code uncertain-findings.tsv}.
 */
final class UncertainFindings {

    private static final String FILE = "uncertain-findings.tsv";
    private static final String REFUSED_AS_FINDING = "abnormal-finding-not-interpreted";

    private record Stand(Guideline rule, Codes possible, Codes findings) {}

    private final List<Stand> stands;

    UncertainFindings(Register register) {
        this.stands = DataFile.read(FILE, 3).stream()
                .map(row -> new Stand(register.of(row), Codes.of(row, 1), Codes.of(row, 2)))
                .toList();
    }

    void apply(Draft draft, Map<Candidate, Admission.Refusal> refused) {
        if (draft.facts().mode() != CodingMode.CLAIM) {
            return;
        }
        for (Stand stand : stands) {
            boolean possible = draft.isUnder(stand.rule())
                    && refused.entrySet().stream()
                            .anyMatch(one -> one.getValue().reason() == Reason.UNCERTAIN
                                    && stand.possible()
                                            .has(new Line(one.getKey().code())));
            if (possible) {
                refused.forEach((candidate, refusal) -> {
                    boolean finding = refusal.rule().name().equals(REFUSED_AS_FINDING)
                            && candidate.assertion() instanceof Assertion.Affirmed;
                    if (finding && stand.findings().has(new Line(candidate.code()))) {
                        Line line = draft.lineFor(candidate.code());
                        line.support().add(candidate);
                        line.standForPossible(stand.rule());
                    }
                });
            }
        }
    }
}
