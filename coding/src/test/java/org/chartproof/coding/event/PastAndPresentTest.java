package org.chartproof.coding.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.chartproof.coding.Setting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PastAndPresentTest {

    @Test
    void anOperationOfThePastHasEndedWhatItWasFor() {
        assertThat(Told.note("HPI: hysterectomy 2015 for endometriosis.")
                        .with("N80.9", "endometriosis")
                        .past())
                .containsExactly("N80.9");
        assertThat(Told.note("HPI: R inguinal hernia repair '98.")
                        .with("K40.90", "inguinal hernia")
                        .past())
                .containsExactly("K40.90");
    }

    @Test
    void whatAHistoryHasRemovedIsGone() {
        assertThat(Told.note("Past medical history: diabetes, inguinal hernia repaired, gout.")
                        .with("K40.90", "inguinal hernia")
                        .past())
                .containsExactly("K40.90");
    }

    @Test
    void oneThatIsPlannedHasNot() {
        assertThat(Told.note("PLAN: inguinal hernia repair next month.")
                        .with("K40.90", "inguinal hernia")
                        .past())
                .isEmpty();
    }

    @Test
    void whatWasPutInDuringTheStayIsNoStatus() {
        assertThat(Told.note("Discharge diagnosis: heart block s/p PPM")
                        .of(Setting.INPATIENT)
                        .with("Z95.0", "s/p PPM")
                        .all())
                .isEmpty();
        assertThat(Told.note("Discharge diagnosis: new bundle branch block post PPM")
                        .of(Setting.INPATIENT)
                        .with("Z95.0", "PPM")
                        .all())
                .isEmpty();
        assertThat(Told.note("Discharge diagnosis: heart block s/p PPM 2019")
                        .of(Setting.INPATIENT)
                        .with("Z95.0", "s/p PPM")
                        .all())
                .containsExactly("Z95.0");
        assertThat(Told.note("Past medical history: s/p PPM")
                        .of(Setting.INPATIENT)
                        .with("Z95.0", "s/p PPM")
                        .all())
                .containsExactly("Z95.0");
    }

    @Test
    void aComplicationNamedWithItsConditionIsBoth() {
        assertThat(Told.note("HPI: Postoperative ileus.")
                        .with("K91.89", "Postoperative ileus")
                        .all())
                .containsExactly("K91.89", "K56.7");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "OUTPATIENT | 6 wks out from ORIF trimal fx. | S82.851D",
                "OUTPATIENT | New injury. Trimal fx. | S82.851A",
                "EMERGENCY | Trimal fx, follow-up visit with ortho. | S82.851A",
            })
    void theVisitTellsThePhaseOfAFracture(Setting setting, String note, String code) {
        String words = note.contains("Trimal") ? "Trimal fx" : "trimal fx";
        assertThat(Told.note("HPI: " + note).of(setting).with("S82.851A", words).all())
                .containsExactly(code);
    }

    @Test
    void nonunionOfAnOpenFractureHasACharacterOfItsOwn() {
        assertThat(Told.note("HPI: open tibia fx, now nonunion.")
                        .with("S82.251B", "open tibia fx")
                        .all())
                .containsExactly("S82.251M");
    }

    @Test
    void aPunctureByTeethIsAnOpenBite() {
        assertThat(Told.note("HPI: Dog bite puncture wounds R hand.")
                        .with("S61.431A", "puncture wounds R hand")
                        .all())
                .startsWith("S61.451A");
        assertThat(Told.note("HPI: Puncture R hand by a nail.")
                        .with("S61.431A", "Puncture R hand")
                        .all())
                .startsWith("S61.431A");
    }

    @Test
    void aCellulitisIsWhereItsSentenceHasTheWound() {
        assertThat(Told.note("HPI: Wounds of the R hand with cellulitis.")
                        .with("L03.90", "cellulitis")
                        .all())
                .containsExactly("L03.113");
        assertThat(Told.note("HPI: Wounds of hand and knee, cellulitis.")
                        .with("L03.90", "cellulitis")
                        .all())
                .containsExactly("L03.90");
    }

    @ParameterizedTest
    @CsvSource({"TBSA 5%, T31.0", "12% TBSA, T31.10"})
    void theExtentOfABurnIsItsFigure(String figure, String code) {
        assertThat(Told.note("HPI: Burns. " + figure + ".")
                        .with("T30.0", "Burns")
                        .codes())
                .contains(code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"6 weeks s/p R TKA, doing well. | Z47.1", "Post-op visit after lap chole. | Z48.815"})
    void aVisitOfRecoveryIsAftercare(String note, String code) {
        assertThat(Told.note("HPI: " + note).codes()).contains(code);
    }

    @Test
    void theStoryTellsTheVisitBehindAnyHeading() {
        assertThat(Told.note("Clinic.\nDate.\nSurgeon.\nStaff.\nHPI: 6 wks s/p L TKA.")
                        .codes())
                .contains("Z47.1");
    }

    @Test
    void norIsOneForAComplication() {
        assertThat(Told.note("HPI: 6 weeks s/p R TKA, now infected knee.")
                        .with("T84.53XA", "infected knee")
                        .codes())
                .doesNotContain("Z47.1");
        assertThat(Told.note("HPI: Here for HTN. TKA planned next year.").codes())
                .doesNotContain("Z47.1");
    }
}
