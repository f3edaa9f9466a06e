package org.chartproof.coding.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tobacco, body mass and weeks of pregnancy, as notes write them. */
class HabitsAndMeasuresTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SH: smokes 1/2 ppd|F17.210",
                "SH: cigs, half ppd|F17.210",
                "SH: 1ppd x 20 yrs, wants to quit|F17.210",
                "Soc: +TOB 1 PPD|F17.210",
                "HPI: 60 yo smoker with cough|F17.200",
                "SH: vapes daily|F17.290",
                "SH: chewing tobacco, one can a week|F17.220",
                "SH: 50 py, quit 2018|Z87.891",
                "SH: former smoker, stopped 1985|Z87.891",
                "SH: Former pipe smoker|Z87.891",
                "SH: chewing tobacco quit 2012|Z87.891",
                "SH: smoked 1 ppd 1980-2000|Z87.891",
                "SH: smoking 8-10/day, was 20|F17.210",
                "SH: quit cigs for 6 wks after the wreck, back to 1 ppd|F17.210",
                "PMH: meds none currently, NKDA, 1ppd|F17.210",
                "Plan: quit smoking info given|F17.200",
                "NKDA. Quit 30 yrs ago.|Z87.891",
                "SH: smoker until 2010|Z87.891",
                "SH: gave up cigarettes last year. Drinks wine.|Z87.891"
            })
    void tobaccoIsCodedByProductAndTime(String note, String code) {
        assertThat(Told.note(note).codes()).containsExactly(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SH: never smoker",
                "HPI: positive PPD at work, chest film clear",
                "HPI: PPD 12 mm after BCG",
                "SH: Tobacco: none. EtOH: 2/wk",
                "SH: no tobacco, alcohol or drugs",
                "SH: denies smoking",
                "SH: doesn't smoke",
                "SH: drinking stopped. Quit 2 yrs ago.",
                "SH: smokers at home: none",
                "SH: smokes marijuana daily",
                "FH: father smoker, lung cancer",
                "HPI: smoke inhalation in a house fire",
                "SH: nonsmoker"
            })
    void whatIsNoTobaccoUseIsNotCoded(String note) {
        assertThat(Told.note(note).codes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"BMI 31.2, Z68.31", "BMI: 41, Z68.41", "BMI of 52.7, Z68.43", "BMI 17.2, Z68.1"})
    void bodyMassOfAnAdultIsReadFromItsFigure(String words, String code) {
        assertThat(Told.note("Exam: " + words + " kg/m2").aged(50).codes()).containsExactly(code);
    }

    @ParameterizedTest
    @CsvSource({
        "BMI 19.8 (88th percentile), Z68.53",
        "BMI 24 at 97 %ile, Z68.54",
        "BMI 28.1 = 127% of 95th, Z68.55",
    })
    void bodyMassOfAChildIsReadFromItsPercentile(String words, String code) {
        assertThat(Told.note("Exam: " + words).aged(11).codes()).containsExactly(code);
    }

    @Test
    void aFigureThatIsNoBodyMassIsLeft() {
        assertThat(Told.note("Exam: BMI 2 or 500").aged(50).codes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"IUP at 37w1d, Z3A.37", "39+0 by 7w scan, Z3A.39", "38 2/7 weeks, Z3A.38", "20w4d today, Z3A.20"})
    void weeksOfAPregnancyAreReadAsObstetriciansWriteThem(String words, String code) {
        assertThat(Told.note("HPI: pregnancy, " + words)
                        .with("O09.90", "pregnancy")
                        .codes())
                .containsExactly(code);
    }

    @Test
    void weeksWithoutAPregnancyAreNoGestation() {
        assertThat(Told.note("HPI: seen at 6w2d after surgery").codes()).isEmpty();
    }
}
