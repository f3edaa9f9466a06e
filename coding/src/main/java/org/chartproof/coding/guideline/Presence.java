package org.chartproof.coding.guideline;

import org.chartproof.coding.CodedDiagnosis.PresentOnAdmission;
import org.chartproof.coding.candidate.Candidate;
import org.chartproof.coding.candidate.Categories;
import org.chartproof.coding.section.SectionKind;
import org.chartproof.terminology.CodeSet;

/** The present-on-admission indicator of an inpatient's diagnosis (Guidelines, appendix I). */
final class Presence {

    /** Long-term use of insulin, exempt in each year's list. */
    private static final String ON_EVERY_LIST = "Z79.4";

    private final Guideline exempt;
    private final Guideline yes;
    private final Guideline no;
    private final Guideline unknown;

    Presence(Register register) {
        this.exempt = register.of(Presence.class, "poa-exempt");
        this.yes = register.of(Presence.class, "poa-present");
        this.no = register.of(Presence.class, "poa-not-present");
        this.unknown = register.of(Presence.class, "poa-not-documented");
    }

    /** Y, unless the notes say that it began in hospital, or only the course names it. */
    PresentOnAdmission of(CodeSet codeSet, Line line) {
        if (isExempt(codeSet, line)) {
            line.fired(exempt);
            return PresentOnAdmission.EXEMPT;
        }
        boolean began = line.support().stream().anyMatch(Candidate::beganInHospital);
        if (began && line.support().stream().noneMatch(Presence::knownAtAdmission)) {
            line.fired(no);
            return PresentOnAdmission.NO;
        }
        boolean courseAlone = line.support().stream()
                .allMatch(candidate -> candidate.section() == SectionKind.HOSPITAL_COURSE
                        || candidate.section() == SectionKind.POSTOPERATIVE_DIAGNOSIS);
        line.fired(courseAlone ? unknown : yes);
        return courseAlone ? PresentOnAdmission.UNKNOWN : PresentOnAdmission.YES;
    }

    /** By the official list; where it is not installed, circumstances stand for it. */
    private static boolean isExempt(CodeSet codeSet, Line line) {
        boolean listInstalled = codeSet.poaExempt(ON_EVERY_LIST);
        return listInstalled ? codeSet.poaExempt(line.value()) : Categories.isCircumstance(line.value());
    }

    private static boolean knownAtAdmission(Candidate candidate) {
        return switch (candidate.section()) {
            case CHIEF_COMPLAINT, HISTORY_OF_PRESENT_ILLNESS, PAST_MEDICAL_HISTORY, ADMISSION_DIAGNOSIS -> true;
            default -> false;
        };
    }
}
