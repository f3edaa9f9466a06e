package org.chartproof.server.writeback;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Claim.ClaimStatus;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.Test;

/** A new coding beside what persons have decided. */
class ReviewedTest {

    private static final Reference ADA = new Reference("Practitioner/ada");

    private final List<Resource> stored = new ArrayList<>();

    private static Bundle write(PreviousResult previous, String... codes) {
        return ResultBundle.transaction(new ExampleChart().codes(codes).build(), ExampleChart.BANDS, previous);
    }

    private void coded(String... codes) {
        write(PreviousResult.NONE, codes).getEntry().forEach(entry -> stored.add(entry.getResource()));
    }

    private <T extends Resource> List<T> all(Class<T> type) {
        return stored.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private static <T extends Resource> List<T> all(Bundle bundle, Class<T> type) {
        return bundle.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private void decide(String code, String status) {
        Condition condition = all(Condition.class).stream()
                .filter(one -> Conditions.code(one).equals(code))
                .findFirst()
                .orElseThrow();
        condition.getVerificationStatus().getCodingFirstRep().setCode(status);
        condition.setRecorder(ADA);
        if (!status.equals("confirmed")) {
            claim().getDiagnosis().removeIf(diagnosis -> diagnosis.getId().equals("dx-" + code));
        }
        claim().setEnterer(ADA);
    }

    private Claim claim() {
        return all(Claim.class).get(0);
    }

    private Task task() {
        return all(Task.class).get(0);
    }

    private PreviousResult previous() {
        return new PreviousResult(
                Optional.of(claim()),
                all(Condition.class),
                Optional.of(task()),
                all(DetectedIssue.class),
                all(Provenance.class));
    }

    private static List<String> codes(Bundle bundle) {
        return all(bundle, Claim.class).get(0).getDiagnosis().stream()
                .map(one ->
                        one.getDiagnosisCodeableConcept().getCodingFirstRep().getCode())
                .toList();
    }

    private static List<String> conditions(Bundle bundle) {
        return all(bundle, Condition.class).stream().map(Conditions::code).toList();
    }

    @Test
    void aRejectionHoldsAndNewSuggestionsComeBesideIt() {
        coded("J18.9", "R05.1");
        decide("R05.1", "refuted");
        Bundle after = write(previous(), "J18.9", "R05.1", "N17.9");

        assertThat(codes(after)).containsExactly("J18.9", "N17.9");
        assertThat(conditions(after)).containsExactlyInAnyOrder("J18.9", "N17.9");
        assertThat(all(after, Provenance.class))
                .as("the engine's proof of the rejected code stays, off the claim")
                .anySatisfy(proof -> {
                    assertThat(proof.getIdElement().getIdPart())
                            .isEqualTo(ResultIds.provenance("stay-7", "R05.1").getIdPart());
                    assertThat(proof.getTarget()).hasSize(1);
                    assertThat(proof.getEntity()).isNotEmpty();
                });
    }

    @Test
    void theOrderAndThePrincipalThatAPersonChoseStay() {
        coded("J18.9", "R05.1");
        decide("R05.1", "confirmed");
        claim().getDiagnosis().add(claim().getDiagnosis().remove(0));
        Bundle after = write(previous(), "N17.9", "J18.9", "R05.1");

        assertThat(codes(after)).containsExactly("R05.1", "J18.9", "N17.9");
        assertThat(all(after, Claim.class).get(0).getDiagnosis())
                .extracting(one -> one.getSequence() + ":" + one.getType().size())
                .containsExactly("1:1", "2:0", "3:0");
        assertThat(all(after, Claim.class).get(0).getEnterer().getReference()).isEqualTo("Practitioner/ada");
    }

    @Test
    void aCodeThatWasAddedByHandIsNotSuggestedASecondTime() {
        coded("J18.9", "R05.1");
        all(Condition.class).get(1).setId("Condition/by-hand");
        decide("R05.1", "confirmed");
        Bundle after = write(previous(), "J18.9", "R05.1");

        assertThat(codes(after)).containsExactly("J18.9", "R05.1");
        assertThat(conditions(after)).containsExactly("J18.9");
        assertThat(all(after, Provenance.class))
                .flatExtracting(proof ->
                        proof.getTarget().stream().map(Reference::getReference).toList())
                .contains("Condition/by-hand");
    }

    @Test
    void aConfirmedCodeThatIsNoLongerFoundStaysAndItsProofSaysSoWithItsWords() {
        coded("J18.9", "R05.1");
        decide("R05.1", "confirmed");
        Bundle after = write(previous(), "J18.9");

        assertThat(codes(after)).containsExactly("J18.9", "R05.1");
        assertThat(all(after, Provenance.class))
                .filteredOn(Provenances::isNullified)
                .singleElement()
                .satisfies(proof -> assertThat(proof.getEntity()).isNotEmpty());
    }

    @Test
    void whatNobodyHasDecidedIsWithdrawnAsBefore() {
        coded("J18.9", "R05.1");
        decide("J18.9", "confirmed");
        Bundle after = write(previous(), "J18.9");

        assertThat(codes(after)).containsExactly("J18.9");
        assertThat(all(after, Condition.class)).singleElement().satisfies(condition -> {
            assertThat(Conditions.code(condition)).isEqualTo("R05.1");
            assertThat(Conditions.verification(condition)).isEqualTo("entered-in-error");
        });
    }

    @Test
    void theCaseStaysInTheHandsThatHaveIt() {
        coded("J18.9");
        task().setStatus(TaskStatus.INPROGRESS).setOwner(ADA);
        task().addExtension(new Extension(Canonical.REVIEW_LEASE, new InstantType(Date.from(Instant.EPOCH))));
        Task after = all(write(previous(), "J18.9", "N17.9"), Task.class).get(0);

        assertThat(after.getStatus()).isEqualTo(TaskStatus.INPROGRESS);
        assertThat(after.getOwner().getReference()).isEqualTo("Practitioner/ada");
        assertThat(after.hasExtension(Canonical.REVIEW_LEASE)).isTrue();
    }

    @Test
    void afterAttestationWhatIsNewComesBesideTheClaimAndTheTaskIsReadyAgain() {
        coded("J18.9");
        decide("J18.9", "confirmed");
        claim().setStatus(ClaimStatus.ACTIVE);
        task().setStatus(TaskStatus.COMPLETED).setOwner(ADA);
        CodedChart chart = new ExampleChart().codes("J18.9", "N17.9").build();
        Bundle after = ResultBundle.beside(chart, previous()).orElseThrow();

        assertThat(all(after, Claim.class)).isEmpty();
        assertThat(conditions(after)).containsExactly("N17.9");
        Task task = all(after, Task.class).get(0);
        assertThat(task.getStatus()).isEqualTo(TaskStatus.READY);
        assertThat(task.getStatusReason().getText()).contains("after attestation");
        assertThat(task.getBusinessStatus().getCodingFirstRep().getCode()).isEqualTo("coder-review");
    }

    @Test
    void afterAttestationACodingThatSaysWhatWasKnownChangesNothing() {
        coded("J18.9", "R05.1");
        decide("J18.9", "confirmed");
        decide("R05.1", "refuted");
        claim().setStatus(ClaimStatus.ACTIVE);
        task().setStatus(TaskStatus.COMPLETED);

        assertThat(ResultBundle.beside(
                        new ExampleChart().codes("J18.9", "R05.1").build(), previous()))
                .isEmpty();
    }

    @Test
    void theSampleHangsOnTheEncounterAlone() {
        CodedChart sure = new ExampleChart().confidence(0.99).build();
        assertThat(Route.of(sure, new Route.Bands(0.95, 0.8, 1))).isEqualTo(Route.AUTO_FINAL_SAMPLE);
        assertThat(Route.of(sure, new Route.Bands(0.95, 0.8, 0))).isEqualTo(Route.AUTO_FINAL);
        long sampled = java.util.stream.IntStream.range(0, 10_000)
                .filter(i -> ResultIds.share("e" + i) < 0.05)
                .count();
        assertThat(sampled).isBetween(400L, 600L);
    }
}
