package org.chartproof.coding.guideline;

import java.util.List;
import org.chartproof.coding.CodedDiagnosis.PresentOnAdmission;
import org.chartproof.coding.candidate.Candidate;
import org.chartproof.coding.candidate.Categories;
import org.chartproof.coding.data.DataFile;
import org.chartproof.coding.data.DataFile.Row;
import org.chartproof.coding.section.SectionKind;
import org.chartproof.terminology.CodeSet;

/** The present-on-admission indicator of an inpatient's diagnosis (Guidelines, appendix I). */
final class Presence {

    /** Long-term use of insulin, exempt in each year's list. */
    private static final String ON_EVERY_LIST = "Z79.4";

    /** What by its nature begins in a stay, beside some code and unless there is another. */
    private record Arising(Guideline rule, Codes codes, Codes beside, Codes unless) {}

    private final Guideline exempt;
    private final Guideline yes;
    private final Guideline no;
    private final Guideline unknown;
    private final List<Arising> arising;

    Presence(Register register) {
        this.exempt = register.of(Presence.class, "poa-exempt");
        this.yes = register.of(Presence.class, "poa-present");
        this.no = register.of(Presence.class, "poa-not-present");
        this.unknown = register.of(Presence.class, "poa-not-documented");
        this.arising = DataFile.read("arises-in-stay.tsv", 4).stream()
                .map(row -> arising(register, row))
                .toList();
    }

    private static Arising arising(Register register, Row row) {
        return new Arising(register.of(row), Codes.of(row, 1), Codes.of(row, 2), Codes.of(row, 3));
    }

    /** Y, unless the notes say that it began in hospital, it does so by its nature, or only a progress note names it. */
    PresentOnAdmission of(Draft draft, Line line) {
        if (isExempt(draft.codeSet(), line)) {
            line.fired(exempt);
            return PresentOnAdmission.EXEMPT;
        }
        if (began(draft, line)) {
            line.fired(no);
            return PresentOnAdmission.NO;
        }
        boolean first = draft.lines().indexOf(line) == 0;
        if (!first && arises(draft, line)) {
            return PresentOnAdmission.NO;
        }
        boolean progressAlone = line.support().stream().allMatch(Presence::isProgress);
        line.fired(progressAlone ? unknown : yes);
        return progressAlone ? PresentOnAdmission.UNKNOWN : PresentOnAdmission.YES;
    }

    /** Whether the notes say that it began in hospital, and none of them knew it at admission. */
    static boolean began(Draft draft, Line line) {
        boolean began = false;
        for (Candidate candidate : line.support()) {
            if (candidate.beganInHospital()) {
                began = true;
            } else if (knownAtAdmission(candidate) || draft.places().isInFirstOfSeveral(candidate)) {
                return false;
            }
        }
        return began;
    }

    private boolean arises(Draft draft, Line line) {
        for (Arising one : arising) {
            boolean beside = one.beside().isEmpty() || draft.has(one.beside());
            boolean unless = !one.unless().isEmpty() && draft.has(one.unless());
            if (one.codes().has(line) && beside && !unless) {
                line.fired(one.rule());
                return true;
            }
        }
        return false;
    }

    /** By the official list; where it is not installed, circumstances stand for it. */
    private static boolean isExempt(CodeSet codeSet, Line line) {
        boolean listInstalled = codeSet.poaExempt(ON_EVERY_LIST);
        return listInstalled ? codeSet.poaExempt(line.value()) : Categories.isCircumstance(line.value());
    }

    private static boolean isProgress(Candidate candidate) {
        return candidate.section() == SectionKind.INTERVAL_HISTORY;
    }

    private static boolean knownAtAdmission(Candidate candidate) {
        return switch (candidate.section()) {
            case CHIEF_COMPLAINT, HISTORY_OF_PRESENT_ILLNESS, PAST_MEDICAL_HISTORY, ADMISSION_DIAGNOSIS -> true;
            default -> false;
        };
    }
}
