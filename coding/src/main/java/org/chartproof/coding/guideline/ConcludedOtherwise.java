package org.chartproof.coding.guideline;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chartproof.coding.CodingMode;
import org.chartproof.coding.DroppedCandidate.Reason;
import org.chartproof.coding.Setting;
import org.chartproof.coding.assertion.Assertion;
import org.chartproof.coding.candidate.Candidate;
import org.chartproof.coding.candidate.Categories;
import org.chartproof.coding.candidate.Lasting;
import org.chartproof.coding.section.SectionKind;

/**
 * What the author's conclusion says is over or not there is so for the whole visit, whatever the story tells before it (Guidelines IV.J,
 * I.A.19).
 */
final class ConcludedOtherwise {

    private final Guideline over;

    ConcludedOtherwise(Register register) {
        this.over = register.of(ConcludedOtherwise.class, "over-by-the-conclusion");
    }

    void apply(Draft draft, Map<Candidate, Admission.Refusal> refused) {
        if (draft.facts().mode() != CodingMode.CLAIM) {
            return;
        }
        // What resolved in a stay or before an emergency visit was cared for there; what is ruled out is so everywhere.
        boolean office = draft.facts().setting() == Setting.OUTPATIENT;
        Set<String> codes = new HashSet<>();
        for (Candidate candidate : refused.keySet()) {
            boolean said = office && candidate.assertion() instanceof Assertion.Resolved
                    || candidate.assertion() instanceof Assertion.Negated
                    || candidate.assertion() instanceof Assertion.Historical past
                            && past.cue().hasWords();
            if (said && Line.concludes(candidate)) {
                codes.add(candidate.code().value());
            }
        }
        for (Line line : List.copyOf(draft.lines())) {
            if (codes.contains(line.value()) && !line.concluded() && goesAway(line) && !isReasonOfTest(line)) {
                draft.drop(line, Reason.HISTORICAL, over, "the author's conclusion has it gone or absent");
            }
        }
    }

    /** "No wheezing today" ends neither an asthma nor the complaint that brought the patient. */
    private boolean goesAway(Line line) {
        return !Lasting.is(line.value()) && !Categories.isSymptom(line.value());
    }

    /** Why a test was ordered stays its reason when the test finds nothing (IV.K). */
    private static boolean isReasonOfTest(Line line) {
        return line.support().stream().anyMatch(candidate -> candidate.section() == SectionKind.INDICATION);
    }
}
