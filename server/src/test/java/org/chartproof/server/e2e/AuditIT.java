package org.chartproof.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.sql.DataSource;
import org.chartproof.bundles.client.FhirClient;
import org.chartproof.server.e2e.RunningServer.Server;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Who saw this patient: what becomes of reads, searches, transactions and decisions in the audit, and that nobody changes it. */
@ExtendWith(RunningServer.class)
class AuditIT {

    private static final String PROFILE = "https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.";

    private Server server;
    private FhirClient client;
    private Fhir fhir;
    private String id = "";

    @BeforeEach
    void chart(Server running, TestInfo test) throws Exception {
        server = running;
        client = running.client();
        fhir = new Fhir(client);
        id = "a" + Integer.toHexString(test.getDisplayName().hashCode());
        put(TestNote.patient(id + "-p"));
        put(TestNote.encounter(id + "-e", id + "-p", "AMB", "in-progress"));
    }

    private void put(JsonNode resource) throws Exception {
        FhirClient.Answer answer = fhir.put(resource);
        assertThat(answer.ok()).as(answer.problem()).isTrue();
    }

    /** The events about the test's patient, the newest first, as their profiles and the resource that they name. */
    private List<String> seen() throws Exception {
        List<String> events = new ArrayList<>();
        for (JsonNode entry :
                fhir.read("AuditEvent?patient=Patient/" + id + "-p&_count=100").path("entry")) {
            JsonNode event = entry.path("resource");
            String profile = event.at("/meta/profile/0").asText().replace(PROFILE, "");
            events.add((profile + " " + what(event)).strip());
        }
        return events;
    }

    private static String what(JsonNode event) {
        for (JsonNode entity : event.path("entity")) {
            if (entity.at("/role/code").asText().equals("4")) {
                return entity.at("/what/reference").asText();
            }
        }
        return "";
    }

    @Test
    void whoChangedAndWhoReadAChartIsKnown() throws Exception {
        fhir.read("Encounter/" + id + "-e");
        fhir.read("Patient/" + id + "-p/_history/1");
        put(TestNote.encounter(id + "-e", id + "-p", "AMB", "cancelled"));

        assertThat(seen())
                .containsExactly(
                        "PatientUpdate Encounter/" + id + "-e/_history/2",
                        "PatientRead Patient/" + id + "-p/_history/1",
                        "PatientRead Encounter/" + id + "-e/_history/1",
                        "PatientCreate Encounter/" + id + "-e/_history/1",
                        "PatientCreate Patient/" + id + "-p/_history/1");
    }

    @Test
    void aSearchIsKnownAtEachPatientThatItFound() throws Exception {
        put(TestNote.patient(id + "-q"));
        fhir.read("Patient?_id=" + id + "-p," + id + "-q");

        JsonNode first = newest(id + "-p");
        assertThat(first.at("/meta/profile/0").asText()).isEqualTo(PROFILE + "PatientQuery");
        assertThat(newest(id + "-q").at("/meta/profile/0").asText()).isEqualTo(PROFILE + "PatientQuery");
        assertThat(query(first)).isEqualTo("GET Patient?_id=" + id + "-p," + id + "-q");
    }

    @Test
    void anEncounterWithItsPatientAndAHistoryAreKnownToo() throws Exception {
        fhir.read("Encounter?_id=" + id + "-e&_include=Encounter:subject");
        fhir.read("Encounter/" + id + "-e/_history");

        assertThat(seen())
                .startsWith("PatientQuery", "PatientQuery", "PatientCreate Encounter/" + id + "-e/_history/1");
        assertThat(newest(id + "-p").at("/subtype/0/code").asText()).isEqualTo("history-instance");
    }

    @Test
    void aReadWithinABatchIsKnown() throws Exception {
        ObjectNode batch =
                TestNote.JSON.createObjectNode().put("resourceType", "Bundle").put("type", "batch");
        batch.putArray("entry")
                .addObject()
                .putObject("request")
                .put("method", "GET")
                .put("url", "Patient/" + id + "-p");

        assertThat(client.post("", batch).ok()).isTrue();

        assertThat(seen()).startsWith("PatientQuery");
    }

    @Test
    void whatATransactionWroteIsKnownAndWhatItDidNotWriteIsNot() throws Exception {
        assertThat(client.post("", transaction(id + "-p")).ok()).isTrue();
        String written = seen().get(0);
        assertThat(client.post("", transaction("nobody-" + id)).ok()).isFalse();

        assertThat(written).startsWith("PatientCreate Observation/");
        assertThat(seen().get(0)).isEqualTo(written);
    }

    private ObjectNode transaction(String patient) {
        ObjectNode bundle =
                TestNote.JSON.createObjectNode().put("resourceType", "Bundle").put("type", "transaction");
        for (String subject : List.of(id + "-p", patient)) {
            ObjectNode entry = bundle.withArray("entry").addObject();
            ObjectNode observation = entry.putObject("resource")
                    .put("resourceType", "Observation")
                    .put("status", "final");
            observation.putObject("code").put("text", "weight");
            observation.putObject("subject").put("reference", "Patient/" + subject);
            entry.putObject("request").put("method", "POST").put("url", "Observation");
        }
        return bundle;
    }

    @Test
    void theProofAndTheTextOfACodeLeadToThePatient() throws Exception {
        put(TestNote.document(id + "-d", id + "-p", id + "-e", "ASSESSMENT:\nEssential hypertension.\n"));
        fhir.awaitCoded();
        JsonNode proofs = fhir.read("Provenance?target=Claim/claim-" + id + "-e");
        assertThat(seen()).startsWith("PatientQuery");

        String proof = "Provenance/" + proofs.at("/entry/0/resource/id").asText();
        fhir.read(proof);

        assertThat(seen().get(0)).startsWith("PatientRead " + proof);
    }

    @Test
    void anEventTellsWhoFromWhereAndWithWhichRequest() throws Exception {
        fhir.read("Patient/" + id + "-p");
        JsonNode event = newest(id + "-p");

        assertThat(event.path("action").asText()).isEqualTo("R");
        assertThat(event.path("outcome").asText()).isEqualTo("0");
        assertThat(event.at("/agent/0/network/address").asText()).isEqualTo("127.0.0.1");
        assertThat(event.at("/agent/2/altId").asText()).isEqualTo("anyone");
        assertThat(event.toString()).contains("XrequestId").doesNotContain("1958-02-03");
        assertThat(fhir.read("AuditEvent/" + event.path("id").asText())).isEqualTo(event);
    }

    @Test
    void eventsAreFoundByTimeByPersonAndByResource() throws Exception {
        Instant before = Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.SECONDS);
        fhir.read("Encounter/" + id + "-e");
        String patient = "AuditEvent?patient=Patient/" + id + "-p";

        assertThat(fhir.read(patient + "&date=ge" + before).path("total").asInt())
                .isEqualTo(3);
        assertThat(fhir.read(patient + "&date=lt" + before).path("total").asInt())
                .isZero();
        assertThat(fhir.read(patient + "&action=R").path("total").asInt()).isEqualTo(1);
        assertThat(fhir.read(patient + "&outcome=4").path("total").asInt()).isZero();
        assertThat(fhir.read(patient + "&altid=anyone").path("total").asInt()).isEqualTo(3);
        assertThat(fhir.read("AuditEvent?entity=Encounter/" + id + "-e")
                        .path("total")
                        .asInt())
                .isEqualTo(2);
        assertThat(fhir.read(patient + "&_count=2").path("entry")).hasSize(2);
        assertThat(fhir.read(patient + "&_count=2&_offset=2").path("entry")).hasSize(1);
    }

    @Test
    void eventsAreValidAuditEvents() throws Exception {
        fhir.read("Patient/" + id + "-p");
        fhir.read("Patient?_id=" + id + "-p");
        FhirContext context = server.process().bean(FhirContext.class);
        List<String> wrong = new ArrayList<>();
        for (JsonNode entry :
                fhir.read("AuditEvent?patient=Patient/" + id + "-p").path("entry")) {
            ObjectNode event = (ObjectNode) entry.path("resource");
            // The profile of IHE is not at hand; what is checked is what R4 asks of each AuditEvent.
            event.remove("meta");
            for (SingleValidationMessage message : context.newValidator()
                    .registerValidatorModule(
                            new FhirInstanceValidator(server.process().bean(IValidationSupport.class)))
                    .validateWithResult(event.toString())
                    .getMessages()) {
                if (message.getSeverity().ordinal() >= ResultSeverityEnum.ERROR.ordinal()) {
                    wrong.add(message.getLocationString() + ": " + message.getMessage());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void nobodyWritesAnEventOverHttp() throws Exception {
        fhir.read("Patient/" + id + "-p");
        ObjectNode event = (ObjectNode) newest(id + "-p");
        String path = "AuditEvent/" + event.path("id").asText();
        ObjectNode bundle =
                TestNote.JSON.createObjectNode().put("resourceType", "Bundle").put("type", "transaction");
        ObjectNode entry = bundle.putArray("entry").addObject();
        entry.set("resource", event);
        entry.putObject("request").put("method", "PUT").put("url", path);

        assertThat(client.post("AuditEvent", event).ok()).isFalse();
        assertThat(client.put(path, event).ok()).isFalse();
        assertThat(client.post("", bundle).ok()).isFalse();
        assertThat(client.post(
                                path + "/$expunge",
                                TestNote.JSON.createObjectNode().put("resourceType", "Parameters"))
                        .ok())
                .isFalse();
        assertThat(fhir.read(path)).isEqualTo(event);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update cp_audit_event set subject = 'nobody'",
                "delete from cp_audit_event",
                "truncate cp_audit_event",
                "delete from cp_audit_event where id < 0"
            })
    void nobodyChangesAnEventInTheDatabase(String sql) {
        JdbcTemplate jdbc = new JdbcTemplate(server.process().bean(DataSource.class));

        assertThatThrownBy(() -> jdbc.execute(sql)).hasMessageContaining("only ever added");
    }

    @Test
    void whatIsOldIsPutAwayAsTheDocumentationSaysAndNothingElseIs() throws Exception {
        fhir.read("Patient/" + id + "-p");
        JdbcTemplate jdbc = new JdbcTemplate(server.process().bean(DataSource.class));
        jdbc.execute(
                "insert into cp_audit_event (recorded, action, interaction, outcome, subject, client, roles, address)"
                        + " values ('1999-05-04', 'R', 'read', 0, 'somebody', 'long-ago', '', '')");
        String documented = Files.readString(Path.of("../docs/audit.md"));
        int begin = documented.indexOf("begin;");
        String statements = documented.substring(begin, documented.indexOf("commit;", begin) + "commit;".length());

        jdbc.execute(statements);

        assertThat(jdbc.queryForObject("select count(*) from cp_audit_event where client = 'long-ago'", Integer.class))
                .isZero();
        assertThat(seen()).hasSize(3);
        assertThatThrownBy(() -> jdbc.execute("delete from cp_audit_event")).hasMessageContaining("only ever added");
    }

    private JsonNode newest(String patient) throws Exception {
        return fhir.read("AuditEvent?_count=1&patient=Patient/" + patient).at("/entry/0/resource");
    }

    private static String query(JsonNode event) {
        for (JsonNode entity : event.path("entity")) {
            if (entity.has("query")) {
                return new String(
                        Base64.getDecoder().decode(entity.path("query").asText()), StandardCharsets.UTF_8);
            }
        }
        throw new AssertionError("no query");
    }
}
