package org.chartproof.coding.guideline;

import org.chartproof.coding.Setting;
import org.chartproof.coding.candidate.Candidate;
import org.chartproof.coding.candidate.Lasting;
import org.chartproof.coding.guideline.Admission.Refusal;
import org.chartproof.terminology.BillableCode;

/** A visit that finds an illness gone is follow-up after its treatment (I.C.21.c.8): what the author's conclusion names as resolved. */
final class FollowUp {

    private static final String CODE = "Z09";

    private final Guideline rule;

    FollowUp(Register register) {
        this.rule = register.of(FollowUp.class, "follow-up-of-what-has-resolved");
    }

    /** Adds the follow-up, if a candidate was refused since it has resolved; not beside a routine examination, which is its own reason. */
    void tell(Draft draft, Candidate candidate, Refusal refusal) {
        boolean resolved = refusal.rule().name().equals("resolved-before-the-visit")
                && draft.facts().setting() == Setting.OUTPATIENT
                && Line.concludes(candidate);
        if (!resolved || !isIllness(candidate) || draft.has("Z00") || draft.has(CODE)) {
            return;
        }
        draft.codeSet().billable(CODE).ifPresent(code -> add(draft, candidate, code));
    }

    private void add(Draft draft, Candidate candidate, BillableCode code) {
        Line line = draft.lineFor(code);
        line.support().add(candidate.as(code));
        line.fired(rule);
    }

    /** No symptom, injury, or event of pregnancy, and nothing that lasts. */
    private boolean isIllness(Candidate candidate) {
        char chapter = candidate.code().value().charAt(0);
        return !candidate.isSymptom()
                && chapter < 'O'
                && !Lasting.is(candidate.code().value());
    }
}
