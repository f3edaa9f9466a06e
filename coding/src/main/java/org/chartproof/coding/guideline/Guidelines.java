package org.chartproof.coding.guideline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.chartproof.coding.CodedDiagnosis;
import org.chartproof.coding.CodedDiagnosis.PresentOnAdmission;
import org.chartproof.coding.CodedDiagnosis.Role;
import org.chartproof.coding.CodingMode;
import org.chartproof.coding.DocumentationQuery;
import org.chartproof.coding.DroppedCandidate;
import org.chartproof.coding.DroppedCandidate.Reason;
import org.chartproof.coding.EncounterFacts;
import org.chartproof.coding.Evidence;
import org.chartproof.coding.Pregnancy;
import org.chartproof.coding.Setting;
import org.chartproof.coding.Trace;
import org.chartproof.coding.assertion.Assertion;
import org.chartproof.coding.candidate.Candidate;
import org.chartproof.coding.confidence.Circumstances;
import org.chartproof.coding.confidence.Confidence;
import org.chartproof.coding.section.SectionKind;
import org.chartproof.terminology.CodeSet;

/** Applies the Official Guidelines to the candidates of an encounter. */
public final class Guidelines {

    private final Register register = Register.read();
    private final Admission admission = new Admission(register);
    private final Histories histories = new Histories(register);
    private final ConcludedOtherwise conclusion = new ConcludedOtherwise(register);
    private final FoundMoreSpecific findings = new FoundMoreSpecific(register);
    private final Questions questions = new Questions(register);
    private final Presence presence = new Presence(register);
    private final FollowUp followUp = new FollowUp(register);
    private final DrugEffects effects = new DrugEffects();
    private final UncertainFindings uncertainFindings = new UncertainFindings(register);
    private final FragilityFractures fragilityFractures = new FragilityFractures(register);
    private final Confidence confidence;
    /** Applied again behind the additions: sepsis that septic shock demands takes its organism. */
    private final Combinations combinations = new Combinations(register);

    private final List<Rule> claimRules = List.of(
            new ConcludedKind(register),
            new DefaultCourse(register),
            new MoreSpecific(register),
            new BothSides(register),
            new Sequelae(register),
            new Yields(register, "less-specific.tsv", Reason.LESS_SPECIFIC),
            new ObstetricStage(register),
            new ComplicatingPregnancy(register),
            combinations,
            new Additions(register),
            combinations,
            new Yields(register, "yields.tsv", Reason.LESS_SPECIFIC),
            new Yields(register, "integral.tsv", Reason.INTEGRAL_SYMPTOM),
            new ToldOnly(register),
            new Requirements(register),
            new Excludes1(register),
            new Sequencing(register));

    /**
     * The rules of this build.
     *
     * @param confidence how sure a code is, and which are sure enough to be reported
     * @throws IllegalStateException if a table names a rule that the register does not have, or the register one that nothing
     *     carries out; says file and line
     */
    public Guidelines(Confidence confidence) {
        this.confidence = confidence;
        register.close();
    }

    /**
     * What may be reported.
     *
     * @param diagnoses in claim order
     */
    public record Reported(
            List<CodedDiagnosis> diagnoses, List<DroppedCandidate> dropped, List<DocumentationQuery> queries) {}

    /**
     * Decides what is reported.
     *
     * @param pregnancy that the notes tell of
     */
    public Reported report(
            EncounterFacts facts, CodeSet codeSet, List<Candidate> candidates, Optional<Pregnancy> pregnancy) {
        Draft draft = new Draft(facts, codeSet, pregnancy);
        boolean concluded = candidates.stream().anyMatch(Line::concludes);
        Map<Candidate, Admission.Refusal> refused = new LinkedHashMap<>();
        for (Candidate candidate : candidates) {
            draft.places().addNote(candidate.evidence().noteId());
            Optional<Admission.Refusal> refusal =
                    admission.refuse(facts, candidate, concluded, inLastNote(candidates, candidate));
            if (refusal.isPresent()) {
                draft.drop(
                        candidate,
                        refusal.get().reason(),
                        refusal.get().rule(),
                        refusal.get().detail());
                refused.put(candidate, refusal.get());
            } else {
                Line line = draft.lineFor(candidate.code());
                line.support().add(candidate);
                admission.trace(line, candidate);
            }
        }
        conclusion.apply(draft, refused);
        findings.apply(draft, refused);
        uncertainFindings.apply(draft, refused);
        dropToldAgain(draft, refused);
        // After what says it in so many words, which is the better evidence.
        refused.forEach((candidate, refusal) -> tellAsHistory(draft, candidate, refusal));
        if (facts.mode() == CodingMode.CLAIM) {
            // A fracture that is the osteoporosis's own is no question any more.
            fragilityFractures.apply(draft);
            questions.askAboutConflicts(draft);
            claimRules.forEach(rule -> rule.apply(draft));
        }
        Map<Line, Confidence.Estimate> estimates = estimates(draft);
        dropDoubtful(draft, estimates, suspected(refused));
        questions.askAboutAxes(draft);
        return reported(draft, estimates);
    }

    /**
     * Takes off what the notes date to the past in so many words and name again only in passing: "ICH 2020 ... not on anticoagulants
     * since the ICH". What the author concludes on, or has a complaint of now, stays.
     */
    private void dropToldAgain(Draft draft, Map<Candidate, Admission.Refusal> refused) {
        if (draft.facts().mode() != CodingMode.CLAIM) {
            return;
        }
        refused.forEach((candidate, refusal) -> {
            boolean dated = candidate.assertion() instanceof Assertion.Historical past
                    && past.cue().hasWords();
            if (refusal.reason() == Reason.HISTORICAL
                    && dated
                    && histories
                            .of(draft.codeSet(), candidate, refusal.reason())
                            .isPresent()) {
                for (Line line : List.copyOf(draft.lines())) {
                    boolean again = line.code().equals(candidate.code()) && Places.best(line) > Places.LAST_CONCLUSION;
                    if (again) {
                        draft.drop(line, Reason.HISTORICAL, refusal.rule(), "told as past elsewhere");
                    }
                }
            }
        });
    }

    /**
     * Tells a refused candidate by its code of history, on a claim; not where a test was ordered for it: what its requester had heard
     * of has no bearing on the care given (III.A).
     */
    private void tellAsHistory(Draft draft, Candidate candidate, Admission.Refusal refusal) {
        boolean ordered = candidate.section() == SectionKind.INDICATION;
        // An injury that is cared for now is not told as healed by another mention of it.
        boolean current = candidate.code().value().startsWith("S")
                && draft.has(candidate.code().category());
        if (draft.facts().mode() == CodingMode.CLAIM && !ordered && !current) {
            followUp.tell(draft, candidate, refusal);
            histories.of(draft.codeSet(), candidate, refusal.reason()).ifPresent(told -> {
                Line line = draft.lineFor(told.code());
                line.support().add(candidate.as(told.code()));
                line.fired(told.rule());
            });
        }
    }

    /** Whether a candidate stands in the last note that has any: the one written nearest to discharge. */
    private static boolean inLastNote(List<Candidate> candidates, Candidate candidate) {
        String last = candidates.get(candidates.size() - 1).evidence().noteId();
        return candidate.evidence().noteId().equals(last);
    }

    private Map<Line, Confidence.Estimate> estimates(Draft draft) {
        Map<Line, Confidence.Estimate> estimates = new IdentityHashMap<>();
        List<Line> lines = draft.lines();
        for (Line line : lines) {
            boolean first = line == lines.get(0);
            Circumstances circumstances =
                    new Circumstances(draft.facts(), line.code(), line.support(), line.rules(), first);
            estimates.put(line, confidence.of(circumstances));
        }
        return estimates;
    }

    /**
     * Takes off what has next to no chance of being right. What the author concludes stays, however unusual its circumstances, and what
     * the conclusion suspects a kind of (IV.H: "viral pharyngitis most likely" leaves the sore throat); so does the surest code, for a
     * claim needs one.
     *
     * @param suspected categories of which the conclusion names an uncertain diagnosis
     */
    private void dropDoubtful(Draft draft, Map<Line, Confidence.Estimate> estimates, Set<String> suspected) {
        Optional<Line> surest = draft.lines().stream().max(Comparator.comparingDouble(line -> estimate(estimates, line)
                .probability()));
        for (Line line : List.copyOf(draft.lines())) {
            boolean told = line.concluded()
                    || line.standsForPossible()
                    || effects.nature(draft, line)
                    || suspected.contains(line.code().category());
            if (!estimate(estimates, line).isReported() && !told && line != surest.orElseThrow()) {
                draft.dropDoubtful(line);
            }
        }
    }

    private static Set<String> suspected(Map<Candidate, Admission.Refusal> refused) {
        return refused.keySet().stream()
                .filter(candidate -> candidate.assertion() instanceof Assertion.Uncertain && Line.concludes(candidate))
                .map(candidate -> candidate.code().category())
                .collect(Collectors.toSet());
    }

    private static Confidence.Estimate estimate(Map<Line, Confidence.Estimate> estimates, Line line) {
        return Optional.ofNullable(estimates.get(line))
                .orElseThrow(() -> new IllegalStateException("a line came after the estimates: " + line.code()));
    }

    private Reported reported(Draft draft, Map<Line, Confidence.Estimate> estimates) {
        List<CodedDiagnosis> diagnoses = new ArrayList<>();
        for (Line line : draft.lines()) {
            diagnoses.add(diagnosis(draft, line, estimate(estimates, line), diagnoses.isEmpty()));
        }
        return new Reported(diagnoses, draft.dropped(), draft.queries());
    }

    private CodedDiagnosis diagnosis(Draft draft, Line line, Confidence.Estimate estimate, boolean first) {
        boolean inpatient = draft.facts().setting() == Setting.INPATIENT;
        Role role = first ? (inpatient ? Role.PRINCIPAL : Role.FIRST_LISTED) : Role.ADDITIONAL;
        PresentOnAdmission present = inpatient ? presence.of(draft, line) : PresentOnAdmission.NOT_APPLICABLE;
        List<Trace.Step> steps = new ArrayList<>(line.support().get(0).steps());
        steps.addAll(line.rules());
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
