package org.chartproof.server.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.chartproof.coding.CodingMode;
import org.chartproof.coding.EncounterFacts;
import org.chartproof.coding.Setting;
import org.chartproof.coding.Sex;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Patient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactsIntakeTest {

    @ParameterizedTest
    @CsvSource({
        "AMB, OUTPATIENT",
        "VR, OUTPATIENT",
        "HH, OUTPATIENT",
        "SS, OUTPATIENT",
        "OBSENC, OUTPATIENT",
        "PRENC, OUTPATIENT",
        "EMER, EMERGENCY",
        "IMP, INPATIENT",
        "ACUTE, INPATIENT",
        "NONAC, INPATIENT",
        "SHORT, INPATIENT"
    })
    void theEncountersClassGivesTheSetting(String code, Setting setting) {
        assertThat(FactsIntake.setting(encounter(code, null, null))).isEqualTo(setting);
    }

    @Test
    void anEncounterWithoutAClassIsReadByTheOutpatientRules() {
        assertThat(FactsIntake.setting(new Encounter())).isEqualTo(Setting.OUTPATIENT);
    }

    @Test
    void anAdmissionIsCodedByItsDischarge() {
        assertThat(date(encounter("IMP", "2025-09-28T22:00:00-05:00", "2025-10-02T11:00:00-05:00")))
                .contains(LocalDate.of(2025, 10, 2));
    }

    @Test
    void anAdmissionThatGoesOnIsCodedByItsBegin() {
        assertThat(date(encounter("IMP", "2025-09-28", null))).contains(LocalDate.of(2025, 9, 28));
    }

    @Test
    void aVisitIsCodedByItsDayWhereverThisServerStands() {
        assertThat(date(encounter("AMB", "2025-09-30T23:30:00-10:00", "2025-10-01T00:15:00-10:00")))
                .contains(LocalDate.of(2025, 9, 30));
    }

    @Test
    void aVisitWithoutAPeriodIsCodedByItsNewestDocument() {
        Encounter encounter = encounter("AMB", null, null);

        assertThat(FactsIntake.serviceDate(
                        encounter, List.of(document("2026-02-03T10:00:00Z"), document("2026-02-05T10:00:00Z"))))
                .contains(LocalDate.of(2026, 2, 5));
    }

    @Test
    void withoutAnyDateThereAreNoFacts() {
        assertThat(FactsIntake.read(encounter("AMB", null, null), Optional.of(new Patient()), List.of()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1958-05-04, 68",
        "1958-05-05, 67",
        "1958-05, 67",
        "1958-04, 68",
        "1958, 67",
        "2026-05-01, 0",
        "2027-01-01, 0"
    })
    void ageIsInCompletedYearsOnTheDayOfServiceAndAtLeastThatWhereTheBirthDateIsPartial(String birth, int age) {
        Patient patient = new Patient();
        patient.getBirthDateElement().setValueAsString(birth);

        assertThat(facts(patient).ageYears()).isEqualTo(OptionalInt.of(age));
    }

    @Test
    void whatIsNotKnownOfThePatientIsUnknown() {
        assertThat(facts(new Patient()))
                .isEqualTo(new EncounterFacts(
                        Setting.OUTPATIENT,
                        LocalDate.of(2026, 5, 4),
                        Sex.UNKNOWN,
                        OptionalInt.empty(),
                        CodingMode.CLAIM));
        assertThat(facts(new Patient().setGender(AdministrativeGender.OTHER)).sex())
                .isEqualTo(Sex.UNKNOWN);
        assertThat(facts(new Patient().setGender(AdministrativeGender.FEMALE)).sex())
                .isEqualTo(Sex.FEMALE);
        assertThat(facts(new Patient().setGender(AdministrativeGender.MALE)).sex())
                .isEqualTo(Sex.MALE);
    }

    private static EncounterFacts facts(Patient patient) {
        return FactsIntake.read(encounter("AMB", "2026-05-04", null), Optional.of(patient), List.of())
                .orElseThrow();
    }

    private static Optional<LocalDate> date(Encounter encounter) {
        return FactsIntake.serviceDate(encounter, List.of(document("2020-01-01T00:00:00Z")));
    }

    private static DocumentReference document(String date) {
        DocumentReference document = new DocumentReference();
        document.getDateElement().setValueAsString(date);
        return document;
    }

    private static Encounter encounter(String code, @Nullable String start, @Nullable String end) {
        Encounter encounter = new Encounter();
        encounter.getClass_().setCode(code);
        if (start != null) {
            encounter.getPeriod().getStartElement().setValueAsString(start);
        }
        if (end != null) {
            encounter.getPeriod().getEndElement().setValueAsString(end);
        }
        return encounter;
    }
}
