package org.chartproof.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.chartproof.server.e2e.AccessServer.Answer;
import org.chartproof.server.e2e.AccessServer.Server;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an auditor asks: who saw this patient, what this person looked at, what was refused, and to whom. */
@ExtendWith(AccessServer.class)
class AuditorIT {

    private static final String READS_BORIS = "{\"request\":{\"method\":\"GET\",\"url\":\"Observation/boris-lab\"}}";

    /** Of another server: the same ids here are other people. */
    private static final String PEOPLE = "https://people.example/fhir/Practitioner/";

    private final Server server;
    private final String auditor;
    /** Somebody whom no other test is. */
    private final String person = "p" + UUID.randomUUID();

    AuditorIT(Server server) {
        this.server = server;
        this.auditor = server.token("auditor", "user/*.rs");
    }

    private String token(String role, String scope, String patient) {
        return server.issuer().token(claims -> claims.subject(person)
                .claim("fhirUser", PEOPLE + person)
                .claim("chartproof_roles", List.of(role))
                .claim("scope", scope)
                .claim("patient", patient.isEmpty() ? null : patient));
    }

    private String annas() {
        return token("clinician", "patient/*.rs user/*.cruds", "anna");
    }

    private List<JsonNode> events(String question) {
        List<JsonNode> events = new ArrayList<>();
        Answer answer = server.get("AuditEvent?" + question, auditor);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        answer.json().path("entry").forEach(entry -> events.add(entry.path("resource")));
        return events;
    }

    private List<JsonNode> refusals() {
        return events("outcome=4&altid=" + person);
    }

    private static String reference(JsonNode event, String role) {
        for (JsonNode entity : event.path("entity")) {
            if (entity.at("/role/code").asText().equals(role)) {
                return entity.at("/what/reference").asText();
            }
        }
        return "";
    }

    private static String patient(JsonNode event) {
        return reference(event, "1");
    }

    private static String resource(JsonNode event) {
        return reference(event, "4");
    }

    @Test
    void whatIsAnsweredAsIfItWereNotThereIsKnownToTheAuditor() {
        assertThat(server.get("Observation/boris-lab", annas()).status()).isEqualTo(404);
        assertThat(server.get("Patient/boris/_history/1", annas()).status()).isEqualTo(404);

        List<JsonNode> refusals = refusals();
        assertThat(refusals).hasSize(2);
        assertThat(refusals).allSatisfy(event -> {
            assertThat(patient(event)).isEqualTo("Patient/boris");
            assertThat(event.at("/type/code").asText()).isEqualTo("110113");
            assertThat(event.path("action").asText()).isEqualTo("R");
            assertThat(event.toString()).doesNotContain("mark-boris").doesNotContain("Family-boris");
        });
        assertThat(refusals.stream().map(AuditorIT::resource))
                .containsExactly("Patient/boris", "Observation/boris-lab");
        assertThat(events("patient=Patient/boris&outcome=4&agent=" + PEOPLE + person))
                .isEqualTo(refusals);
    }

    @Test
    void whatIsNotThereAndWhatASearchPassesOverAreNoRefusals() {
        assertThat(server.get("Patient/nobody-of-that-name", annas()).status()).isEqualTo(404);
        assertThat(server.get("Observation?code:text=x", annas()).status()).isLessThan(500);
        assertThat(server.get("Observation?_id=boris-lab", annas()).status()).isEqualTo(200);

        assertThat(refusals()).isEmpty();
    }

    @Test
    void aReadWithinABatchAndAWriteAreKnownWithWhomTheyWereAbout() {
        String batch = "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[" + READS_BORIS + "]}";
        assertThat(server.send("POST", "/fhir", annas(), batch).text()).doesNotContain("mark-boris");
        assertThat(server.send("DELETE", "Condition/boris-problem", annas(), "").status())
                .isEqualTo(403);
        assertThat(server.send(
                                "POST",
                                "Condition",
                                annas(),
                                "{\"resourceType\":\"Condition\",\"subject\":{\"reference\":\"Patient/boris\"}}")
                        .status())
                .isEqualTo(403);
        assertThat(server.get("Encounter/boris-visit/$everything", annas()).status())
                .isEqualTo(403);

        List<JsonNode> refusals = refusals();
        assertThat(refusals).hasSize(4).allSatisfy(event -> assertThat(patient(event))
                .isEqualTo("Patient/boris"));
        assertThat(refusals.stream().map(AuditorIT::resource))
                .startsWith("Encounter/boris-visit")
                .endsWith("Condition/boris-problem", "Observation/boris-lab");
    }

    @Test
    void whoLacksTheScopeIsKnownWithWhatTheyAskedForAndNothingOfATokenInAnAddress() {
        assertThat(server.get("Condition/boris-problem", token("coder", "user/Claim.rs", ""))
                        .status())
                .isEqualTo(403);
        assertThat(server.get("Condition?access_token=mark-token&x=1", token("coder", "user/Claim.rs", ""))
                        .status())
                .isEqualTo(403);

        List<JsonNode> refusals = refusals();
        assertThat(refusals.stream().map(AuditorIT::query))
                .containsExactly("GET /fhir/Condition?access_token=...&x=1", "GET /fhir/Condition/boris-problem");
        assertThat(patient(refusals.get(1))).isEqualTo("Patient/boris");
        assertThat(resource(refusals.get(1))).isEqualTo("Condition/boris-problem");
    }

    private static String query(JsonNode event) {
        for (JsonNode entity : event.path("entity")) {
            if (entity.has("query")) {
                return new String(
                        Base64.getDecoder().decode(entity.path("query").asText()), StandardCharsets.UTF_8);
            }
        }
        return "";
    }

    @Test
    void whoIsNoAdministratorIsKnownWhenTheyTry() {
        String coder = token("coder", "user/*.cruds", "");
        assertThat(server.get("/hl7/feeds", coder).status()).isEqualTo(403);
        assertThat(server.get("/hl7/messages/1", coder).status()).isEqualTo(403);

        assertThat(refusals().stream().map(AuditorIT::query)).containsExactly("GET /hl7/messages/1", "GET /hl7/feeds");
    }

    @Test
    void whoSawThisPatientBetweenTwoTimesAndWhatThisPersonLookedAt() {
        Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        String coder = token("coder", "user/*.cruds", "");
        server.get("Observation/anna-lab", coder);
        server.get("Observation?patient=Patient/anna", coder);
        server.get("Claim/boris-claim", coder);

        String anna = "patient=Patient/anna&altid=" + person;
        assertThat(events(anna + "&date=ge" + before + "&date=lt" + before.plusSeconds(120)))
                .hasSize(2);
        assertThat(events(anna + "&date=lt" + before)).isEmpty();
        assertThat(events(anna + "&date=gt" + before.plusSeconds(120))).isEmpty();
        assertThat(events("agent=" + PEOPLE + person).stream().map(AuditorIT::patient))
                .containsExactly("Patient/boris", "Patient/anna", "Patient/anna");
        assertThat(events("agent=Practitioner/" + person)).isEmpty();
        assertThat(events("entity=Observation/anna-lab&altid=" + person)).hasSize(1);
        assertThat(events("subtype=read&altid=" + person)).hasSize(2);
        assertThat(events("outcome=4&patient=Patient/anna&altid=" + person)).isEmpty();
        assertThat(server.get("AuditEvent?outcome=8", auditor).status()).isEqualTo(400);
    }

    @Test
    void allPagesOfAnAnswerAreReadByItsLinks() {
        String coder = token("coder", "user/*.cruds", "");
        for (int i = 0; i < 5; i++) {
            server.get("Observation/anna-lab", coder);
        }
        List<String> ids = new ArrayList<>();
        String path = "/fhir/AuditEvent?_count=2&agent=" + PEOPLE + person;
        while (!path.isEmpty()) {
            JsonNode page = server.get(path, auditor).json();
            assertThat(page.path("total").asInt()).isEqualTo(5);
            page.path("entry").forEach(entry -> ids.add(entry.at("/resource/id").asText()));
            path = next(page);
        }

        assertThat(ids).hasSize(5).doesNotHaveDuplicates();
    }

    private static String next(JsonNode page) {
        for (JsonNode link : page.path("link")) {
            if (link.path("relation").asText().equals("next")) {
                return link.path("url").asText().replaceFirst("^[a-z]+://[^/]+", "");
            }
        }
        return "";
    }

    @Test
    void aRefusalIsAValidAuditEvent() {
        server.get("Observation/boris-lab", annas());
        FhirContext context = server.process().bean(FhirContext.class);
        JsonNode event = refusals().get(0);
        ((ObjectNode) event).remove("meta");

        assertThat(context.newValidator()
                        .registerValidatorModule(
                                new FhirInstanceValidator(server.process().bean(IValidationSupport.class)))
                        .validateWithResult(event.toString())
                        .getMessages())
                .noneMatch(message -> message.getSeverity().ordinal() >= ResultSeverityEnum.ERROR.ordinal());
    }
}
