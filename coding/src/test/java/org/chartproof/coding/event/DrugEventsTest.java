package org.chartproof.coding.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.chartproof.coding.data.DataFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DrugEventsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Assessment: hives due to amoxicillin. | T36.0X5A",
                "Assessment: Allergic hives due to amoxicillin. | T36.0X5A",
                "Assessment: hives after starting her new Bactrim. | T36.8X5A",
                "Assessment: steroid-induced hives. | T38.0X5A",
                "Assessment: lisinopril caused hives. | T46.4X5A",
                "Assessment: hives, NSAID-induced. | T39.395A"
            })
    void anAdverseEffectHasTheDrugsCodeBesideItsNature(String note, String code) {
        assertThat(Told.note(note).with("L50.9", "hives").codes()).contains(code);
    }

    @Test
    void ofAMixtureEachSubstanceIsCoded() {
        assertThat(Told.note("Assessment: hives due to Excedrin.")
                        .with("L50.9", "hives")
                        .codes())
                .containsExactly("T39.015A", "T39.1X5A");
    }

    @Test
    void whatADrugIsKnownForIsItsEffectBesideTheWordOn() {
        assertThat(Told.note("HPI: Side effects: anorexia on MPH, skips lunch.")
                        .with("R63.0", "anorexia")
                        .codes())
                .contains("T43.635A");
        assertThat(Told.note("HPI: hives on MPH.").with("L50.9", "hives").codes())
                .isEmpty();
    }

    @Test
    void lysisBeforeTheTransferIsAStatus() {
        assertThat(Told.note("HPI: CT negative, tenecteplase 1010, shipped here for thrombectomy.")
                        .of(org.chartproof.coding.Setting.INPATIENT)
                        .codes())
                .containsExactly("Z92.82");
        assertThat(Told.note("HPI: tenecteplase given here.")
                        .of(org.chartproof.coding.Setting.INPATIENT)
                        .codes())
                .isEmpty();
    }

    @Test
    void ofSeveralDrugsEachIsCoded() {
        assertThat(Told.note("Assessment: anemia secondary to methotrexate and azathioprine.")
                        .with("D64.9", "anemia")
                        .codes())
                .containsExactly("T45.1X5A");
        assertThat(Told.note("Assessment: hives from amoxicillin or ibuprofen.")
                        .with("L50.9", "hives")
                        .codes())
                .containsExactly("T36.0X5A", "T39.315A");
    }

    @Test
    void aNatureWithACodeForDrugsIsCodedSo() {
        assertThat(Told.note("Assessment: anemia due to chemotherapy.")
                        .with("D64.9", "anemia")
                        .all())
                .containsExactly("D64.81", "T45.1X5A");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Assessment: hives resolved, some relief from prednisone.",
                "Assessment: hives due to vitamin D deficiency.",
                "Assessment: hives, controlled: recheck in two weeks because of the naproxen.",
                "Assessment: hives from a virus, ibuprofen helps.",
                "Assessment: hives. Continue lisinopril.",
                "Assessment: hives due to missed doses of prednisone.",
                "Assessment: hives from cocaine."
            })
    void whatADrugDidNotBringIsNoAdverseEffect(String note) {
        assertThat(Told.note(note).with("L50.9", "hives").codes()).noneMatch(code -> code.endsWith("5A"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HPI: ingested about 30 tablets of acetaminophen to kill herself. | T39.1X2A",
                "HPI: toddler got into grandmother's metoprolol. | T44.7X1A",
                "HPI: accidentally took a double dose of warfarin. | T45.511A",
                "HPI: Xanax overdose, intent undetermined. | T42.4X4A",
                "HPI: took 40 Tylenol pills on purpose. | T39.1X2A",
                "HPI: fentanyl overdose, found down. | T40.411A",
                "HPI: poisoned by oxycodone slipped into her drink. | T40.2X3A"
            })
    void aPoisoningHasTheDrugsCodeByIntent(String note, String code) {
        assertThat(Told.note(note).codes()).containsExactly(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PMH: acetaminophen overdose as a teen.",
                "HPI: denies overdose of oxycodone.",
                "HPI: took two Tylenol for the headache.",
                "HPI: history of heroin overdose in 2017.",
                "Allergies: oxycodone overdose"
            })
    void whatIsPastOrDeniedIsNoPoisoning(String note) {
        assertThat(Told.note(note).codes()).noneMatch(code -> code.matches("T.*[1-4]A"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HPI: ran out of lisinopril, can't afford the refill. | Z91.120",
                "HPI: stopped taking his lisinopril because he felt fine. | Z91.128",
                "HPI: forgot to take lisinopril on vacation. | Z91.138",
                "HPI: noncompliant with lisinopril. | Z91.148",
                "HPI: quit lisinopril in March. She lost insurance. | Z91.120"
            })
    void underdosingHasItsReason(String note, String reason) {
        assertThat(Told.note(note).codes()).containsExactly("T46.4X6A", reason);
    }

    @Test
    void whatOthersForgetForAChildIsTheCaregivers() {
        assertThat(Told.note("HPI: mother forgot to give Keppra, missed doses of Keppra.")
                        .aged(5)
                        .codes())
                .containsExactly("T42.6X6A", "Z91.A3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HPI: lisinopril was stopped by her doctor.",
                "Plan: stop lisinopril.",
                "Hospital course: we stopped lisinopril.",
                "HPI: has not missed lisinopril.",
                "HPI: taking lisinopril 20, no missed doses.",
                "ED course: bacitracin + nonadherent gauze applied."
            })
    void whatAClinicianStoppedIsNoUnderdosing(String note) {
        assertThat(Told.note(note).codes()).noneMatch(code -> code.endsWith("6A"));
    }

    @Test
    void rowsOfDrugInducedConditionsAreInOrder() {
        assertThat(DataFile.read("drug-induced.tsv", 3).stream().map(row -> row.column(0)))
                .isSorted();
        assertThat(DataFile.read("drug-events.tsv", 2).stream().map(row -> row.column(0)))
                .isSorted();
    }
}
