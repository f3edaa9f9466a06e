package org.chartproof.coding.guideline;

import java.util.Optional;
import org.chartproof.coding.CodingMode;
import org.chartproof.coding.DroppedCandidate.Reason;
import org.chartproof.coding.EncounterFacts;
import org.chartproof.coding.Setting;
import org.chartproof.coding.Sex;
import org.chartproof.coding.assertion.Assertion;
import org.chartproof.coding.candidate.Candidate;
import org.chartproof.coding.candidate.Categories;
import org.chartproof.coding.section.SectionKind;
import org.chartproof.coding.section.SectionKind.Weight;

/** Whether a mention may stand for a code of this patient at this encounter at all. */
final class Admission {

    /** Why not. */
    record Refusal(Reason reason, String detail) {}

    Optional<Refusal> refuse(EncounterFacts facts, Candidate candidate, boolean concluded, boolean lastNote) {
        return byAssertion(facts, candidate, lastNote)
                .or(() -> bySection(facts, candidate, concluded))
                .or(() -> byPatient(facts, candidate));
    }

    private static Optional<Refusal> byAssertion(EncounterFacts facts, Candidate candidate, boolean lastNote) {
        Assertion assertion = candidate.assertion();
        String code = candidate.code().value();
        if (assertion instanceof Assertion.Negated) {
            return refusal(Reason.NEGATED, "the note denies it");
        }
        if (assertion instanceof Assertion.Family) {
            return isFamilyHistory(code) ? Optional.empty() : refusal(Reason.FAMILY_HISTORY, "a relative has it");
        }
        if (assertion instanceof Assertion.OtherPerson) {
            return code.startsWith("Z") ? Optional.empty() : refusal(Reason.OTHER_PERSON, "another person has it");
        }
        if (assertion instanceof Assertion.Hypothetical) {
            return code.startsWith("Z") ? Optional.empty() : refusal(Reason.HYPOTHETICAL, "a possibility is spoken of");
        }
        if (assertion instanceof Assertion.Planned) {
            return code.startsWith("Z") ? Optional.empty() : refusal(Reason.PLANNED, "it is planned");
        }
        if (assertion instanceof Assertion.Historical) {
            // "History of cough for a week" as the reason of a visit is the complaint.
            boolean complaint = candidate.section().weight() == Weight.REASON && candidate.isSymptom();
            boolean stands = complaint
                    || code.startsWith("Z")
                    || Categories.startsWithAny(code, java.util.List.of("I25.2", "I69"));
            return stands ? Optional.empty() : refusal(Reason.HISTORICAL, "it is past");
        }
        if (assertion instanceof Assertion.Resolved) {
            // What resolved during a stay or before an emergency visit was cared for there; at an office visit it is
            // past (IV.J).
            boolean over = facts.setting() == Setting.OUTPATIENT;
            return over ? refusal(Reason.HISTORICAL, "it has resolved") : Optional.empty();
        }
        if (assertion instanceof Assertion.Uncertain) {
            return uncertain(facts, candidate, lastNote);
        }
        return Optional.empty();
    }

    /** Z80 to Z84: the codes of a family history; Z85 to Z87 are the patient's own. */
    private static boolean isFamilyHistory(String code) {
        return code.compareTo("Z80") >= 0 && code.compareTo("Z85") < 0;
    }

    /** As if established for an inpatient at discharge (II.H, III.C); never for an outpatient (IV.H). */
    private static Optional<Refusal> uncertain(EncounterFacts facts, Candidate candidate, boolean lastNote) {
        if (facts.setting().outpatientRules()) {
            return refusal(Reason.UNCERTAIN, "uncertain diagnosis in an outpatient setting (IV.H)");
        }
        SectionKind section = candidate.section();
        boolean atDischarge = section.weight() == Weight.PRINCIPAL
                || section == SectionKind.DISCHARGE_DIAGNOSIS
                || section == SectionKind.SECONDARY_DIAGNOSIS
                || (lastNote && section.weight() == Weight.ASSESSMENT);
        return atDischarge
                ? Optional.empty()
                : refusal(Reason.UNCERTAIN, "uncertain, and not so stated at discharge (II.H)");
    }

    private static Optional<Refusal> bySection(EncounterFacts facts, Candidate candidate, boolean concluded) {
        Weight weight = candidate.section().weight();
        if (weight == Weight.NONE) {
            return refusal(Reason.SECTION, "the section states no diagnosis");
        }
        boolean claim = facts.mode() == CodingMode.CLAIM;
        if (claim && concluded && weight == Weight.FINDING) {
            return refusal(Reason.SECTION, "a finding that the author's conclusion does not name (III.B)");
        }
        boolean earlier = candidate.section() == SectionKind.ADMISSION_DIAGNOSIS
                || candidate.section() == SectionKind.PREOPERATIVE_DIAGNOSIS;
        if (claim && concluded && earlier) {
            return refusal(Reason.SECTION, "a diagnosis before study");
        }
        return Optional.empty();
    }

    private static Optional<Refusal> byPatient(EncounterFacts facts, Candidate candidate) {
        String code = candidate.code().value();
        boolean ofWomen =
                code.startsWith("O") || code.startsWith("N7") || code.startsWith("N8") || code.startsWith("N9");
        boolean breast = code.startsWith("N6") || code.startsWith("N99");
        boolean ofMen = code.startsWith("N4") || code.startsWith("C61") || code.startsWith("C62");
        if (facts.sex() == Sex.MALE && ofWomen && !breast) {
            return refusal(Reason.AGE_OR_SEX, "a condition of women");
        }
        if (facts.sex() == Sex.FEMALE && ofMen) {
            return refusal(Reason.AGE_OR_SEX, "a condition of men");
        }
        boolean newborn = code.startsWith("P")
                && facts.ageYears().isPresent()
                && facts.ageYears().getAsInt() > 2;
        return newborn ? refusal(Reason.AGE_OR_SEX, "a perinatal condition") : Optional.empty();
    }

    private static Optional<Refusal> refusal(Reason reason, String detail) {
        return Optional.of(new Refusal(reason, detail));
    }
}
