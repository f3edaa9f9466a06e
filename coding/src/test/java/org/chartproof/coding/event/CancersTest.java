package org.chartproof.coding.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.chartproof.coding.Setting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The service date of these notes is 2 March 2026. */
class CancersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Prostate cancer s/p prostatectomy 2019, doing well.",
                "Prostate cancer treated with radiation in 2016, PSA undetectable since.",
                "Prostate cancer, no evidence of disease.",
                "Prostate cancer s/p brachytherapy 2012.",
            })
    void aCancerThatIsCutOutOrTreatedAndNoLongerThereIsPast(String note) {
        assertThat(Told.note("HPI: " + note).with("C61", "Prostate cancer").past())
                .containsExactly("C61");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Prostate cancer s/p prostatectomy 2026, path reviewed.",
                "Prostate cancer on active surveillance since 2021.",
                "Prostate cancer, radiation 2019, now recurrent.",
                "Prostate cancer dx 2023, on leuprolide.",
                "Prostate cancer, biopsy next week.",
            })
    void aCancerThatIsThereOrTreatedIsNot(String note) {
        assertThat(Told.note("HPI: " + note).with("C61", "Prostate cancer").past())
                .isEmpty();
    }

    @Test
    void hormoneTherapyForYearsIsTreatment() {
        assertThat(Told.note(
                                "HPI: R breast cancer, mastectomy 2023, NED. Adjuvant letrozole yr 2 of 5.\nMedications: letrozole 2.5 mg daily")
                        .with("C50.911", "R breast cancer")
                        .past())
                .isEmpty();
        assertThat(Told.note("HPI: R breast cancer 2014, lumpectomy + XRT, NED, finished anastrozole 2019.")
                        .with("C50.911", "R breast cancer")
                        .past())
                .containsExactly("C50.911");
    }

    @Test
    void whereACancerBeganIsHistoryThoughItHasSpread() {
        assertThat(Told.note("HPI: melanoma of back, WLE 2019. Now right lung mets.")
                        .with("C43.59", "melanoma of back")
                        .with("C78.01", "right lung mets")
                        .past())
                .containsExactly("C43.59");
    }

    @Test
    void clearMarginsOfTheOperationMakeNoHistory() {
        assertThat(Told.note(
                                "Final diagnoses: Cecal cancer, pT3 N1. Path back: margins clear, oncology for adjuvant chemo.")
                        .with("C18.0", "Cecal cancer")
                        .of(Setting.INPATIENT)
                        .all())
                .contains("C18.0")
                .doesNotContain("Z85.038");
    }

    @Test
    void aVisitOfSurveillanceIsFollowUp() {
        assertThat(Told.note("Oncology survivorship visit. Cecal cancer, hemicolectomy 2021, NED since.")
                        .with("C18.0", "Cecal cancer")
                        .codes())
                .containsExactly("Z08");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Here for C6 mFOLFOX6. | Z51.11",
                "Presents for cycle 3 of carboplatin and pemetrexed. | Z51.11",
                "Here for C9 nivolumab 480 q4w. | Z51.12",
                "Cycle 2 pembrolizumab today. | Z51.12",
                "WBRT fx 4/10, tolerating. | Z51.0",
                "IMRT, fraction 12 of 30. | Z51.0",
                "Here for chemotherapy. | Z51.11",
                "Regimen carboplatin AUC 5 IV D1. Proceed with C3 today. | Z51.11",
                "Regimen pembrolizumab 200 mg IV D1. Proceed with C3 today. | Z51.12"
            })
    void theEncounterForTreatmentIsTold(String note, String code) {
        assertThat(Told.note("HPI: Lung cancer. " + note)
                        .with("C34.90", "Lung cancer")
                        .codes())
                .contains(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "C4 carboplatin next week.",
                "Cycle 3 carboplatin held today for ANC.",
                "Completed carboplatin x4.",
                "C spine clear."
            })
    void treatmentThatIsNotGivenIsNoEncounterForIt(String note) {
        assertThat(Told.note("HPI: Lung cancer. " + note)
                        .with("C34.90", "Lung cancer")
                        .codes())
                .noneMatch(code -> code.startsWith("Z51"));
    }

    @Test
    void chemotherapyGivenInAStayForAnotherReasonIsNot() {
        assertThat(Told.note("HOSPITAL COURSE: Lung cancer. C1 carboplatin today.")
                        .of(Setting.INPATIENT)
                        .with("C34.90", "Lung cancer")
                        .codes())
                .noneMatch(code -> code.startsWith("Z51"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ER 95 PR 80 HER2 neg | Z17.0 Z17.21 Z17.32",
                "ER+/PR+/HER2- | Z17.0 Z17.21 Z17.32",
                "ER positive, PR negative, HER2 3+ | Z17.0 Z17.22 Z17.31",
                "ER-/PR-/HER2+ | Z17.1 Z17.22 Z17.31",
                "HR+/HER2- | Z17.411",
                "TNBC | Z17.421",
                "triple-negative | Z17.421",
                "ER+ | Z17.0",
            })
    void receptorsAreReadAsPathologistsReportThem(String note, String codes) {
        assertThat(Told.note("HPI: R breast cancer, " + note + ".")
                        .with("C50.911", "R breast cancer")
                        .codes())
                .containsExactly(codes.split(" "));
    }

    @Test
    void anEmergencyRoomIsNoReceptor() {
        assertThat(Told.note("HPI: R breast cancer, ER 3/1 for fever.")
                        .with("C50.911", "R breast cancer")
                        .codes())
                .isEmpty();
    }

    @Test
    void lymphomaAndMyelomaInRemissionAreStillThere() {
        assertThat(Told.note("HPI: DLBCL in CR since 2024.")
                        .with("C83.30", "DLBCL")
                        .all())
                .containsExactly("C83.3A");
        assertThat(Told.note("HPI: Myeloma, relapsed after remission.")
                        .with("C90.00", "Myeloma")
                        .all())
                .containsExactly("C90.00");
    }
}
