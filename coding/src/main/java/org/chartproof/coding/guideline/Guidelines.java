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
import org.chartproof.coding.DroppedCandidate.Reason;
import org.chartproof.coding.EncounterFacts;
import org.chartproof.coding.Evidence;
import org.chartproof.coding.Setting;
import org.chartproof.coding.Trace;
import org.chartproof.coding.candidate.Candidate;
import org.chartproof.coding.confidence.Circumstances;
import org.chartproof.coding.confidence.Confidence;
import org.chartproof.terminology.CodeSet;

/** Applies the Official Guidelines to the candidates of an encounter. */
public final class Guidelines {

    private final Register register = Register.read();
    private final Admission admission = new Admission(register);
    private final Questions questions = new Questions(register);
    private final Presence presence = new Presence(register);
    private final Confidence confidence = new Confidence();
    private final List<Rule> claimRules = List.of(
            new MoreSpecific(register),
            new Yields(register, "less-specific.tsv", Reason.LESS_SPECIFIC),
            new Combinations(register),
            new Additions(register),
            new Yields(register, "yields.tsv", Reason.LESS_SPECIFIC),
            new Yields(register, "integral.tsv", Reason.INTEGRAL_SYMPTOM),
            new ToldOnly(register),
            new Requirements(register),
            new Excludes1(register),
            new Sequencing(register));

    /**
     * The rules of this build.
     *
     * @throws IllegalStateException if a table names a rule that the register does not have, or the register one that nothing
     *     carries out; says file and line
     */
    public Guidelines() {
        register.close();
    }

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
        boolean concluded = candidates.stream().anyMatch(Line::concludes);
        for (Candidate candidate : candidates) {
            Optional<Admission.Refusal> refusal =
                    admission.refuse(facts, candidate, concluded, inLastNote(candidates, candidate));
            if (refusal.isPresent()) {
                draft.drop(
                        candidate,
                        refusal.get().reason(),
                        refusal.get().rule(),
                        refusal.get().detail());
            } else {
                Line line = draft.lineFor(candidate.code());
                line.support().add(candidate);
                admission.trace(line, candidate);
            }
        }
        if (facts.mode() == CodingMode.CLAIM) {
            questions.askAboutConflicts(draft);
            claimRules.forEach(rule -> rule.apply(draft));
        }
        questions.askAboutAxes(draft);
        return reported(draft);
    }

    /** Whether a candidate stands in the last note that has any: the one written nearest to discharge. */
    private static boolean inLastNote(List<Candidate> candidates, Candidate candidate) {
        String last = candidates.get(candidates.size() - 1).evidence().noteId();
        return candidate.evidence().noteId().equals(last);
    }

    private Reported reported(Draft draft) {
        List<CodedDiagnosis> diagnoses = new ArrayList<>();
        for (Line line : draft.lines()) {
            diagnoses.add(diagnosis(draft, line, diagnoses.isEmpty()));
        }
        return new Reported(diagnoses, draft.dropped(), draft.queries());
    }

    private CodedDiagnosis diagnosis(Draft draft, Line line, boolean first) {
        boolean inpatient = draft.facts().setting() == Setting.INPATIENT;
        Role role = first ? (inpatient ? Role.PRINCIPAL : Role.FIRST_LISTED) : Role.ADDITIONAL;
        PresentOnAdmission present = inpatient ? presence.of(line) : PresentOnAdmission.NOT_APPLICABLE;
        List<Trace.Step> steps = new ArrayList<>(line.support().get(0).steps());
        steps.addAll(line.rules());
        Confidence.Estimate estimate = confidence.of(new Circumstances(
                draft.facts(),
                line.code(),
                line.support(),
                line.rules(),
                first,
                draft.lines().size()));
        steps.add(new Trace.Step(Trace.Kind.CONFIDENCE, estimate.told()));
        return new CodedDiagnosis(line.code(), role, estimate.probability(), evidence(line), present, new Trace(steps));
    }

    private static List<Evidence> evidence(Line line) {
        return line.support().stream()
                .flatMap(candidate -> candidate.spans().stream())
                .distinct()
                .toList();
    }
}
