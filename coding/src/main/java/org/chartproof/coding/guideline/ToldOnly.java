package org.chartproof.coding.guideline;

import java.util.List;
import org.chartproof.coding.DroppedCandidate.Reason;
import org.chartproof.coding.candidate.Candidate;
import org.chartproof.coding.candidate.Categories;
import org.chartproof.coding.candidate.Lasting;
import org.chartproof.coding.data.DataFile;
import org.chartproof.coding.section.SectionKind;
import org.chartproof.coding.section.SectionKind.Weight;
import org.chartproof.terminology.TabularNote;

/**
 * What the story tells and the author does not conclude on: symptoms, and illnesses that do not last. Of an outpatient a symptom
 * for which a test was ordered stays, and one that is the reason of the visit where the conclusion names nothing new that could
 * explain it.
 */
final class ToldOnly implements Rule {

    private final Guideline symptom;
    private final Guideline kept;
    private final Guideline illness;
    private final Guideline anywhere;
    private final Codes story;
    private final Codes standing = Codes.of(DataFile.read("standing-signs.tsv", 1), 0);
    private final Codes weighty = Codes.of(DataFile.read("weighty-signs.tsv", 1), 0);

    private final DrugEffects effects = new DrugEffects();

    ToldOnly(Register register) {
        this.symptom = register.of(ToldOnly.class, "symptom-told-but-not-concluded");
        this.kept = register.of(ToldOnly.class, "symptom-not-integral-is-kept");
        List<DataFile.Row> suffices = DataFile.read("story-suffices.tsv", 2);
        this.anywhere = register.of(suffices.get(0));
        this.story = Codes.of(suffices, 1);
        this.illness = register.of(ToldOnly.class, "illness-told-but-not-concluded");
    }

    @Override
    public void apply(Draft draft) {
        boolean concluded = false;
        boolean newlyConcluded = false;
        for (Line line : draft.lines()) {
            boolean disease = !Categories.isCircumstance(line.value()) && line.concluded();
            concluded |= disease;
            newlyConcluded |= disease && !Categories.isSymptom(line.value()) && !Lasting.is(line.value());
        }
        if (!concluded) {
            return;
        }
        for (Line line : List.copyOf(draft.lines())) {
            if (Categories.isSymptom(line.value())) {
                symptom(draft, line, newlyConcluded);
            } else if (isIllnessOfTheStory(line)) {
                draft.drop(line, Reason.SECTION, illness, "the story tells it and the author's conclusion does not");
            }
        }
    }

    private void symptom(Draft draft, Line line, boolean newlyConcluded) {
        boolean visit = draft.facts().setting().outpatientRules();
        boolean own = weighty.has(line) || effects.nature(draft, line) || line.standsForPossible();
        boolean stays = line.isIn(SectionKind.INDICATION) || line.isReason() && !newlyConcluded;
        boolean diagnosed = !visit && standing.has(line);
        if (own || line.concluded() || visit && stays || diagnosed || isAskedFor(draft, line)) {
            line.fired(kept);
        } else {
            draft.drop(
                    line, Reason.INTEGRAL_SYMPTOM, symptom, "the author's conclusion names a diagnosis and not this");
        }
    }

    /** Whether a "use additional code" note of a concluded disease names the symptom: the Tabular List wants both (I.A.13). */
    private static boolean isAskedFor(Draft draft, Line symptom) {
        for (Line disease : draft.lines()) {
            if (disease == symptom || !disease.concluded()) {
                continue;
            }
            for (TabularNote note : disease.notes(draft.codeSet())) {
                if (note.kind() == TabularNote.Kind.USE_ADDITIONAL && symptom.isNamedBy(note)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** A disease that does not last, and that only the history of the illness, the complaint or the plan names. */
    private boolean isIllnessOfTheStory(Line line) {
        if (Categories.isCircumstance(line.value()) || Lasting.is(line.value()) || effects.has(line)) {
            return false;
        }
        if (story.has(line)) {
            line.fired(anywhere);
            return false;
        }
        for (Candidate candidate : line.support()) {
            SectionKind section = candidate.section();
            boolean story = section == SectionKind.HISTORY_OF_PRESENT_ILLNESS
                    || section == SectionKind.INTERVAL_HISTORY
                    || section == SectionKind.CHIEF_COMPLAINT
                    || section.weight() == Weight.PLAN;
            if (!story) {
                return false;
            }
        }
        return true;
    }
}
