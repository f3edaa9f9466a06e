package org.chartproof.hl7.map.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.chartproof.hl7.table.Charsets;
import org.chartproof.hl7.table.TableFile;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Enumerations;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Immunization;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.codesystems.AllergyintoleranceVerification;
import org.hl7.fhir.r4.model.codesystems.DiagnosisRole;
import org.hl7.fhir.r4.model.codesystems.ObservationCategory;
import org.hl7.fhir.r4.model.codesystems.SubscriberRelationship;
import org.hl7.fhir.r4.model.codesystems.V3ActCode;
import org.hl7.fhir.r4.model.codesystems.V3ActPriority;
import org.hl7.fhir.r4.model.codesystems.V3Confidentiality;
import org.hl7.fhir.r4.model.codesystems.V3MaritalStatus;
import org.hl7.fhir.r4.model.codesystems.V3RoleCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VocabularyTest {

    /** How FHIR itself reads a code of a table's target: throws if there is none. */
    private static final Map<Vocabulary, Consumer<String>> FHIR = Map.ofEntries(
            Map.entry(Vocabulary.ADMINISTRATIVE_SEX, AdministrativeGender::fromCode),
            Map.entry(Vocabulary.MARITAL_STATUS, V3MaritalStatus::fromCode),
            Map.entry(Vocabulary.PATIENT_CLASS, V3ActCode::fromCode),
            Map.entry(Vocabulary.DIAGNOSIS_TYPE, DiagnosisRole::fromCode),
            Map.entry(Vocabulary.DISCHARGE_DISPOSITION, VocabularyTest::dischargeDisposition),
            Map.entry(Vocabulary.ALLERGEN_TYPE, AllergyIntolerance.AllergyIntoleranceCategory::fromCode),
            Map.entry(Vocabulary.ALLERGY_SEVERITY, AllergyIntolerance.AllergyIntoleranceSeverity::fromCode),
            Map.entry(Vocabulary.ALLERGY_CRITICALITY, AllergyIntolerance.AllergyIntoleranceCriticality::fromCode),
            Map.entry(Vocabulary.ALLERGY_STATUS, AllergyintoleranceVerification::fromCode),
            Map.entry(Vocabulary.ADDRESS_USE, Address.AddressUse::fromCode),
            Map.entry(Vocabulary.ADDRESS_TYPE, Address.AddressType::fromCode),
            Map.entry(Vocabulary.NAME_TYPE, HumanName.NameUse::fromCode),
            Map.entry(Vocabulary.TELECOM_USE, ContactPoint.ContactPointUse::fromCode),
            Map.entry(Vocabulary.TELECOM_EQUIPMENT, ContactPoint.ContactPointSystem::fromCode),
            Map.entry(Vocabulary.RELATIONSHIP, V3RoleCode::fromCode),
            Map.entry(Vocabulary.SUBSCRIBER_RELATIONSHIP, SubscriberRelationship::fromCode),
            Map.entry(Vocabulary.VISIT_PRIORITY, V3ActPriority::fromCode),
            Map.entry(Vocabulary.DOCUMENT_COMPLETION, DocumentReference.ReferredDocumentStatus::fromCode),
            Map.entry(Vocabulary.DOCUMENT_AVAILABILITY, Enumerations.DocumentReferenceStatus::fromCode),
            Map.entry(Vocabulary.DOCUMENT_TYPE, code -> assertThat(code).matches("\\d{4,5}-\\d")),
            Map.entry(Vocabulary.DOCUMENT_CONFIDENTIALITY, V3Confidentiality::fromCode),
            Map.entry(Vocabulary.RESULT_STATUS, DiagnosticReport.DiagnosticReportStatus::fromCode),
            Map.entry(Vocabulary.OBSERVATION_STATUS, Observation.ObservationStatus::fromCode),
            Map.entry(Vocabulary.ABNORMAL_FLAGS, VocabularyTest::interpretation),
            Map.entry(Vocabulary.ORDER_CONTROL, ServiceRequest.ServiceRequestStatus::fromCode),
            Map.entry(Vocabulary.ORDER_STATUS, ServiceRequest.ServiceRequestStatus::fromCode),
            Map.entry(Vocabulary.ORDER_PRIORITY, ServiceRequest.ServiceRequestPriority::fromCode),
            Map.entry(Vocabulary.DIAGNOSTIC_SECTION, ObservationCategory::fromCode),
            Map.entry(Vocabulary.VACCINATION_STATUS, Immunization.ImmunizationStatus::fromCode));

    @ParameterizedTest
    @EnumSource
    void everyCodeOfATableIsOneOfFhir(Vocabulary vocabulary) {
        assertThat(vocabulary.codes()).isNotEmpty();
        Consumer<String> check = Objects.requireNonNull(FHIR.get(vocabulary), () -> "a check of " + vocabulary);
        vocabulary.codes().values().stream().flatMap(Optional::stream).forEach(code -> assertThatCode(
                        () -> check.accept(code))
                .as("%s: %s", vocabulary, code)
                .doesNotThrowAnyException());
    }

    @Test
    void aValueIsFoundInAnyCase() {
        assertThat(Vocabulary.ADMINISTRATIVE_SEX.meaning(" f ")).isEqualTo(new Vocabulary.Meaning.Code("female"));
        assertThat(Vocabulary.TELECOM_EQUIPMENT.meaning("INTERNET")).isEqualTo(new Vocabulary.Meaning.Code("email"));
    }

    @Test
    void aValueWithoutCounterpartIsNoUnknownOne() {
        assertThat(Vocabulary.DIAGNOSIS_TYPE.meaning("W")).isEqualTo(new Vocabulary.Meaning.NoCounterpart());
        assertThat(Vocabulary.DIAGNOSIS_TYPE.meaning("Q")).isEqualTo(new Vocabulary.Meaning.Unknown());
    }

    @Test
    void aBrokenTableIsNamedWithItsLine() {
        assertThatThrownBy(() -> TableFile.read("/org/chartproof/hl7/vocabulary/name-type.tsv", 4))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("name-type.tsv line 3: has 3 columns instead of 4");
        assertThatThrownBy(() -> TableFile.read("/org/chartproof/hl7/none.tsv", 1))
                .hasMessageContaining("none.tsv");
    }

    @Test
    void everyNameOfACharacterSetIsOneThatJavaHas() {
        assertThat(Charsets.named("unicode utf-8")).isPresent();
        assertThat(Charsets.named("nonsense of ours")).isEmpty();
    }

    /** The library has no class for this code system. */
    private static void dischargeDisposition(String code) {
        assertThat(code)
                .isIn("home", "alt-home", "other-hcf", "hosp", "long", "aadvice", "exp", "psy", "rehab", "snf", "oth");
    }

    /** The library's class for this code system is of an older edition. */
    private static void interpretation(String code) {
        assertThat(code)
                .isIn(
                        "<", ">", "A", "AA", "B", "D", "DET", "E", "H", "HH", "I", "IND", "L", "LL", "N", "ND", "NEG",
                        "NR", "NS", "POS", "R", "RR", "S", "SDD", "U", "W", "WR");
    }
}
