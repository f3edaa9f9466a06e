package org.chartproof.coding.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.chartproof.coding.Pregnancy.Stage;
import org.chartproof.coding.Setting;
import org.chartproof.coding.attribute.Trimester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pregnancy, birth and newborn, vaccines given and burns, as notes write them. */
class BirthsAndBurnsTest {

    @Test
    void aPregnancyIsToldByItsWeeks() {
        Told told = Told.note("27 y G3P1011 IUP @ 20w4d, +FM, no LOF").aged(27);
        assertThat(told.pregnancy()).hasValueSatisfying(pregnancy -> {
            assertThat(pregnancy.stage()).isEqualTo(Stage.PREGNANT);
            assertThat(pregnancy.trimester()).contains(Trimester.SECOND);
        });
    }

    @Test
    void aLiveBirthIsChildbirthAndItsOutcome() {
        Told told = Told.note("IUP 39w1d in active labor. SVD, viable male infant, apgars 8/9.")
                .aged(29)
                .of(Setting.INPATIENT);
        assertThat(told.pregnancy().orElseThrow().stage()).isEqualTo(Stage.CHILDBIRTH);
        assertThat(told.codes()).contains("Z37.0", "Z3A.39");
    }

    @Test
    void twinsHaveOneOutcomeAndEachItsCharacter() {
        Told told = Told.note("di-di twins, IUP 37w5d, A breech. Two liveborn infants, apgars 8/9.")
                .with("O30.049", "di-di twins")
                .with("O32.1XX0", "breech")
                .aged(33)
                .of(Setting.INPATIENT);
        assertThat(told.all()).contains("O32.1XX1", "Z37.2");
    }

    @Test
    void daysAfterABirthAreThePuerperium() {
        Told told = Told.note("30 y PPD9 after section, fever").aged(30).of(Setting.INPATIENT);
        assertThat(told.pregnancy().orElseThrow().stage()).isEqualTo(Stage.PUERPERIUM);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PPD placed, read in 48 h",
                "smokes 1 ppd",
                "65 yo with cough",
                "plans postpartum visit in May",
                "stop alendronate before pregnancy",
                "wants to talk about pregnancy next year"
            })
    void whatIsNoPregnancyIsNone(String note) {
        assertThat(Told.note(note).aged(30).pregnancy()).isEmpty();
    }

    @Test
    void aNewbornHasItsBirthWeeksAndWeight() {
        Told told = Told.note("Baby boy, DOL 44. Born vaginally here, 30w4d, BW 1340 g. Rule out sepsis, cx neg 36h.")
                .aged(0)
                .of(Setting.INPATIENT);
        assertThat(told.codes()).contains("Z38.00", "P07.15", "P07.33", "Z05.1");
    }

    @Test
    void anOlderInfantIsNoNewborn() {
        Told told = Told.note("5 mo F, 3 wk in the NICU, born via C/S").aged(0).of(Setting.INPATIENT);
        assertThat(told.codes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Plan: flu shot today",
                "Tdap 0.5 IM R deltoid",
                "DTaP/IPV and MMRV #2 today",
                "Vaccines given.",
                "Not immune to HAV: hepatitis A vaccine dose 1 given today."
            })
    void aVaccineGivenAtTheVisitIsCoded(String note) {
        assertThat(Told.note(note).aged(40).codes()).containsExactly("Z23");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "flu shot declined",
                "Tdap 28w, flu given 10/25",
                "Shingrix UTD",
                "HPV vaccine next year",
                "flu vaccine due in Oct"
            })
    void aVaccineNotGivenNowIsNot(String note) {
        assertThat(Told.note(note).aged(40).codes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Scald. L forearm partial thickness, blisters|T22.212A",
                "Burn with tea. Chin erythema, superficial, no blisters|T20.13XA",
                "Burn. Second degree burn of the right palm|T23.251A"
            })
    void burnsAreReadBySiteAndDegree(String note, String code) {
        assertThat(Told.note(note).aged(30).codes()).contains(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SH: dad smokes in the house", "HPI: grandmother smokes at home"})
    void aChildBreathesTheSmokeOfOthers(String note) {
        assertThat(Told.note(note).aged(2).codes()).containsExactly("Z77.22");
    }
}
