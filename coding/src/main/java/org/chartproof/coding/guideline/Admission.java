package org.chartproof.coding.guideline;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.chartproof.coding.CodingMode;
import org.chartproof.coding.DroppedCandidate.Reason;
import org.chartproof.coding.EncounterFacts;
import org.chartproof.coding.Setting;
import org.chartproof.coding.assertion.Assertion;
import org.chartproof.coding.candidate.Candidate;
import org.chartproof.coding.data.DataFile;
import org.chartproof.coding.section.SectionKind;
import org.chartproof.coding.section.SectionKind.Weight;

/** Whether a mention may stand for a code of this patient at this encounter at all, by what the note says of it and where. */
final class Admission {

    /**
     * Why not.
     *
     * @param rule that forbids it
     */
    record Refusal(Reason reason, Guideline rule, String detail) {}

    private record Admitted(Guideline rule, SectionKind section, Codes codes) {}

    private final Guideline absent;
    private final Guideline relative;
    private final Guideline otherPerson;
    private final Guideline notOccurred;
    private final Guideline planned;
    private final Guideline past;
    private final Guideline resolved;
    private final Guideline uncertainOutpatient;
    private final Guideline uncertainInStay;
    private final Guideline noDiagnosis;
    private final Guideline finding;
    private final Guideline beforeStudy;
    private final Listed confirmedOnly;
    private final Listed standsThoughPast;
    private final Listed acuteOnly;
    private final List<Admitted> despiteSection;
    private final Set<String> statesOfMind = DataFile.read("states-of-mind.tsv", 1).stream()
            .map(row -> row.column(0))
            .collect(Collectors.toUnmodifiableSet());
    private final FitForPatient fit;
    private final Listed placedInStay;
    private final Listed aftercareOfStay;

    Admission(Register register) {
        this.absent = register.of(Admission.class, "condition-denied");
        this.relative = register.of(Admission.class, "condition-of-a-relative");
        this.otherPerson = register.of(Admission.class, "condition-of-another-person");
        this.notOccurred = register.of(Admission.class, "impending-condition-not-occurred");
        this.planned = register.of(Admission.class, "planned-is-not-present");
        this.past = register.of(Admission.class, "previous-condition");
        this.resolved = register.of(Admission.class, "resolved-before-the-visit");
        this.uncertainOutpatient = register.of(Admission.class, "uncertain-diagnosis-outpatient");
        this.uncertainInStay = register.of(Admission.class, "uncertain-diagnosis-at-discharge");
        this.noDiagnosis = register.of(Admission.class, "section-states-no-diagnosis");
        this.finding = register.of(Admission.class, "abnormal-finding-not-interpreted");
        this.beforeStudy = register.of(Admission.class, "diagnosis-before-study");
        this.confirmedOnly = Listed.only(register, "confirmed-only.tsv");
        this.standsThoughPast = Listed.only(register, "stands-though-past.tsv");
        this.acuteOnly = Listed.only(register, "acute-episode.tsv");
        this.despiteSection = DataFile.read("section-codes.tsv", 3).stream()
                .map(row -> new Admitted(register.of(row), row.value(1, SectionKind.class), Codes.of(row, 2)))
                .toList();
        this.fit = new FitForPatient(register);
        this.placedInStay = Listed.only(register, "status-of-procedures.tsv");
        this.aftercareOfStay = Listed.only(register, "aftercare-of-a-stay.tsv");
    }

    /**
     * Why a candidate can't be reported; empty if it can.
     *
     * @param concluded whether the notes have a conclusion of their author
     * @param lastNote whether it stands in the last note of the encounter
     */
    Optional<Refusal> refuse(EncounterFacts facts, Candidate candidate, boolean concluded, boolean lastNote) {
        Line line = new Line(candidate.code());
        return byAssertion(facts, candidate, line, lastNote)
                .or(() -> bySection(facts, candidate, line, concluded))
                .or(() -> byStay(facts, candidate, line))
                .or(() -> fit.refuse(facts, candidate, line));
    }

    private Optional<Refusal> byAssertion(EncounterFacts facts, Candidate candidate, Line line, boolean lastNote) {
        Assertion assertion = candidate.assertion();
        boolean circumstance = line.value().startsWith("Z");
        if (assertion instanceof Assertion.Affirmed) {
            boolean over =
                    facts.mode() == CodingMode.CLAIM && facts.setting() == Setting.OUTPATIENT && acuteOnly.has(line);
            return over ? refusal(Reason.HISTORICAL, acuteOnly.rule(), "its acute episode is over") : Optional.empty();
        }
        if (assertion instanceof Assertion.Negated) {
            return refusal(Reason.NEGATED, absent, "the note denies it");
        }
        if (assertion instanceof Assertion.Family) {
            return isFamilyHistory(line.value())
                    ? Optional.empty()
                    : refusal(Reason.FAMILY_HISTORY, relative, "a relative has it");
        }
        if (assertion instanceof Assertion.OtherPerson) {
            return circumstance ? Optional.empty() : refusal(Reason.OTHER_PERSON, otherPerson, "another person has it");
        }
        if (assertion instanceof Assertion.Hypothetical) {
            // "Homelessness screener": what is only asked for is no social circumstance of the patient (I.C.21.c.17).
            return circumstance && !isSocial(line.value())
                    ? Optional.empty()
                    : refusal(Reason.HYPOTHETICAL, notOccurred, "a possibility is spoken of");
        }
        if (assertion instanceof Assertion.Planned) {
            return circumstance ? Optional.empty() : refusal(Reason.PLANNED, planned, "it is planned");
        }
        if (assertion instanceof Assertion.Historical) {
            // "History of cough for a week" as the reason of a visit is the complaint.
            boolean complaint = candidate.section().weight() == Weight.REASON && candidate.isSymptom();
            // A reading of mentions tells what the patient had, too.
            boolean mentioned = facts.mode() == CodingMode.MENTIONS;
            boolean stands = complaint || circumstance || mentioned || standsThoughPast.has(line);
            return stands ? Optional.empty() : refusal(Reason.HISTORICAL, past, "it is past");
        }
        if (assertion instanceof Assertion.Resolved) {
            // What resolved during a stay or before an emergency visit was cared for there; at an office visit it is
            // past (IV.J).
            boolean over = facts.setting() == Setting.OUTPATIENT;
            return over ? refusal(Reason.HISTORICAL, resolved, "it has resolved") : Optional.empty();
        }
        return uncertain(facts, candidate, line, lastNote);
    }

    /** Z55 to Z65: social determinants of health. */
    private static boolean isSocial(String code) {
        return code.compareTo("Z55") >= 0 && code.compareTo("Z66") < 0;
    }

    /** Z80 to Z84: the codes of a family history; Z85 to Z87 are the patient's own. */
    private static boolean isFamilyHistory(String code) {
        return code.compareTo("Z80") >= 0 && code.compareTo("Z85") < 0;
    }

    /** As if established for an inpatient at discharge (II.H, III.C); never for an outpatient (IV.H). */
    private Optional<Refusal> uncertain(EncounterFacts facts, Candidate candidate, Line line, boolean lastNote) {
        // A reading of mentions has no discharge to wait for: what a stay's notes hold probable counts where it stands.
        if (facts.mode() == CodingMode.MENTIONS && !facts.setting().outpatientRules()) {
            return Optional.empty();
        }
        if (facts.setting().outpatientRules()) {
            return refusal(Reason.UNCERTAIN, uncertainOutpatient, "uncertain diagnosis in an outpatient setting");
        }
        if (confirmedOnly.has(line)) {
            return refusal(Reason.UNCERTAIN, confirmedOnly.rule(), "coded only when confirmed");
        }
        SectionKind section = candidate.section();
        boolean atDischarge = section.weight() == Weight.PRINCIPAL
                || section == SectionKind.DISCHARGE_DIAGNOSIS
                || section == SectionKind.SECONDARY_DIAGNOSIS
                || (lastNote && section.weight() == Weight.ASSESSMENT);
        return atDischarge
                ? Optional.empty()
                : refusal(Reason.UNCERTAIN, uncertainInStay, "uncertain, and not so stated at discharge");
    }

    /** A procedure of this very stay is told by its procedure code; a stay is no aftercare visit because one is arranged. */
    private Optional<Refusal> byStay(EncounterFacts facts, Candidate candidate, Line line) {
        if (facts.mode() != CodingMode.CLAIM || facts.setting().outpatientRules()) {
            return Optional.empty();
        }
        if (candidate.beganInHospital() && placedInStay.has(line)) {
            return refusal(Reason.SECTION, placedInStay.rule(), "done during this stay");
        }
        Weight weight = candidate.section().weight();
        boolean reason = weight == Weight.PRINCIPAL || weight == Weight.REASON;
        return !reason && aftercareOfStay.has(line)
                ? refusal(Reason.SECTION, aftercareOfStay.rule(), "arranged for after the stay")
                : Optional.empty();
    }

    private Optional<Refusal> bySection(EncounterFacts facts, Candidate candidate, Line line, boolean concluded) {
        Weight weight = candidate.section().weight();
        boolean claim = facts.mode() == CodingMode.CLAIM;
        if (weight == Weight.NONE && !(claim && isAdmitted(candidate.section(), line))) {
            return refusal(Reason.SECTION, noDiagnosis, "the section states no diagnosis");
        }
        boolean finds = weight == Weight.FINDING && !isAdmitted(candidate.section(), line);
        if (claim && (concluded && finds || weight == Weight.FINDING && isStateOfMind(candidate))) {
            return refusal(Reason.SECTION, finding, "a finding that the author's conclusion does not name");
        }
        boolean earlier = candidate.section() == SectionKind.ADMISSION_DIAGNOSIS
                || candidate.section() == SectionKind.PREOPERATIVE_DIAGNOSIS;
        if (claim && concluded && earlier) {
            return refusal(Reason.SECTION, beforeStudy, "a diagnosis before study");
        }
        return Optional.empty();
    }

    /** "Mood anxious": an adjective of the mental state examination names no disorder. */
    private boolean isStateOfMind(Candidate candidate) {
        return candidate.code().value().startsWith("F")
                && statesOfMind.contains(candidate.evidence().words().toLowerCase(Locale.ROOT));
    }

    private boolean isAdmitted(SectionKind section, Line line) {
        for (Admitted admitted : despiteSection) {
            if (admitted.section() == section && admitted.codes().has(line)) {
                return true;
            }
        }
        return false;
    }

    /** What a rule lets stand is no less told: the rules under which a line was taken in. */
    void trace(Line line, Candidate candidate) {
        if (candidate.assertion() instanceof Assertion.Uncertain) {
            line.fired(uncertainInStay);
        }
        if (candidate.assertion() instanceof Assertion.Historical && standsThoughPast.has(line)) {
            line.fired(standsThoughPast.rule());
        }
        for (Admitted admitted : despiteSection) {
            if (admitted.section() == candidate.section() && admitted.codes().has(line)) {
                line.fired(admitted.rule());
            }
        }
    }

    private static Optional<Refusal> refusal(Reason reason, Guideline rule, String detail) {
        return Optional.of(new Refusal(reason, rule, detail));
    }
}
