package org.chartproof.coding.guideline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.chartproof.coding.CodedDiagnosis.PresentOnAdmission;
import org.chartproof.coding.CodingMode;
import org.chartproof.coding.DroppedCandidate.Reason;
import org.chartproof.coding.EncounterFacts;
import org.chartproof.coding.Evidence;
import org.chartproof.coding.Setting;
import org.chartproof.coding.Sex;
import org.chartproof.coding.SmallCodeSet;
import org.chartproof.coding.Trace;
import org.chartproof.coding.assertion.Assertion;
import org.chartproof.coding.assertion.Assertion.Cue;
import org.chartproof.coding.candidate.Candidate;
import org.chartproof.coding.data.DataFile.Row;
import org.chartproof.coding.section.SectionKind;
import org.chartproof.terminology.CodeSet;
import org.chartproof.terminology.Term;
import org.junit.jupiter.api.Test;

/** Each rule alone, on a draft of a claim. */
class RulesTest {

    private static final CodeSet CODE_SET = SmallCodeSet.load();
    private static final Cue CUE = new Cue(0, 2);

    private static final Register REGISTER = Register.read();

    private int position;

    @Test
    void aTablesRuleThatTheRegisterDoesNotHaveStopsTheStartWithFileAndLine() {
        Register register = register("known-rule");
        assertThatThrownBy(() -> register.of(row("yields.tsv", 7, "unknown-rule")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("yields.tsv line 7: 'unknown-rule' is no rule of guidelines.tsv");
    }

    @Test
    void aTablesRuleThatAnotherTableCarriesOutStopsTheStartWithFileAndLine() {
        Register register = register("known-rule");
        assertThatThrownBy(() -> register.of(row("order.tsv", 4, "known-rule")))
                .hasMessage("order.tsv line 4: rule 'known-rule' is joined with yields.tsv, not with this table");
    }

    @Test
    void aRuleThatNothingCarriesOutStopsTheStartWithFileAndLine() {
        Register register = register("known-rule");
        assertThatThrownBy(register::close)
                .hasMessage("guidelines.tsv line 3: rule 'known-rule' is carried out by nothing");
        register.of(row("yields.tsv", 7, "known-rule"));
        register.close();
    }

    @Test
    void aRuleOfAClassThatTheRegisterDoesNotHaveStopsTheStart() {
        Register register = register("known-rule");
        assertThatThrownBy(() -> register.of(MoreSpecific.class, "unknown-rule"))
                .hasMessage("MoreSpecific: 'unknown-rule' is no rule of guidelines.tsv");
    }

    @Test
    void aCellThatIsNoCodeStopsTheStartWithFileAndLine() {
        assertThatThrownBy(() -> Codes.of(row("yields.tsv", 9, "E11,diabetes"), 0))
                .hasMessage("yields.tsv line 9: 'diabetes' is no code, beginning of one, or range of categories");
    }

    private static Register register(String rule) {
        return new Register(List.of(row("guidelines.tsv", 3, rule, "I.B.2", "any", "yields.tsv", "Says something.")));
    }

    private static Row row(String file, int line, String... cells) {
        return new Row(file, line, List.of(cells));
    }

    @Test
    void anUnspecifiedCodeYieldsToASpecificOneOfItsCategory() {
        Draft draft = draft(Setting.OUTPATIENT, "N18.9", "N18.31", "I10");
        new MoreSpecific(REGISTER).apply(draft);
        assertThat(codes(draft)).containsExactly("N18.31", "I10");
        assertThat(draft.dropped()).singleElement().satisfies(one -> {
            assertThat(one.code()).isEqualTo("N18.9");
            assertThat(one.reason()).isEqualTo(Reason.LESS_SPECIFIC);
        });
    }

    @Test
    void hypertensionWithHeartFailureIsOneConditionAndThenItsKind() {
        Draft draft = draft(Setting.OUTPATIENT, "I10", "I50.22");
        new Combinations(REGISTER).apply(draft);
        assertThat(codes(draft)).containsExactly("I11.0", "I50.22");
    }

    @Test
    void hypertensionWithHeartFailureAndKidneyDiseaseIsOneCondition() {
        Draft draft = draft(Setting.OUTPATIENT, "I10", "I50.22", "N18.31");
        new Combinations(REGISTER).apply(draft);
        assertThat(codes(draft)).containsExactlyInAnyOrder("I13.0", "I50.22", "N18.31");
        assertThat(draft.dropped()).extracting("code").containsExactly("I10");
    }

    @Test
    void hypertensionWithEndStageKidneyDiseaseHasItsOwnCode() {
        Draft draft = draft(Setting.OUTPATIENT, "I10", "N18.6");
        new Combinations(REGISTER).apply(draft);
        assertThat(codes(draft)).containsExactly("I12.0", "N18.6");
    }

    @Test
    void eachComplicationOfDiabetesHasItsCode() {
        Draft draft = draft(Setting.OUTPATIENT, "E11.9", "N18.31", "G62.9");
        new Combinations(REGISTER).apply(draft);
        new Yields(REGISTER, "yields.tsv", Reason.LESS_SPECIFIC).apply(draft);
        assertThat(codes(draft)).containsExactlyInAnyOrder("E11.22", "E11.42", "N18.31");
    }

    @Test
    void aCombinationIsNotMadeTwice() {
        Draft draft = draft(Setting.OUTPATIENT, "E11.42", "G62.9");
        new Combinations(REGISTER).apply(draft);
        assertThat(codes(draft)).containsExactly("E11.42");
    }

    @Test
    void aSymptomThatADiagnosisExplainsIsNotCodedBesideIt() {
        Draft draft = draft(Setting.OUTPATIENT, "J18.9", "R05.9", "R55");
        explain(draft);
        assertThat(codes(draft)).as("fainting is no part of pneumonia").containsExactly("J18.9", "R55");
        assertThat(draft.dropped()).extracting("reason").containsExactly(Reason.INTEGRAL_SYMPTOM);
    }

    @Test
    void whatAnExcludes1NoteKeepsApartIsNotReportedTogether() {
        Draft draft = draft(Setting.OUTPATIENT, "J18.9", "J69.0");
        new Excludes1(REGISTER).apply(draft);
        assertThat(codes(draft)).containsExactly("J69.0");
        assertThat(draft.dropped()).extracting("reason").containsExactly(Reason.EXCLUDES1);
    }

    @Test
    void aDiagnosisGoesBeforeASymptomAndACircumstanceLast() {
        Draft draft = draft(Setting.INPATIENT, "Z79.4", "R07.9", "I10");
        new Sequencing(REGISTER).apply(draft);
        assertThat(codes(draft)).containsExactly("I10", "R07.9", "Z79.4");
    }

    @Test
    void aManifestationGoesAfterItsCause() {
        Draft draft = draft(Setting.OUTPATIENT, "F02.80", "G30.9");
        new Sequencing(REGISTER).apply(draft);
        assertThat(codes(draft)).containsExactly("G30.9", "F02.80");
    }

    @Test
    void theDischargeDiagnosisGoesBeforeTheHistory() {
        Draft draft = new Draft(facts(Setting.INPATIENT), CODE_SET, java.util.Optional.empty());
        add(draft, candidate("I10", SectionKind.PAST_MEDICAL_HISTORY, new Assertion.Affirmed()));
        add(draft, candidate("J18.9", SectionKind.DISCHARGE_DIAGNOSIS, new Assertion.Affirmed()));
        new Sequencing(REGISTER).apply(draft);
        assertThat(codes(draft)).containsExactly("J18.9", "I10");
    }

    @Test
    void anUncertainDiagnosisIsCodedForAnInpatientAtDischargeAlone() {
        Assertion probable = new Assertion.Uncertain(CUE);
        assertThat(refusal(Setting.OUTPATIENT, "J18.9", SectionKind.ASSESSMENT, probable))
                .contains(Reason.UNCERTAIN);
        assertThat(refusal(Setting.EMERGENCY, "J18.9", SectionKind.ASSESSMENT, probable))
                .contains(Reason.UNCERTAIN);
        assertThat(refusal(Setting.INPATIENT, "J18.9", SectionKind.DISCHARGE_DIAGNOSIS, probable))
                .isEmpty();
        assertThat(refusal(Setting.INPATIENT, "J18.9", SectionKind.HISTORY_OF_PRESENT_ILLNESS, probable))
                .contains(Reason.UNCERTAIN);
    }

    @Test
    void whatIsNotThePatientsNowIsNotCoded() {
        SectionKind section = SectionKind.ASSESSMENT;
        assertThat(refusal(Setting.INPATIENT, "J18.9", section, new Assertion.Negated(CUE)))
                .contains(Reason.NEGATED);
        assertThat(refusal(Setting.INPATIENT, "J18.9", section, new Assertion.Family(CUE)))
                .contains(Reason.FAMILY_HISTORY);
        assertThat(refusal(Setting.INPATIENT, "J18.9", section, new Assertion.OtherPerson(CUE)))
                .contains(Reason.OTHER_PERSON);
        assertThat(refusal(Setting.INPATIENT, "J18.9", section, new Assertion.Historical(CUE)))
                .contains(Reason.HISTORICAL);
        assertThat(refusal(Setting.INPATIENT, "J18.9", section, new Assertion.Hypothetical(CUE)))
                .contains(Reason.HYPOTHETICAL);
        assertThat(refusal(Setting.INPATIENT, "J18.9", section, new Assertion.Planned(CUE)))
                .contains(Reason.PLANNED);
        assertThat(refusal(Setting.INPATIENT, "J18.9", section, new Assertion.Affirmed()))
                .isEmpty();
    }

    @Test
    void whatResolvedIsCodedWhereItWasCaredFor() {
        Assertion resolved = new Assertion.Resolved(CUE);
        assertThat(refusal(Setting.INPATIENT, "N17.9", SectionKind.HOSPITAL_COURSE, resolved))
                .isEmpty();
        assertThat(refusal(Setting.EMERGENCY, "R55", SectionKind.HISTORY_OF_PRESENT_ILLNESS, resolved))
                .isEmpty();
        assertThat(refusal(Setting.OUTPATIENT, "J20.9", SectionKind.ASSESSMENT, resolved))
                .contains(Reason.HISTORICAL);
    }

    @Test
    void aFamilyHistoryCodeStandsInTheFamilyHistory() {
        assertThat(refusal(Setting.OUTPATIENT, "Z80.3", SectionKind.FAMILY_HISTORY, new Assertion.Family(Cue.SECTION)))
                .isEmpty();
    }

    @Test
    void aPersonalHistoryInTheFamilyHistoryIsARelatives() {
        assertThat(refusal(
                        Setting.OUTPATIENT, "Z87.891", SectionKind.FAMILY_HISTORY, new Assertion.Family(Cue.SECTION)))
                .contains(Reason.FAMILY_HISTORY);
    }

    @Test
    void aHistoryOfASymptomIsTheComplaintWhereItIsTheReasonOfTheVisit() {
        Assertion history = new Assertion.Historical(CUE);
        assertThat(refusal(Setting.OUTPATIENT, "R05.9", SectionKind.INDICATION, history))
                .isEmpty();
        assertThat(refusal(Setting.OUTPATIENT, "R05.9", SectionKind.PAST_MEDICAL_HISTORY, history))
                .contains(Reason.HISTORICAL);
        assertThat(refusal(Setting.OUTPATIENT, "J18.9", SectionKind.INDICATION, history))
                .contains(Reason.HISTORICAL);
    }

    @Test
    void aSymptomThatIsTheReasonOfAVisitStaysBesideAnUnrelatedDiagnosis() {
        Draft visit = new Draft(facts(Setting.OUTPATIENT), CODE_SET, java.util.Optional.empty());
        add(visit, candidate("R55", SectionKind.CHIEF_COMPLAINT, new Assertion.Affirmed()));
        add(visit, candidate("I10", SectionKind.ASSESSMENT, new Assertion.Affirmed()));
        explain(visit);
        assertThat(codes(visit)).containsExactly("R55", "I10");
        Draft stay = new Draft(facts(Setting.INPATIENT), CODE_SET, java.util.Optional.empty());
        add(stay, candidate("R55", SectionKind.CHIEF_COMPLAINT, new Assertion.Affirmed()));
        add(stay, candidate("I10", SectionKind.ASSESSMENT, new Assertion.Affirmed()));
        explain(stay);
        assertThat(codes(stay)).containsExactly("I10");
    }

    @Test
    void instructionsStateNoDiagnosis() {
        assertThat(refusal(Setting.OUTPATIENT, "R50.9", SectionKind.INSTRUCTIONS, new Assertion.Affirmed()))
                .contains(Reason.SECTION);
    }

    @Test
    void whatBeganInHospitalWasNotPresentOnAdmission() {
        assertThat(presence(candidate("N17.9", SectionKind.HOSPITAL_COURSE, new Assertion.Affirmed(), true)))
                .isEqualTo(PresentOnAdmission.NO);
        assertThat(presence(
                        candidate("N17.9", SectionKind.HOSPITAL_COURSE, new Assertion.Affirmed(), true),
                        candidate("N17.9", SectionKind.HISTORY_OF_PRESENT_ILLNESS, new Assertion.Affirmed())))
                .as("it was there at admission already")
                .isEqualTo(PresentOnAdmission.YES);
        assertThat(presence(candidate("N17.9", SectionKind.INTERVAL_HISTORY, new Assertion.Affirmed())))
                .isEqualTo(PresentOnAdmission.UNKNOWN);
        assertThat(presence(candidate("Z79.4", SectionKind.MEDICATIONS, new Assertion.Affirmed())))
                .isEqualTo(PresentOnAdmission.EXEMPT);
    }

    private static void explain(Draft draft) {
        new Yields(REGISTER, "integral.tsv", Reason.INTEGRAL_SYMPTOM).apply(draft);
        new ToldOnly(REGISTER).apply(draft);
    }

    private PresentOnAdmission presence(Candidate... support) {
        Draft draft = new Draft(facts(Setting.INPATIENT), CODE_SET, java.util.Optional.empty());
        for (Candidate candidate : support) {
            add(draft, candidate);
        }
        return new Presence(REGISTER).of(draft, draft.lines().get(0));
    }

    private Optional<Reason> refusal(Setting setting, String code, SectionKind section, Assertion assertion) {
        return new Admission(REGISTER)
                .refuse(facts(setting), candidate(code, section, assertion), true, true)
                .map(Admission.Refusal::reason);
    }

    private Draft draft(Setting setting, String... codes) {
        Draft draft = new Draft(facts(setting), CODE_SET, java.util.Optional.empty());
        for (String code : codes) {
            add(draft, candidate(code, SectionKind.ASSESSMENT, new Assertion.Affirmed()));
        }
        return draft;
    }

    private static void add(Draft draft, Candidate candidate) {
        draft.lineFor(candidate.code()).support().add(candidate);
    }

    private Candidate candidate(String code, SectionKind section, Assertion assertion) {
        return candidate(code, section, assertion, false);
    }

    private Candidate candidate(String code, SectionKind section, Assertion assertion, boolean beganInHospital) {
        position += 10;
        return new Candidate(
                CODE_SET.billable(code).orElseThrow(),
                new Evidence("note", position, position + 4, "word"),
                section,
                assertion,
                beganInHospital,
                Term.Source.LEXICON,
                Optional.empty(),
                List.of(new Trace.Step(Trace.Kind.LEXICON, code)));
    }

    private static List<String> codes(Draft draft) {
        List<String> codes = new ArrayList<>();
        draft.lines().forEach(line -> codes.add(line.value()));
        return codes;
    }

    private static EncounterFacts facts(Setting setting) {
        return new EncounterFacts(
                setting, LocalDate.of(2026, 3, 2), Sex.UNKNOWN, OptionalInt.empty(), CodingMode.CLAIM);
    }
}
