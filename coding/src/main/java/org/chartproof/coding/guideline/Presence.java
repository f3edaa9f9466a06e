package org.chartproof.coding.guideline;

import org.chartproof.coding.CodedDiagnosis.PresentOnAdmission;
import org.chartproof.coding.candidate.Candidate;
import org.chartproof.coding.candidate.Categories;
import org.chartproof.coding.guideline.Draft.Line;
import org.chartproof.coding.section.SectionKind;

/** The present-on-admission indicator of an inpatient's diagnosis (Guidelines, appendix I). */
final class Presence {

    private Presence() {}

    /** Y, unless the notes say that it began in hospital, or only the course names it. */
    static PresentOnAdmission of(Line line) {
        if (Categories.isCircumstance(line.value())) {
            return PresentOnAdmission.EXEMPT;
        }
        boolean began = line.support().stream().anyMatch(Candidate::beganInHospital);
        if (began && line.support().stream().noneMatch(Presence::knownAtAdmission)) {
            return PresentOnAdmission.NO;
        }
        boolean courseAlone = line.support().stream()
                .allMatch(candidate -> candidate.section() == SectionKind.HOSPITAL_COURSE
                        || candidate.section() == SectionKind.POSTOPERATIVE_DIAGNOSIS);
        return courseAlone ? PresentOnAdmission.UNKNOWN : PresentOnAdmission.YES;
    }

    private static boolean knownAtAdmission(Candidate candidate) {
        return switch (candidate.section()) {
            case CHIEF_COMPLAINT, HISTORY_OF_PRESENT_ILLNESS, PAST_MEDICAL_HISTORY, ADMISSION_DIAGNOSIS -> true;
            default -> false;
        };
    }
}
