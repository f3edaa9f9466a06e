package org.chartproof.server.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.context.support.ValidationSupportContext;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.chartproof.server.writeback.CoderDevice;
import org.chartproof.server.writeback.ExampleChart;
import org.chartproof.server.writeback.PreviousResult;
import org.chartproof.server.writeback.ResultBundle;
import org.chartproof.terminology.Terminology;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.utilities.http.ManagedWebAccess;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** HL7's validator, with base R4 and our own profiles; extensions that nobody defines are errors. */
class ProfilesTest {

    private static final FhirContext FHIR = FhirContext.forR4Cached();

    @SuppressWarnings("NullAway.Init")
    private static FhirValidator validator;

    @SuppressWarnings("NullAway.Init")
    private static ValidationSupportChain support;

    @BeforeAll
    static void prepare() {
        ValidatorNetwork.close();
        support = new ValidationSupportChain(
                new CodeSetValidation(
                        FHIR,
                        List.of(Terminology.starter()
                                .on(org.chartproof.terminology.CodeSystem.ICD_10_CM, LocalDate.of(2026, 5, 4))
                                .orElseThrow())),
                Profiles.validationSupport(FHIR),
                new DefaultProfileValidationSupport(FHIR),
                new CommonCodeSystemsTerminologyService(FHIR),
                new InMemoryTerminologyServerValidationSupport(FHIR),
                new SnapshotGeneratingValidationSupport(FHIR));
        FhirInstanceValidator instances = new FhirInstanceValidator(support);
        instances.setAnyExtensionsAllowed(false);
        validator = FHIR.newValidator().registerValidatorModule(instances);
    }

    @Test
    void everyProfileIsCompleteForAValidator() {
        List<StructureDefinition> profiles = Profiles.all(FHIR).stream()
                .filter(StructureDefinition.class::isInstance)
                .map(StructureDefinition.class::cast)
                .toList();

        assertThat(profiles).isNotEmpty().allSatisfy(profile -> {
            StructureDefinition complete = (StructureDefinition)
                    support.generateSnapshot(new ValidationSupportContext(support), profile.copy(), "", "", "");
            assertThat(complete.getSnapshot().getElement().size())
                    .as(profile.getUrl())
                    .isGreaterThan(profile.getDifferential().getElement().size());
        });
    }

    @Test
    void everyCodeSystemIsValid() {
        assertThat(Profiles.all(FHIR).stream().filter(CodeSystem.class::isInstance))
                .isNotEmpty()
                .allSatisfy(definition ->
                        assertThat(errors(definition)).as(definition.getId()).isEmpty());
    }

    @Test
    void theValidatorAsksNobodyOutside() {
        ValidatorNetwork.close();

        assertThatThrownBy(() -> ManagedWebAccess.get(List.of("web"), "http://127.0.0.1:9/"))
                .hasMessageContaining("not allowed");
    }

    @Test
    void allThatIsWrittenForAnAdmissionIsValid() {
        assertValid(transaction(new ExampleChart().queried(), PreviousResult.NONE));
    }

    @Test
    void allThatIsWrittenForAVisitThatGoesOnIsValid() {
        assertValid(transaction(
                new ExampleChart().visit("AMB", EncounterStatus.INPROGRESS).covered(), PreviousResult.NONE));
    }

    @Test
    void aVisitWithoutCodesIsValid() {
        assertValid(transaction(
                new ExampleChart().visit("EMER", EncounterStatus.FINISHED).codes(), PreviousResult.NONE));
    }

    @Test
    void whatIsLeftOfWithdrawnCodesIsValid() {
        PreviousResult previous = stored(transaction(new ExampleChart().queried(), PreviousResult.NONE));

        assertValid(transaction(new ExampleChart().codes("J18.9"), previous));
        assertValid(ResultBundle.withdrawal(previous, Date.from(Instant.parse("2026-06-01T10:00:00Z"))));
    }

    @Test
    void theCoderDeviceIsValid() {
        assertThat(errors(CoderDevice.of("0.0-test"))).isEmpty();
    }

    @Test
    void aCodeThatDoesNotExistIsAnError() {
        Condition condition = first(Condition.class);
        condition.getCode().getCodingFirstRep().setCode("J18.99Z");

        assertThat(errors(condition)).anyMatch(message -> message.contains("J18.99Z"));
    }

    @Test
    void aCodeWithoutItsDotIsAnError() {
        Condition condition = first(Condition.class);
        condition.getCode().getCodingFirstRep().setCode("J189");

        assertThat(errors(condition)).anyMatch(message -> message.contains("J189"));
    }

    @Test
    void ourProfilesSayWhatBaseR4DoesNot() {
        Condition condition = first(Condition.class);
        condition.getCode().getCodingFirstRep().setVersion(null);
        Provenance provenance = first(Provenance.class);
        provenance.getEntityFirstRep().getExtension().clear();
        Claim claim = first(Claim.class);
        claim.getDiagnosisFirstRep().getExtension().clear();
        Task task = first(Task.class);
        task.setFocus(null);

        assertThat(errors(condition)).anyMatch(message -> message.contains("version"));
        assertThat(errors(provenance)).anyMatch(message -> message.contains("evidence-words"));
        assertThat(errors(claim)).anyMatch(message -> message.contains("diagnosis-condition"));
        assertThat(errors(task)).anyMatch(message -> message.contains("focus"));
    }

    private static Bundle transaction(ExampleChart example, PreviousResult previous) {
        return ResultBundle.transaction(example.build(), ExampleChart.BANDS, previous);
    }

    private static PreviousResult stored(Bundle bundle) {
        return new PreviousResult(
                all(bundle, Claim.class).findFirst(),
                all(bundle, Condition.class).toList(),
                all(bundle, Task.class).findFirst(),
                all(bundle, DetectedIssue.class).toList(),
                all(bundle, Provenance.class).toList());
    }

    private static <T extends Resource> T first(Class<T> type) {
        Optional<T> found =
                all(transaction(new ExampleChart(), PreviousResult.NONE), type).findFirst();
        assertThat(found.map(ProfilesTest::errors)).as("valid as it is written").contains(List.of());
        return found.orElseThrow();
    }

    private static <T extends Resource> Stream<T> all(Bundle bundle, Class<T> type) {
        return bundle.getEntry().stream()
                .map(BundleEntryComponent::getResource)
                .filter(type::isInstance)
                .map(type::cast);
    }

    private static void assertValid(Bundle bundle) {
        assertThat(bundle.getEntry()).isNotEmpty().allSatisfy(entry -> assertThat(errors(entry.getResource()))
                .as(entry.getRequest().getUrl())
                .isEmpty());
    }

    private static List<String> errors(Resource resource) {
        return validator
                .validateWithResult(FHIR.newJsonParser().encodeResourceToString(resource))
                .getMessages()
                .stream()
                .filter(message -> message.getSeverity().compareTo(ResultSeverityEnum.ERROR) >= 0)
                .map(ProfilesTest::line)
                .toList();
    }

    private static String line(SingleValidationMessage message) {
        return message.getLocationString() + ": " + message.getMessage();
    }
}
