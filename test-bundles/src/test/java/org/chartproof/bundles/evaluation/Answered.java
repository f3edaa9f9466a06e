package org.chartproof.bundles.evaluation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.chartproof.bundles.evaluation.LabelledCase.Forbidden;
import org.chartproof.bundles.evaluation.LabelledCase.Gold;
import org.chartproof.coding.CodedDiagnosis;
import org.chartproof.coding.CodedDiagnosis.PresentOnAdmission;
import org.chartproof.coding.CodedDiagnosis.Role;
import org.chartproof.coding.CodedEncounter;
import org.chartproof.coding.CodingMode;
import org.chartproof.coding.EncounterFacts;
import org.chartproof.coding.Evidence;
import org.chartproof.coding.Note;
import org.chartproof.coding.Setting;
import org.chartproof.coding.Sex;
import org.chartproof.coding.Trace;
import org.chartproof.coding.document.NoteText;
import org.chartproof.terminology.CodeSet;
import org.chartproof.terminology.CodeSystem;
import org.chartproof.terminology.Terminology;

/** An engine's answer, made up: codes of the starter code set, each resting on the same word. */
record Answered(List<CodedDiagnosis> diagnoses) {

    private static final LocalDate DATE = LocalDate.of(2026, 5, 4);
    private static final CodeSet CODES =
            Terminology.starter().on(CodeSystem.ICD_10_CM, DATE).orElseThrow();

    static Answered codes(String... codes) {
        List<CodedDiagnosis> diagnoses = new ArrayList<>();
        for (String code : codes) {
            diagnoses.add(new CodedDiagnosis(
                    CODES.billable(code).orElseThrow(() -> new AssertionError(code)),
                    diagnoses.isEmpty() ? Role.FIRST_LISTED : Role.ADDITIONAL,
                    0.9,
                    List.of(new Evidence("note", 0, 4, "word")),
                    PresentOnAdmission.NOT_APPLICABLE,
                    new Trace(List.of())));
        }
        return new Answered(diagnoses);
    }

    CodedCase against(List<Gold> gold, List<String> optional, List<Forbidden> absent) {
        EncounterFacts facts =
                new EncounterFacts(Setting.OUTPATIENT, DATE, Sex.UNKNOWN, OptionalInt.empty(), CodingMode.CLAIM);
        List<Note> notes = List.of(new Note("note", new NoteText("word")));
        return new CodedCase(
                new LabelledCase("one", "", facts, notes, gold, optional, absent),
                new CodedEncounter(CODES.release(), "test", diagnoses, List.of(), List.of(), 1));
    }
}
