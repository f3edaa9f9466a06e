package org.chartproof.coding.guideline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chartproof.coding.CodedDiagnosis;
import org.chartproof.coding.CodedDiagnosis.PresentOnAdmission;
import org.chartproof.coding.CodedDiagnosis.Role;
import org.chartproof.coding.CodingMode;
import org.chartproof.coding.DocumentationQuery;
import org.chartproof.coding.DroppedCandidate;
import org.chartproof.coding.EncounterFacts;
import org.chartproof.coding.Evidence;
import org.chartproof.coding.Setting;
import org.chartproof.coding.Trace;
import org.chartproof.coding.candidate.Candidate;
import org.chartproof.coding.confidence.Confidence;
import org.chartproof.coding.guideline.Draft.Line;
import org.chartproof.coding.section.SectionKind.Weight;
import org.chartproof.terminology.CodeSet;

/** Applies the Official Guidelines to the candidates of an encounter. */
public final class Guidelines {

    private final Admission admission = new Admission();
    private final Questions questions = new Questions();
    private final List<Rule> claimRules = List.of(
            new MoreSpecific(), new CombinationCodes(), new IntegralSymptoms(), new Excludes1(), new Sequencing());

    /**
     * What may be reported.
     *
     * @param diagnoses in claim order
     */
    public record Reported(
            List<CodedDiagnosis> diagnoses, List<DroppedCandidate> dropped, List<DocumentationQuery> queries) {}

    /** Decides what is reported. */
    public Reported report(EncounterFacts facts, CodeSet codeSet, List<Candidate> candidates) {
        Draft draft = new Draft(facts, codeSet);
        boolean concluded = candidates.stream().anyMatch(Guidelines::concludes);
        for (Candidate candidate : candidates) {
            Optional<Admission.Refusal> refusal =
                    admission.refuse(facts, candidate, concluded, inLastNote(candidates, candidate));
            if (refusal.isPresent()) {
                draft.drop(candidate, refusal.get().reason(), refusal.get().detail());
            } else {
                draft.lineFor(candidate.code()).support().add(candidate);
            }
        }
        if (facts.mode() == CodingMode.CLAIM) {
            claimRules.forEach(rule -> rule.apply(draft));
        }
        return reported(draft);
    }

    /** Whether a candidate stands in the last note that has any: the one written nearest to discharge. */
    private static boolean inLastNote(List<Candidate> candidates, Candidate candidate) {
        String last = candidates.get(candidates.size() - 1).evidence().noteId();
        return candidate.evidence().noteId().equals(last);
    }

    private static boolean concludes(Candidate candidate) {
        Weight weight = candidate.section().weight();
        return weight == Weight.ASSESSMENT || weight == Weight.PRINCIPAL;
    }

    private Reported reported(Draft draft) {
        List<CodedDiagnosis> diagnoses = new ArrayList<>();
        List<DocumentationQuery> queries = new ArrayList<>(draft.queries());
        for (Line line : draft.lines()) {
            diagnoses.add(diagnosis(draft.facts(), line, diagnoses.isEmpty()));
            questions.about(draft.facts(), line).ifPresent(queries::add);
        }
        return new Reported(diagnoses, draft.dropped(), queries);
    }

    private static CodedDiagnosis diagnosis(EncounterFacts facts, Line line, boolean first) {
        boolean inpatient = facts.setting() == Setting.INPATIENT;
        Role role = first ? (inpatient ? Role.PRINCIPAL : Role.FIRST_LISTED) : Role.ADDITIONAL;
        List<Trace.Step> steps = new ArrayList<>(line.support().get(0).steps());
        steps.addAll(line.rules());
        double confidence = Confidence.of(line.support());
        steps.add(new Trace.Step(Trace.Kind.CONFIDENCE, Confidence.told(line.support())));
        return new CodedDiagnosis(
                line.code(),
                role,
                confidence,
                evidence(line),
                inpatient ? Presence.of(line) : PresentOnAdmission.NOT_APPLICABLE,
                new Trace(steps));
    }

    private static List<Evidence> evidence(Line line) {
        return line.support().stream().map(Candidate::evidence).distinct().toList();
    }
}
