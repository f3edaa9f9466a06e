package org.chartproof.coding.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.chartproof.coding.CodingMode;
import org.chartproof.coding.Setting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LongTermUseTest {

    @Test
    void currentMedicationsTellWhatIsTakenForLong() {
        assertThat(Told.note("Medications: Eliquis 5 mg BID, lisinopril 10 mg daily, ASA 81, alendronate 70 weekly.")
                        .codes())
                .containsExactly("Z79.01", "Z79.82", "Z79.83");
    }

    @Test
    void aSentenceOfDrugsAloneIsAListOfThem() {
        assertThat(Told.note("HPI: Sat 92 at home. Trelegy, albuterol. No follow-up.")
                        .codes())
                .containsExactly("Z79.51");
        assertThat(Told.note("Assessment: COPD. Trelegy, albuterol.").codes()).isEmpty();
    }

    @Test
    void anAntibioticOnFixedDaysOfTheWeekIsTakenForLong() {
        assertThat(Told.note("Meds: prednisone 10, sulfa-tmp MWF, cetirizine prn")
                        .codes())
                .contains("Z79.2");
    }

    @Test
    void aLowDoseOfASteroidThatThePatientIsOnIsTakenForLong() {
        assertThat(Told.note("HPI: Myasthenia on pyridostigmine 60 qid, prednisone 10, no crisis.")
                        .codes())
                .containsExactly("Z79.52");
        assertThat(Told.note("HPI: She is on prednisone 40 for the flare.").codes())
                .isEmpty();
    }

    @Test
    void aDrugThatIsNotTakenYetOrIsInfusedToday() {
        assertThat(Told.note("Meds: tramadol prn, ASA none yet, omeprazole.").codes())
                .isEmpty();
        assertThat(Told.note("Meds: enoxaparin 40 daily x 24 more days").codes())
                .isEmpty();
        assertThat(Told.note("Meds: conjugated estrogens vaginal 2x/wk.").codes())
                .isEmpty();
    }

    @Test
    void insulinBesideOralDrugsOfTypeTwoDiabetesIsBoth() {
        assertThat(Told.note("HPI: T2DM.\nMeds: Lantus 20 units qhs, metformin 1000 BID")
                        .with("E11.9", "T2DM")
                        .codes())
                .containsExactly("Z79.4", "Z79.84");
    }

    @Test
    void drugsOfDiabetesNeedADiabetesThatDoesNotImplyThem() {
        assertThat(Told.note("HPI: PCOS.\nMeds: metformin 500 BID").codes()).isEmpty();
        assertThat(Told.note("HPI: T1DM on Humalog.").with("E10.9", "T1DM").codes())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HPI: 70 year old on apixaban for atrial fibrillation.",
                "HPI: He takes aspirin, metoprolol 50 mg, and apixaban.",
                "PMH: Afib (Eliquis).",
                "Assessment: AF, rate controlled. Continue Eliquis.",
                "Hospital course: warfarin was held and resumed before discharge.",
                "Meds warfarin, amlodipine, metoprolol."
            })
    void theTextTellsWhatIsTaken(String note) {
        assertThat(Told.note(note).codes()).contains("Z79.01");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Plan: start apixaban 5 mg BID.",
                "HPI: She was on warfarin until 2019.",
                "HPI: No longer on apixaban.",
                "Plan: discussed warfarin versus apixaban.",
                "HPI: Denies taking apixaban.",
                "Family history: mother on warfarin.",
                "ED meds: enoxaparin 80 mg once.",
                "Meds: heparin gtt",
                "Meds: metoprolol / no warfarin, DOAC, or clopidogrel",
                "Medications: apixaban (stopped 3/1), metoprolol"
            })
    void whatIsNewOrOverOrGivenAtTheVisitIsNot(String note) {
        assertThat(Told.note(note).codes()).doesNotContain("Z79.01");
    }

    @Test
    void aCourseOfASteroidIsNotLongTermUse() {
        assertThat(Told.note("Discharge medications: prednisone 40 mg daily x 5 days")
                        .codes())
                .isEmpty();
        assertThat(Told.note("Medications: prednisone 5 mg daily").codes()).containsExactly("Z79.52");
    }

    @Test
    void whatActsOnTheSkinOrTheEyeIsNotTakenForLong() {
        assertThat(Told.note("Medications: tacrolimus 0.1% bid to face, prednisone 5 mg ophthalmic daily")
                        .codes())
                .isEmpty();
    }

    @Test
    void antibioticsCountOnlyWhereTheyAreSaidToLast() {
        assertThat(Told.note("Medications: amoxicillin 500 TID x 7 days").codes())
                .isEmpty();
        assertThat(Told.note("Medications: TMP-SMX DS MWF for prophylaxis").codes())
                .containsExactly("Z79.2");
    }

    @Test
    void painKillersAsNeededAreNotLongTermUse() {
        assertThat(Told.note("Medications: ibuprofen 600 mg prn, oxycodone 5 mg prn")
                        .codes())
                .isEmpty();
        assertThat(Told.note("Medications: norco 5 TID x 2 yrs with pain contract")
                        .codes())
                .containsExactly("Z79.891");
    }

    @Test
    void insulinDuringAStayIsNotLongTermUse() {
        assertThat(Told.note(
                                "Hospital course: T2DM, on insulin sliding scale while here.\nPlan: insulin 10 units daily")
                        .of(Setting.INPATIENT)
                        .with("E11.9", "T2DM")
                        .codes())
                .isEmpty();
    }

    @Test
    void aListOfMedicationsNamesNoConditionForAReadingByMentions() {
        assertThat(Told.note("Medications: Eliquis 5 mg BID")
                        .of(CodingMode.MENTIONS)
                        .codes())
                .isEmpty();
    }

    @Test
    void evidenceIsTheDrugsName() {
        assertThat(Told.note("Meds: Eliquis 5 BID").candidates())
                .extracting(candidate -> candidate.evidence().words())
                .containsExactly("Eliquis");
    }
}
