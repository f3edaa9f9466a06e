package org.chartproof.coding.guideline;

import java.util.List;
import org.chartproof.coding.DroppedCandidate.Reason;
import org.chartproof.coding.candidate.Categories;

/** Symptoms that the story tells and the author does not conclude on; and those that stay beside a diagnosis. */
final class ToldSymptoms implements Rule {

    private final Guideline told;
    private final Guideline kept;

    ToldSymptoms(Register register) {
        this.told = register.of(ToldSymptoms.class, "symptom-told-but-not-concluded");
        this.kept = register.of(ToldSymptoms.class, "symptom-not-integral-is-kept");
    }

    @Override
    public void apply(Draft draft) {
        boolean outpatient = draft.facts().setting().outpatientRules();
        boolean concluded = false;
        for (Line line : draft.lines()) {
            concluded |= !Categories.isCircumstance(line.value()) && line.concluded();
        }
        if (!concluded) {
            return;
        }
        for (Line line : List.copyOf(draft.lines())) {
            if (!Categories.isSymptom(line.value())) {
                continue;
            }
            if (line.concluded() || outpatient && line.isReason()) {
                line.fired(kept);
            } else {
                draft.drop(
                        line, Reason.INTEGRAL_SYMPTOM, told, "the author's conclusion names a diagnosis and not this");
            }
        }
    }
}
