package org.chartproof.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.client.api.ServerValidationModeEnum;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.chartproof.server.config.ChartproofConfig;
import org.chartproof.server.config.ConfigLoader;
import org.chartproof.server.config.ConfigurationException;
import org.chartproof.server.fhir.ResourceTypes;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** One real server, used over HTTP as a client would. */
class ServerIT {
    private static final FhirContext FHIR = FhirContext.forR4Cached();
    private static final int LIMIT = 1024 * 1024;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path data;

    private static ChartproofServer server;
    private static IGenericClient client;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws InterruptedException {
        server = ChartproofServer.start(config(0));
        assertThat(server.awaitReady(Duration.ofMinutes(1))).isTrue();
        FHIR.getRestfulClientFactory().setServerValidationMode(ServerValidationModeEnum.NEVER);
        client = FHIR.newRestfulGenericClient(base() + "/fhir");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void theCapabilityStatementNamesTheSoftwareAndEachType() {
        CapabilityStatement statement =
                client.capabilities().ofType(CapabilityStatement.class).execute();

        assertThat(statement.getSoftware().getName()).isEqualTo("Chartproof");
        assertThat(statement.getSoftware().getVersion()).isNotEmpty();
        assertThat(statement.getRestFirstRep().getResource().stream()
                        .map(CapabilityStatementRestResourceComponent::getType)
                        .collect(Collectors.toSet()))
                .containsAll(ResourceTypes.supported());
    }

    @Test
    void aPatientIsCreatedReadFoundAndItsHistoryKept() {
        Patient patient = new Patient();
        patient.addName().setFamily("Lindqvist");
        IIdType id = client.create().resource(patient).execute().getId().toUnqualified();
        patient.setId(id.toVersionless());
        patient.addName().setFamily("Lindqvist-Moreau");
        client.update().resource(patient).execute();

        assertThat(client.read()
                        .resource(Patient.class)
                        .withId(id.getIdPart())
                        .execute()
                        .getName())
                .hasSize(2);
        Bundle found = client.search()
                .byUrl("Patient?family=lindqvist")
                .returnBundle(Bundle.class)
                .execute();
        assertThat(found.getEntry()).hasSize(1);
        Bundle history = client.history()
                .onInstance(id.toVersionless())
                .returnBundle(Bundle.class)
                .execute();
        assertThat(history.getEntry()).hasSize(2);
    }

    @Test
    void longResultsComeInPages() {
        for (int number = 0; number < 5; number++) {
            Patient patient = new Patient();
            patient.addName().setFamily("Pageworth");
            client.create().resource(patient).execute();
        }

        Bundle first = client.search()
                .byUrl("Patient?family=pageworth&_count=2")
                .returnBundle(Bundle.class)
                .execute();
        Bundle second = client.loadPage().next(first).execute();

        assertThat(first.getEntry()).hasSize(2);
        assertThat(second.getEntry()).hasSize(2);
    }

    @Test
    void aTransactionIsStoredAsAWholeOrNotAtAll() {
        Bundle good = new Bundle().setType(Bundle.BundleType.TRANSACTION);
        put(good, patient("whole"));
        put(good, encounter("whole", "whole"));
        client.transaction().withBundle(good).execute();
        assertThat(client.read()
                        .resource(Encounter.class)
                        .withId("whole")
                        .execute()
                        .getSubject()
                        .getReference())
                .isEqualTo("Patient/whole");

        Bundle bad = new Bundle().setType(Bundle.BundleType.TRANSACTION);
        put(bad, patient("half"));
        put(bad, encounter("half", "nobody"));
        assertThatThrownBy(() -> client.transaction().withBundle(bad).execute())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("Patient/nobody");
        assertThatThrownBy(() ->
                        client.read().resource(Patient.class).withId("half").execute())
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void validationTellsWhatIsWrongWithAResource() {
        OperationOutcome outcome = (OperationOutcome) client.validate()
                .resource(new Encounter().setSubject(new Reference("Patient/whole")))
                .execute()
                .getOperationOutcome();

        assertThat(outcome.getIssue())
                .anySatisfy(issue -> assertThat(issue.getDiagnostics()).contains("Encounter.status"));
    }

    @Test
    void malformedJsonIsRefusedWithAnOutcome() throws Exception {
        OperationOutcome outcome = refused(400, "application/fhir+json", BodyPublishers.ofString("{\"resourceType\":"));

        assertThat(outcome.getIssueFirstRep().getDiagnostics()).contains("not JSON that can be read");
    }

    @Test
    void aWrongContentTypeIsRefusedWithAnOutcome() throws Exception {
        OperationOutcome outcome = refused(400, "text/plain", BodyPublishers.ofString("Chest pain."));

        assertThat(outcome.getIssueFirstRep().getDiagnostics())
                .contains("Content-Type")
                .doesNotContain("Chest");
    }

    @Test
    void aBodyBeyondTheLimitIsRefusedWhetherItsLengthIsToldOrNot() throws Exception {
        byte[] big = new byte[LIMIT + 1];
        OperationOutcome told = refused(413, "application/fhir+json", BodyPublishers.ofByteArray(big));
        OperationOutcome untold =
                refused(413, "application/fhir+json", BodyPublishers.ofInputStream(() -> new SpacesStream(LIMIT + 1)));

        assertThat(told.getIssueFirstRep().getDiagnostics()).contains("server.max-request-bytes");
        assertThat(untold.getIssueFirstRep().getDiagnostics()).contains("server.max-request-bytes");
    }

    @Test
    void aTypeThatIsNotServedIsNotFound() throws Exception {
        HttpResponse<String> response = get("/fhir/Appointment");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).contains("OperationOutcome", "Unknown resource type");
    }

    @Test
    void healthTellsThatItLivesAndIsReady() throws Exception {
        assertThat(get("/health/live").body()).isEqualTo("{\"status\":\"up\"}");
        HttpResponse<String> ready = get("/health/ready");
        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(ready.body()).contains("\"status\":\"ready\"", "\"database\":\"ok\"");
    }

    @Test
    void metricsCountRequestsByRouteAndNeverByIdentifier() throws Exception {
        get("/fhir/Patient/someone-in-particular");

        String metrics = get("/metrics").body();

        assertThat(metrics)
                .contains("route=\"/fhir/Patient/{id}\"", "jvm_memory_used_bytes", "hikaricp_connections")
                .doesNotContain("someone-in-particular");
    }

    @Test
    void theStatusPageFetchesNothingFromElsewhere() throws Exception {
        HttpResponse<String> page = get("/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Chartproof", "ready").doesNotContain("http:", "https:", "{{");
    }

    @Test
    void whatWasSentIsNeverInTheLog() throws Exception {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        root.addAppender(log);
        try {
            refused(400, "application/fhir+json", BodyPublishers.ofString("{\"Zebrafish"));
            refused(400, "application/fhir+json", json("{'resourceType':'Patient','gender':'Zebrafish'}"));
            refused(400, "application/fhir+json", json("{'resourceType':'Observation','status':'Zebrafish'}"));
            get("/fhir/Patient/Zebrafish");
            get("/fhir/Patient?family=Zebrafish&nonsense=Zebrafish");
            root.warn("a line that is there");
        } finally {
            root.detachAppender(log);
        }

        assertThat(log.list).extracting(ILoggingEvent::getFormattedMessage).contains("a line that is there");
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .noneMatch(line -> line.contains("Zebrafish"));
    }

    @Test
    void aTakenPortIsToldAtOnce() {
        assertThatThrownBy(() -> ChartproofServer.start(config(server.port())))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Port " + server.port())
                .hasMessageContaining("--port");
    }

    private static ChartproofConfig config(int port) {
        return new ConfigLoader(Map.of())
                .override("data-directory", data.toString(), "test")
                .override("server.port", Integer.toString(port), "test")
                .override("server.max-request-bytes", Integer.toString(LIMIT), "test")
                .override("security.access", "open", "test")
                .load();
    }

    private static String base() {
        return "http://127.0.0.1:" + server.port();
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(URI.create(base() + path)).build(), BodyHandlers.ofString());
    }

    private static OperationOutcome refused(int status, String contentType, BodyPublisher body)
            throws IOException, InterruptedException {
        HttpResponse<String> response = HTTP.send(
                HttpRequest.newBuilder(URI.create(base() + "/fhir/Patient"))
                        .header("Content-Type", contentType)
                        .POST(body)
                        .build(),
                BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).as("no stack trace").doesNotContain("\tat ", ".java:");
        return FHIR.newJsonParser().parseResource(OperationOutcome.class, response.body());
    }

    private static BodyPublisher json(String withSingleQuotes) {
        return BodyPublishers.ofString(withSingleQuotes.replace('\'', '"'));
    }

    private static Patient patient(String id) {
        Patient patient = new Patient();
        patient.setId("Patient/" + id);
        return patient;
    }

    private static Encounter encounter(String id, String patientId) {
        Encounter encounter = new Encounter().setStatus(Encounter.EncounterStatus.INPROGRESS);
        encounter.setId("Encounter/" + id);
        encounter
                .getClass_()
                .setSystem("http://terminology.hl7.org/CodeSystem/v3-ActCode")
                .setCode("AMB");
        return encounter.setSubject(new Reference("Patient/" + patientId));
    }

    private static void put(Bundle bundle, org.hl7.fhir.r4.model.Resource resource) {
        bundle.addEntry()
                .setResource(resource)
                .getRequest()
                .setMethod(Bundle.HTTPVerb.PUT)
                .setUrl(resource.getId());
    }

    /** White space without end, nearly: JSON that never begins. */
    private static final class SpacesStream extends InputStream {
        private int left;

        SpacesStream(int length) {
            this.left = length;
        }

        @Override
        public int read() {
            return left-- > 0 ? ' ' : -1;
        }
    }
}
