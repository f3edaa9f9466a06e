package org.chartproof.server.writeback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.stream.Collectors;
import org.chartproof.coding.document.NoteText;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Claim.ClaimStatus;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueStatus;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.Test;

class ResultBundleTest {

    private static final FhirContext FHIR = FhirContext.forR4Cached();

    @Test
    void theSameCodingIsTheSameBytesInEveryTimeZone() {
        TimeZone here = TimeZone.getDefault();
        String first;
        String second;
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Chatham"));
            first = json(write(new ExampleChart().queried().build()));
            TimeZone.setDefault(TimeZone.getTimeZone("America/St_Johns"));
            second = json(write(new ExampleChart().queried().build()));
        } finally {
            TimeZone.setDefault(here);
        }

        assertThat(second).isEqualTo(first).contains("claim-stay-7");
    }

    @Test
    void everyResourceIsPutUnderAnIdOfItsOwnThatFhirAllows() {
        Bundle bundle = write(new ExampleChart().queried().build());

        assertThat(bundle.getEntry()).allSatisfy(entry -> {
            String id = entry.getResource().getIdElement().getIdPart();
            assertThat(entry.getRequest().getMethod()).isEqualTo(HTTPVerb.PUT);
            assertThat(entry.getRequest().getUrl())
                    .isEqualTo(entry.getResource().fhirType() + "/" + id);
            assertThat(id).matches("[A-Za-z0-9.-]{1,64}").matches(".*[A-Za-z].*");
        });
        assertThat(bundle.getEntry())
                .extracting(entry -> entry.getRequest().getUrl())
                .doesNotHaveDuplicates();
    }

    @Test
    void anEncounterWithALongIdStillGivesShortOnes() {
        assertThat(ResultIds.claim("e".repeat(64)).getIdPart()).hasSizeLessThanOrEqualTo(64);
        assertThat(ResultIds.claim("e".repeat(64))).isNotEqualTo(ResultIds.claim("e".repeat(63) + "f"));
    }

    @Test
    void everySpanQuotesTheTextThatItPointsInto() {
        Bundle bundle = write(new ExampleChart().build());
        Map<String, String> texts = texts(bundle);
        int spans = 0;
        for (Provenance provenance : all(bundle, Provenance.class)) {
            for (Provenance.ProvenanceEntityComponent entity : provenance.getEntity()) {
                List<Extension> places = entity.getExtensionsByUrl(Canonical.DERIVATION_REFERENCE);
                List<Extension> words = entity.getExtensionsByUrl(Canonical.EVIDENCE_WORDS);
                assertThat(words).hasSameSizeAs(places);
                for (int i = 0; i < places.size(); i++) {
                    assertThat(quoted(texts, places.get(i), "reference")).isEqualTo(string(words.get(i), "words"));
                    assertThat(integer(words.get(i), "offset")).isEqualTo(integer(places.get(i), "offset"));
                    spans++;
                }
            }
        }

        assertThat(spans).isEqualTo(3);
    }

    @Test
    void theTextThatOffsetsCountInIsKeptWithItsHashAndGuardedByItsDocument() {
        Bundle bundle = write(new ExampleChart().build());
        Map<String, String> texts = texts(bundle);

        assertThat(texts.values()).containsExactlyInAnyOrder(ExampleChart.HISTORY, ExampleChart.DISCHARGE);
        assertThat(all(bundle, Binary.class))
                .extracting(binary -> binary.getSecurityContext().getReference())
                .containsExactlyInAnyOrder("DocumentReference/history", "DocumentReference/discharge");
        for (Provenance.ProvenanceEntityComponent entity :
                all(bundle, Provenance.class).get(0).getEntity()) {
            String id = ((Reference) entity.getExtensionByUrl(Canonical.DERIVATION_REFERENCE)
                            .getExtensionByUrl("reference")
                            .getValue())
                    .getReference();
            assertThat(entity.getExtensionByUrl(Canonical.TEXT_HASH).getValue().primitiveValue())
                    .isEqualTo(new NoteText(texts.getOrDefault(id, "")).sha256());
        }
    }

    @Test
    void anAmendedDocumentHasATextOfItsOwn() {
        assertThat(texts(write(new ExampleChart().historyAmended().build())).keySet())
                .isNotEqualTo(texts(write(new ExampleChart().build())).keySet());
    }

    @Test
    void aProofNamesTheExactVersionsOfTheDocumentsThatSupportItsCode() {
        Bundle bundle = write(new ExampleChart().historyAmended().build());

        assertThat(proof(bundle, "J18.9").getEntity())
                .extracting(entity -> entity.getWhat().getReference())
                .containsExactly("DocumentReference/history/_history/2", "DocumentReference/discharge/_history/1");
        assertThat(proof(bundle, "N17.9").getEntity())
                .extracting(entity -> entity.getWhat().getReference())
                .containsExactly("DocumentReference/discharge/_history/1");
    }

    @Test
    void aProofPointsAtItsConditionAndAtItsDiagnosisWithinTheClaim() {
        Bundle bundle = write(new ExampleChart().build());
        Claim claim = one(bundle, Claim.class);
        for (Claim.DiagnosisComponent diagnosis : claim.getDiagnosis()) {
            String code =
                    diagnosis.getDiagnosisCodeableConcept().getCodingFirstRep().getCode();
            Provenance proof = proof(bundle, code);
            Reference element = proof.getTarget().get(1);

            assertThat(proof.getTarget().get(0).getReference())
                    .isEqualTo(((Reference) diagnosis
                                    .getExtensionByUrl(Canonical.DIAGNOSIS_CONDITION)
                                    .getValue())
                            .getReference());
            assertThat(element.getReference())
                    .isEqualTo("Claim/" + claim.getIdElement().getIdPart());
            assertThat(element.getExtensionByUrl(Canonical.TARGET_ELEMENT)
                            .getValue()
                            .primitiveValue())
                    .isEqualTo(diagnosis.getId());
            String path =
                    element.getExtensionByUrl(Canonical.TARGET_PATH).getValue().primitiveValue();
            assertThat(FHIR.newFhirPath().evaluate(claim, path, Claim.DiagnosisComponent.class))
                    .containsExactly(diagnosis);
        }
    }

    @Test
    void whatWasDroppedStaysVisibleWithItsReasonAndWords() {
        Bundle bundle = write(new ExampleChart().build());
        List<Extension> dropped = one(bundle, Claim.class).getExtensionsByUrl(Canonical.DROPPED_CANDIDATE);

        assertThat(dropped).singleElement().satisfies(candidate -> {
            assertThat(string(candidate, "code")).isEqualTo("R07.9");
            assertThat(string(candidate, "reason")).isEqualTo("negated");
            assertThat(string(candidate, "words")).isEqualTo("chest pain");
            assertThat(quoted(texts(bundle), candidate, "text")).isEqualTo("chest pain");
        });
    }

    @Test
    void aCodeThatNoLongerHoldsIsEnteredInErrorAndItsProofNullified() {
        Bundle before =
                write(new ExampleChart().codes("J18.9", "R05.1").queried().build());
        Bundle after = ResultBundle.transaction(
                new ExampleChart().codes("J18.9", "N17.9").build(), ExampleChart.BANDS, stored(before));

        Map<String, String> states = new HashMap<>();
        for (Condition condition : all(after, Condition.class)) {
            states.put(
                    condition.getCode().getCodingFirstRep().getCode(),
                    condition.getVerificationStatus().getCodingFirstRep().getCode());
        }
        assertThat(states)
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("J18.9", "provisional", "N17.9", "provisional", "R05.1", "entered-in-error"));
        assertThat(condition(after, "R05.1").hasClinicalStatus()).isFalse();
        assertThat(one(after, Claim.class).getDiagnosis())
                .extracting(one ->
                        one.getDiagnosisCodeableConcept().getCodingFirstRep().getCode())
                .containsExactly("J18.9", "N17.9");
        Provenance nullified = proof(after, "R05.1");
        assertThat(nullified.getId()).isEqualTo(proof(before, "R05.1").getId());
        assertThat(nullified.getActivity().getCodingFirstRep().getCode()).isEqualTo("NULLIFY");
        assertThat(nullified.getTarget())
                .as("the claim has no such diagnosis any more")
                .hasSize(1);
        assertThat(all(after, DetectedIssue.class))
                .singleElement()
                .extracting(DetectedIssue::getStatus)
                .isEqualTo(DetectedIssueStatus.ENTEREDINERROR);
    }

    @Test
    void aCodeThatComesBackIsProvisionalAgainUnderItsOldId() {
        Bundle first = write(new ExampleChart().codes("J18.9", "R05.1").build());
        Bundle without =
                ResultBundle.transaction(new ExampleChart().codes("J18.9").build(), ExampleChart.BANDS, stored(first));
        Bundle again = ResultBundle.transaction(
                new ExampleChart().codes("J18.9", "R05.1").build(), ExampleChart.BANDS, stored(without));

        assertThat(json(condition(again, "R05.1"))).isEqualTo(json(condition(first, "R05.1")));
        assertThat(json(proof(again, "R05.1"))).isEqualTo(json(proof(first, "R05.1")));
    }

    @Test
    void whenNothingIsLeftTheClaimAndItsReviewAreCancelled() {
        Bundle before = write(new ExampleChart().queried().build());
        Bundle after = ResultBundle.withdrawal(stored(before), Date.from(Instant.parse("2026-06-01T10:00:00Z")));

        assertThat(one(after, Claim.class).getStatus()).isEqualTo(ClaimStatus.CANCELLED);
        assertThat(one(after, Claim.class).getCreatedElement().getValueAsString())
                .startsWith("2026-06-01T10:00:00");
        assertThat(one(after, Task.class).getStatus()).isEqualTo(TaskStatus.CANCELLED);
        assertThat(all(after, Condition.class)).hasSize(2).allSatisfy(condition -> assertThat(
                        condition.getVerificationStatus().getCodingFirstRep().getCode())
                .isEqualTo("entered-in-error"));
        assertThat(all(after, Provenance.class)).hasSize(2);
        assertThat(all(after, DetectedIssue.class)).hasSize(1);
        assertThat(all(after, Binary.class)).isEmpty();
    }

    @Test
    void whatAPersonHasAttestedIsNeverTouched() {
        PreviousResult previous = stored(write(new ExampleChart().build()));
        previous.claim().orElseThrow().setStatus(ClaimStatus.ACTIVE);

        assertThat(previous.attested()).isTrue();
        CodedChart chart = new ExampleChart().codes("J18.9").build();
        assertThatThrownBy(() -> ResultBundle.transaction(chart, ExampleChart.BANDS, previous))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ResultBundle.withdrawal(previous, new Date(0)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aClaimIsReplacedOnlyInTheVersionThatWasRead() {
        Bundle first = write(new ExampleChart().build());
        Bundle second = ResultBundle.transaction(new ExampleChart().build(), ExampleChart.BANDS, stored(first));

        assertThat(conditional(first)).isEmpty();
        assertThat(conditional(second))
                .containsOnly(Map.entry("Claim/claim-stay-7", "W/\"3\""), Map.entry("Task/review-stay-7", "W/\"3\""));
    }

    @Test
    void timesAreThoseOfTheNewestDocumentThatCounts() {
        Bundle bundle = write(new ExampleChart()
                .visit("IMP", EncounterStatus.INPROGRESS)
                .codes("J18.9")
                .build());

        assertThat(condition(bundle, "J18.9").getRecordedDateElement().getValueAsString())
                .startsWith("2026-05-04T16:30:00");
        assertThat(one(bundle, Claim.class).getCreatedElement().getValueAsString())
                .as("changes of an encounter that goes on say nothing of the codes")
                .startsWith("2026-05-04T16:30:00");
        assertThat(one(write(new ExampleChart().build()), Claim.class)
                        .getCreatedElement()
                        .getValueAsString())
                .as("the end of the encounter")
                .startsWith("2026-05-04T17:00:00");
    }

    private static Bundle write(CodedChart chart) {
        return ResultBundle.transaction(chart, ExampleChart.BANDS, PreviousResult.NONE);
    }

    /** What storage would give back of a bundle: copies in their third version. */
    private static PreviousResult stored(Bundle bundle) {
        List<Resource> resources = bundle.getEntry().stream()
                .map(entry -> {
                    Resource copy = entry.getResource().copy();
                    copy.setId(copy.getIdElement().withVersion("3"));
                    copy.getMeta().setVersionId("3").setLastUpdated(new Date());
                    return copy;
                })
                .toList();
        Claim claim = only(resources, Claim.class).get(0);
        List<String> named = claim.getDiagnosis().stream()
                .map(diagnosis -> ((Reference) diagnosis
                                .getExtensionByUrl(Canonical.DIAGNOSIS_CONDITION)
                                .getValue())
                        .getReference())
                .toList();
        List<Condition> conditions = only(resources, Condition.class).stream()
                .filter(condition ->
                        named.contains("Condition/" + condition.getIdElement().getIdPart()))
                .toList();
        return new PreviousResult(
                Optional.of(claim),
                conditions,
                Optional.of(only(resources, Task.class).get(0)),
                only(resources, DetectedIssue.class),
                only(resources, Provenance.class));
    }

    private static Map<String, String> conditional(Bundle bundle) {
        return bundle.getEntry().stream()
                .map(BundleEntryComponent::getRequest)
                .filter(request -> request.hasIfMatch())
                .collect(Collectors.toMap(request -> request.getUrl(), request -> request.getIfMatch()));
    }

    private static Map<String, String> texts(Bundle bundle) {
        return all(bundle, Binary.class).stream()
                .collect(Collectors.toMap(
                        binary -> "Binary/" + binary.getIdElement().getIdPart(),
                        binary -> new String(binary.getData(), StandardCharsets.UTF_8)));
    }

    private static String quoted(Map<String, String> texts, Extension place, String reference) {
        String id = ((Reference) place.getExtensionByUrl(reference).getValue()).getReference();
        int offset = integer(place, "offset");
        return texts.getOrDefault(id, "").substring(offset, offset + integer(place, "length"));
    }

    private static int integer(Extension extension, String part) {
        return ((IntegerType) extension.getExtensionByUrl(part).getValue()).getValue();
    }

    private static String string(Extension extension, String part) {
        return ((PrimitiveType<?>) extension.getExtensionByUrl(part).getValue()).getValueAsString();
    }

    private static Condition condition(Bundle bundle, String code) {
        return all(bundle, Condition.class).stream()
                .filter(condition ->
                        code.equals(condition.getCode().getCodingFirstRep().getCode()))
                .findFirst()
                .orElseThrow();
    }

    private static Provenance proof(Bundle bundle, String code) {
        String target = "Condition/" + condition(bundle, code).getIdElement().getIdPart();
        return all(bundle, Provenance.class).stream()
                .filter(provenance ->
                        target.equals(provenance.getTargetFirstRep().getReference()))
                .findFirst()
                .orElseThrow();
    }

    private static <T extends Resource> T one(Bundle bundle, Class<T> type) {
        List<T> found = all(bundle, type);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static <T extends Resource> List<T> all(Bundle bundle, Class<T> type) {
        return only(
                bundle.getEntry().stream()
                        .map(BundleEntryComponent::getResource)
                        .toList(),
                type);
    }

    private static <T extends Resource> List<T> only(List<Resource> resources, Class<T> type) {
        return resources.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private static String json(Resource resource) {
        return FHIR.newJsonParser().encodeResourceToString(resource);
    }
}
