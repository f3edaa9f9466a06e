package org.chartproof.server.writeback;

import static org.assertj.core.api.Assertions.assertThat;

import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Claim.ClaimStatus;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coverage;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.junit.jupiter.api.Test;

class ClaimsTest {

    @Test
    void anAdmissionIsAnInstitutionalDraftOfTheHospital() {
        Claim claim = Claims.of(new ExampleChart().build());

        assertThat(claim.getStatus()).isEqualTo(ClaimStatus.DRAFT);
        assertThat(code(claim.getType())).isEqualTo("institutional");
        assertThat(claim.getProvider().getReference()).isEqualTo("Organization/hospital");
        assertThat(claim.getPatient().getReference()).isEqualTo("Patient/ann");
        assertThat(stage(claim)).isEqualTo("final");
        assertThat(claim.getItem()).isEmpty();
    }

    @Test
    void aVisitIsAProfessionalDraftOfItsClinicianNotOfARelative() {
        Claim claim = Claims.of(
                new ExampleChart().visit("AMB", EncounterStatus.INPROGRESS).build());

        assertThat(code(claim.getType())).isEqualTo("professional");
        assertThat(claim.getProvider().getReference()).isEqualTo("Practitioner/doe");
        assertThat(stage(claim)).isEqualTo("concurrent");
    }

    @Test
    void aProviderThatNobodyNamedIsSaidToBeUnknown() {
        Encounter encounter = ExampleChart.encounter("AMB", EncounterStatus.FINISHED);
        encounter.getParticipant().clear();
        encounter.setServiceProvider(null);

        Claim claim = Claims.of(new ExampleChart().encounter(encounter).build());

        assertThat(claim.getProvider().hasReference()).isFalse();
        assertThat(claim.getProvider()
                        .getExtensionByUrl(Canonical.DATA_ABSENT)
                        .getValue()
                        .primitiveValue())
                .isEqualTo("unknown");
    }

    @Test
    void diagnosesOfAnAdmissionAreInSequenceWithThePrincipalFirstAndWhetherTheyWerePresentOnAdmission() {
        Claim claim = Claims.of(new ExampleChart().build());

        assertThat(claim.getDiagnosis()).extracting(one -> one.getSequence()).containsExactly(1, 2);
        assertThat(code(claim.getDiagnosis().get(0).getTypeFirstRep())).isEqualTo("principal");
        assertThat(claim.getDiagnosis().get(1).hasType()).isFalse();
        assertThat(claim.getDiagnosis())
                .extracting(one -> code(one.getOnAdmission()))
                .containsExactly("y", "n");
    }

    @Test
    void diagnosesOfAVisitHaveAFirstListedOneAndNoWordOnAdmission() {
        Claim claim = Claims.of(
                new ExampleChart().visit("AMB", EncounterStatus.FINISHED).build());

        assertThat(code(claim.getDiagnosisFirstRep().getTypeFirstRep())).isEqualTo("first-listed");
        assertThat(claim.getDiagnosis()).noneMatch(one -> one.hasOnAdmission());
    }

    @Test
    void theCodeCarriesItsSystemTheReleaseInForceAndItsTitle() {
        var coding = Claims.of(new ExampleChart().build())
                .getDiagnosisFirstRep()
                .getDiagnosisCodeableConcept()
                .getCodingFirstRep();

        assertThat(coding.getSystem()).isEqualTo("http://hl7.org/fhir/sid/icd-10-cm");
        assertThat(coding.getVersion()).isEqualTo("starter-2026");
        assertThat(coding.getCode()).isEqualTo("J18.9");
        assertThat(coding.getDisplay()).isNotBlank();
    }

    @Test
    void theFirstCoverageIsFocal() {
        Claim claim = Claims.of(new ExampleChart().covered().build());

        assertThat(claim.getInsurance()).singleElement().satisfies(insurance -> {
            assertThat(insurance.getFocal()).isTrue();
            assertThat(insurance.getCoverage().getReference()).isEqualTo("Coverage/plan-b");
        });
        assertThat(claim.getContained()).isEmpty();
    }

    @Test
    void withoutACoverageAPlaceholderSaysThatItIsUnknown() {
        Claim claim = Claims.of(new ExampleChart().build());

        assertThat(claim.getInsuranceFirstRep().getCoverage().getReference()).isEqualTo("#coverage");
        assertThat(claim.getContained()).singleElement().isInstanceOfSatisfying(Coverage.class, coverage -> assertThat(
                        coverage.getPayorFirstRep().getExtensionByUrl(Canonical.DATA_ABSENT))
                .isNotNull());
    }

    private static String stage(Claim claim) {
        return claim.getExtensionByUrl(Canonical.CODING_STAGE).getValue().primitiveValue();
    }

    private static String code(CodeableConcept concept) {
        return concept.getCodingFirstRep().getCode();
    }
}
