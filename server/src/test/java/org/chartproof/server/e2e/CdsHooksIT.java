package org.chartproof.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chartproof.server.e2e.RunningServer.Server;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CDS Hooks of a server that only its own machine may ask: an encounter is coded and leaves questions open, and an EHR asks for them. */
@ExtendWith(RunningServer.class)
class CdsHooksIT {

    private static final String NOTE = "ASSESSMENT:\nChronic kidney disease.\nHypothyroidism.\n";
    private static final String EHR = "https://ehr.example.org/fhir";
    private static final String VISITS = "https://ehr.example.org/visits";
    private static final String MRN = "https://ehr.example.org/mrn";
    private static final String DOCTOR = "Practitioner/grey";

    private Fhir fhir = new Fhir(new org.chartproof.bundles.client.FhirClient(java.net.URI.create("http://127.0.0.1")));
    private CdsClient ehr = new CdsClient(java.net.URI.create("http://127.0.0.1"));
    private String id = "";

    @BeforeEach
    void prepare(Server server, TestInfo test) throws Exception {
        fhir = new Fhir(server.client());
        ehr = new CdsClient(server.root());
        id = "h"
                + Integer.toHexString(
                        test.getTestMethod().orElseThrow().getName().hashCode());
        identified(TestNote.patient(id + "-p"), MRN);
        identified(TestNote.encounter(id + "-e", id + "-p", "AMB", "in-progress"), VISITS);
    }

    private void identified(ObjectNode resource, String system) throws Exception {
        resource.putArray("identifier").addObject().put("system", system).put("value", "no-" + id);
        assertThat(fhir.put(resource).ok()).isTrue();
    }

    private void coded(String note) throws Exception {
        assertThat(fhir.put(TestNote.document(id + "-d", id + "-p", id + "-e", note))
                        .ok())
                .isTrue();
        fhir.awaitCoded();
    }

    private ObjectNode hook(String service) {
        return CdsClient.hook(service, DOCTOR, id + "-p", id + "-e");
    }

    private JsonNode onlyCard(String service) throws Exception {
        JsonNode cards = ehr.ask(service, hook(service)).cards();
        assertThat(cards).hasSize(1);
        return cards.get(0);
    }

    private static ObjectNode told(JsonNode card, String outcome) {
        return TestNote.JSON
                .createObjectNode()
                .put("card", card.path("uuid").asText())
                .put("outcome", outcome)
                .put("outcomeTimestamp", "2026-05-04T10:05:00Z");
    }

    private static ObjectNode overridden(JsonNode card, String reason) {
        ObjectNode entry = told(card, "overridden");
        entry.putObject("overrideReason").putObject("reason").put("code", reason);
        return entry;
    }

    @Test
    void anEhrLearnsWhichServicesThereAreAndWhatToSendAlong() throws Exception {
        JsonNode services = ehr.discovery().body().path("services");

        assertThat(services.findValuesAsText("hook"))
                .containsExactly("encounter-discharge", "order-sign", "patient-view");
        assertThat(services).allSatisfy(service -> {
            assertThat(service.path("id").asText()).startsWith("chartproof-");
            assertThat(service.path("description").asText()).isNotEmpty();
            assertThat(service.at("/prefetch/encounter").asText()).isEqualTo("Encounter/{{context.encounterId}}");
            assertThat(service.at("/prefetch/patient").asText()).isEqualTo("Patient/{{context.patientId}}");
        });
    }

    @Test
    void beforeDischargeTheOpenQuestionIsShownWithItsWordsAndALinkIntoTheChart(Server server) throws Exception {
        coded(NOTE);

        JsonNode card = onlyCard(CdsClient.DISCHARGE);
        assertThat(card.path("summary").asText())
                .startsWith("Not documented: stage (Chronic kidney disease")
                .hasSizeLessThan(140);
        assertThat(card.path("detail").asText())
                .contains("does not state the stage", "\u201cChronic kidney disease\u201d");
        assertThat(card.path("indicator").asText()).isEqualTo("warning");
        assertThat(card.at("/source/label").asText()).isEqualTo("Chartproof");
        assertThat(card.path("overrideReasons").findValuesAsText("code")).contains("answered", "unknown", "later");

        JsonNode link = card.at("/links/0");
        assertThat(link.path("type").asText()).isEqualTo("smart");
        assertThat(link.path("url").asText()).isEqualTo(server.root() + "/app/launch.html");
        JsonNode context = TestNote.JSON.readTree(link.path("appContext").asText());
        assertThat(context.path("encounter").asText()).isEqualTo("Encounter/" + id + "-e");
        JsonNode issue = fhir.read(context.path("query").asText());
        assertThat(issue.path("status").asText()).isEqualTo("preliminary");
        assertThat(issue.at("/patient/reference").asText()).isEqualTo("Patient/" + id + "-p");
    }

    @Test
    void whoSawACardIsKnownAtItsPatientAndWhereNoneWasShownNothingIs() throws Exception {
        String question = "AuditEvent?subtype=operation&patient=Patient/" + id + "-p&altid=" + DOCTOR;
        assertThat(ehr.ask(CdsClient.CHART, hook(CdsClient.CHART)).cards()).isEmpty();
        assertThat(fhir.read(question).path("total").asInt()).isZero();
        coded(NOTE);
        onlyCard(CdsClient.CHART);

        JsonNode events = fhir.read(question);
        assertThat(events.path("total").asInt()).isOne();
        assertThat(events.toString()).doesNotContain("Chronic kidney disease");
    }

    @Test
    void theSuggestedTaskIsInTheIdsOfTheEhr() throws Exception {
        coded(NOTE);

        JsonNode card = onlyCard(CdsClient.ORDERS);
        assertThat(card.path("selectionBehavior").asText()).isEqualTo("any");
        JsonNode action = card.at("/suggestions/0/actions/0");
        assertThat(action.path("type").asText()).isEqualTo("create");
        assertThat(action.at("/resource/resourceType").asText()).isEqualTo("Task");
        assertThat(action.at("/resource/for/reference").asText()).isEqualTo("Patient/" + id + "-p");
        assertThat(action.at("/resource/owner/reference").asText()).isEqualTo(DOCTOR);
    }

    @Test
    void anEncounterWithoutAnOpenQuestionHasNoCard() throws Exception {
        coded("ASSESSMENT:\nEssential hypertension.\n");

        assertThat(ehr.ask(CdsClient.DISCHARGE, hook(CdsClient.DISCHARGE)).cards())
                .isEmpty();
    }

    @Test
    void anAddendumThatAnswersTheQuestionTakesTheCardAway() throws Exception {
        coded(NOTE);
        assertThat(onlyCard(CdsClient.CHART).path("indicator").asText()).isEqualTo("info");
        coded("ASSESSMENT:\nChronic kidney disease stage 4.\n");

        assertThat(ehr.ask(CdsClient.CHART, hook(CdsClient.CHART)).cards()).isEmpty();
    }

    @Test
    void aReviewThatIsDoneAsksNothingAnyMore(Server server) throws Exception {
        coded(NOTE);
        identified(TestNote.encounter(id + "-e", id + "-p", "AMB", "finished"), VISITS);
        fhir.awaitCoded();
        Reviewer reviewer = new Reviewer(server.client(), id + "-e", "Ada Coder");
        reviewer.attest(reviewer.claim());

        assertThat(ehr.ask(CdsClient.DISCHARGE, hook(CdsClient.DISCHARGE)).cards())
                .isEmpty();
    }

    @Test
    void aChartThatIsOpenedWithoutAnEncounterShowsThePatientsQuestions() throws Exception {
        coded(NOTE);

        JsonNode cards = ehr.ask(CdsClient.CHART, CdsClient.hook(CdsClient.CHART, DOCTOR, id + "-p", ""))
                .cards();
        assertThat(cards).hasSize(1);
        assertThat(cards.at("/0/links/0/appContext").asText()).contains("Encounter/" + id + "-e");
    }

    @Test
    void whatAClinicianSaysToACardIsKeptAndTheyAreNotAskedAgain() throws Exception {
        coded(NOTE);
        JsonNode card = onlyCard(CdsClient.DISCHARGE);
        ObjectNode entry = overridden(card, "unknown");
        ((ObjectNode) entry.path("overrideReason")).put("userComment", "Seen by another service");

        assertThat(ehr.tell(CdsClient.DISCHARGE, entry).status()).isEqualTo(200);
        assertThat(ehr.tell(CdsClient.DISCHARGE, entry).status()).isEqualTo(200);

        JsonNode said = fhir.read("Communication/card-" + card.path("uuid").asText());
        assertThat(said.at("/meta/versionId").asText()).isEqualTo("1");
        assertThat(said.path("status").asText()).isEqualTo("not-done");
        assertThat(said.at("/statusReason/coding/0/code").asText()).isEqualTo("unknown");
        assertThat(said.at("/statusReason/coding/0/system").asText()).endsWith("/query-override-reason");
        assertThat(said.at("/payload/0/contentString").asText()).isEqualTo("Seen by another service");
        assertThat(said.at("/sender/identifier/value").asText()).isEqualTo(DOCTOR);
        assertThat(said.at("/encounter/reference").asText()).isEqualTo("Encounter/" + id + "-e");
        assertThat(said.at("/about/0/reference").asText()).startsWith("DetectedIssue/query-");

        assertThat(ehr.ask(CdsClient.DISCHARGE, hook(CdsClient.DISCHARGE)).cards())
                .isEmpty();
        ObjectNode colleague = CdsClient.hook(CdsClient.DISCHARGE, "Practitioner/other", id + "-p", id + "-e");
        assertThat(ehr.ask(CdsClient.DISCHARGE, colleague).cards()).hasSize(1);
    }

    @Test
    void whoPutsAQuestionOffIsAskedAgain() throws Exception {
        coded(NOTE);
        assertThat(ehr.tell(CdsClient.DISCHARGE, overridden(onlyCard(CdsClient.DISCHARGE), "later"))
                        .status())
                .isEqualTo(200);

        onlyCard(CdsClient.DISCHARGE);
    }

    @Test
    void whoTakesTheTaskIsNotAskedAgain() throws Exception {
        coded(NOTE);
        JsonNode card = onlyCard(CdsClient.DISCHARGE);
        ObjectNode entry = told(card, "accepted");
        entry.putArray("acceptedSuggestions")
                .addObject()
                .put("id", card.at("/suggestions/0/uuid").asText());
        assertThat(ehr.tell(CdsClient.DISCHARGE, entry).status()).isEqualTo(200);

        JsonNode said = fhir.read("Communication/card-" + card.path("uuid").asText());
        assertThat(said.path("status").asText()).isEqualTo("completed");
        assertThat(said.at("/payload/0/contentString").asText()).contains("task list");
        assertThat(ehr.ask(CdsClient.DISCHARGE, hook(CdsClient.DISCHARGE)).cards())
                .isEmpty();
    }

    @Test
    void feedbackAboutACardThatNobodyWasGivenIsRefused() throws Exception {
        ObjectNode unknown = overridden(
                TestNote.JSON.createObjectNode().put("uuid", "11111111-2222-3333-4444-555555555555"), "unknown");

        CdsClient.Answer answer = ehr.tell(CdsClient.DISCHARGE, unknown);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.error()).contains("feedback[0]");
    }

    /** The EHR's own ids, and the identifiers that both know. */
    private ObjectNode foreign(String service, boolean withEncounter) {
        ObjectNode request = CdsClient.hook(service, DOCTOR, "77", withEncounter ? "88" : "");
        request.put("fhirServer", EHR);
        ObjectNode prefetch = request.putObject("prefetch");
        ObjectNode patient = TestNote.patient("77");
        patient.putArray("identifier").addObject().put("system", MRN).put("value", "no-" + id);
        prefetch.set("patient", patient);
        if (withEncounter) {
            ObjectNode encounter = TestNote.encounter("88", "77", "AMB", "in-progress");
            ArrayNode identifiers = encounter.putArray("identifier");
            identifiers.addObject().put("value", "no-" + id);
            identifiers.addObject().put("system", VISITS).put("value", "no-" + id);
            prefetch.set("encounter", encounter);
        }
        return request;
    }

    @Test
    void anEncounterOfAnotherServerIsFoundByItsIdentifier() throws Exception {
        coded(NOTE);

        JsonNode cards =
                ehr.ask(CdsClient.DISCHARGE, foreign(CdsClient.DISCHARGE, true)).cards();
        assertThat(cards).hasSize(1);
        assertThat(cards.at("/0/links/0/appContext").asText()).contains("Encounter/" + id + "-e");
        assertThat(cards.at("/0/suggestions/0/actions/0/resource/for/reference").asText())
                .isEqualTo("Patient/77");
    }

    @Test
    void aPatientOfAnotherServerIsFoundByTheIdentifier() throws Exception {
        coded(NOTE);

        assertThat(ehr.ask(CdsClient.CHART, foreign(CdsClient.CHART, false)).cards())
                .hasSize(1);
    }

    @Test
    void anotherServersEncounterIsNeverTakenForOursByItsIdAlone() throws Exception {
        coded(NOTE);
        ObjectNode request = hook(CdsClient.DISCHARGE).put("fhirServer", EHR);
        ObjectNode prefetch = request.putObject("prefetch");
        prefetch.set("encounter", TestNote.encounter(id + "-e", id + "-p", "AMB", "in-progress"));

        assertThat(ehr.ask(CdsClient.DISCHARGE, request).cards()).isEmpty();
    }

    @Test
    void whatIsNeitherSentAlongNorToBeReadIsAskedForWith412() throws Exception {
        ObjectNode request = hook(CdsClient.DISCHARGE).put("fhirServer", EHR);

        CdsClient.Answer without = ehr.ask(CdsClient.DISCHARGE, request);
        assertThat(without.status()).isEqualTo(412);
        assertThat(without.error()).contains("prefetch.encounter");

        request.putObject("fhirAuthorization")
                .put("access_token", "secret-of-ehr")
                .put("token_type", "Bearer");
        CdsClient.Answer notAllowed = ehr.ask(CdsClient.DISCHARGE, request);
        assertThat(notAllowed.status()).isEqualTo(412);
        assertThat(notAllowed.error()).contains("cds-hooks.fhir-servers").doesNotContain("secret-of-ehr");
    }

    @Test
    void anEncounterOfAnotherPatientIsRefused() throws Exception {
        coded(NOTE);
        identified(TestNote.patient(id + "-q"), MRN + "/others");

        CdsClient.Answer answer =
                ehr.ask(CdsClient.DISCHARGE, CdsClient.hook(CdsClient.DISCHARGE, DOCTOR, id + "-q", id + "-e"));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error()).contains("context.patientId").doesNotContain(id);
    }

    @ParameterizedTest(name = "{1} instead of {0}: {2}")
    @CsvSource({
        "'\"encounter-discharge\"', '\"patient-view\"', 'hook'' has to be encounter-discharge'",
        "'\"d1577c69-dfbe-44ad-ba6d-3e05e953b2ea\"', '\"1\"', 'hookInstance'' has to be a UUID'",
        "'\"userId\"', '\"user\"', 'context.userId'' is missing'",
        "'\"Practitioner/grey\"', '\"Practitioner?name=x\"', 'context.userId'' is not what FHIR allows'",
        "'\"patientId\"', '\"patient\"', 'context.patientId'' is missing'",
        "'\"encounterId\"', '\"encounter\"', 'context.encounterId'' is missing'",
        "'\"e9\"', '\"../Patient\"', 'context.encounterId'' is not what FHIR allows'",
        "'\"context\"', '\"fhirAuthorization\":{},\"context\"', 'needs a ''fhirServer'''",
        "'\"context\"', '\"fhirServer\":\"file:///etc\",\"context\"', 'fhirServer'' has to be a URL'",
        "'\"context\"', '\"prefetch\":{\"encounter\":{\"resourceType\":\"Patient\"}},\"context\"', 'prefetch.encounter'' has to be a Encounter'",
        "'}}', '}', The body is not JSON"
    })
    void aRequestThatSaysWhatCannotBeIsToldWhere(String part, String instead, String words) throws Exception {
        String good = CdsClient.hook(CdsClient.DISCHARGE, DOCTOR, "p9", "e9").toString();
        assertThat(good).contains(part);

        CdsClient.Answer answer =
                ehr.post("/cds-services/" + CdsClient.DISCHARGE, good.replace(part, instead), Optional.empty());
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error()).contains(words);
    }

    @Test
    void aServiceThatIsNotThereAndAMethodThatIsNotOneAreSaid() throws Exception {
        assertThat(ehr.ask("chartproof-weather", hook(CdsClient.CHART)).status())
                .isEqualTo(404);
        List<Integer> states = new ArrayList<>();
        states.add(ehr.post("/cds-services", "{}", Optional.empty()).status());
        states.add(ehr.post("/cds-services/" + CdsClient.CHART + "/more", "{}", Optional.empty())
                .status());
        assertThat(states).containsExactly(405, 404);
    }
}
