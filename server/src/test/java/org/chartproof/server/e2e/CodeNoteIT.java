package org.chartproof.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.chartproof.bundles.client.FhirClient;
import org.chartproof.server.e2e.RunningServer.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.JdbcTemplate;

/** {@code $code-note}: an answer and no trace. */
@ExtendWith(RunningServer.class)
class CodeNoteIT {

    /** Words that stand nowhere else, so that finding them on disk means that the note was kept. */
    private static final String CANARY = "Quillibrax Ostermoonde";

    private static ObjectNode request(String text, String date) {
        ObjectNode parameters = TestNote.JSON.createObjectNode().put("resourceType", "Parameters");
        ArrayNode list = parameters.putArray("parameter");
        list.addObject().put("name", "text").put("valueString", text);
        list.addObject().put("name", "setting").put("valueCode", "outpatient");
        list.addObject().put("name", "date").put("valueDate", date);
        return parameters;
    }

    @Test
    void theAnswerHoldsTheResourcesThatWriteBackWouldStore(Server server) throws Exception {
        FhirClient.Answer answer = server.client()
                .post("$code-note", request("ASSESSMENT: Essential hypertension. No chest pain.", "2026-05-04"));

        assertThat(answer.ok()).as(answer.problem()).isTrue();
        assertThat(answer.body().findValuesAsText("resourceType"))
                .contains("Condition", "Claim", "Provenance", "Task", "Binary", "Device");
        JsonNode claim = answer.body().findParents("diagnosis").get(0);
        assertThat(Fhir.codes(claim)).containsExactly("I10");
    }

    @Test
    void nothingOfTheNoteReachesDiskOrLog(Server server) throws Exception {
        FhirClient.Answer answer = server.client()
                .post("$code-note", request(CANARY + " was seen. ASSESSMENT: Essential hypertension.", "2026-05-04"));
        assertThat(answer.ok()).isTrue();
        new JdbcTemplate(server.process().bean(javax.sql.DataSource.class)).execute("checkpoint");

        assertThat(filesThatContain(server.data(), CANARY)).isEmpty();
        assertThat(RunningServer.log()).doesNotContain("Quillibrax");
    }

    @Test
    void theSearchOfTheDiskFindsWhatIsStored(Server server) throws Exception {
        Fhir fhir = new Fhir(server.client());
        assertThat(fhir.put(TestNote.patient("canary").put("language", "en-quillitest"))
                        .ok())
                .isTrue();
        new JdbcTemplate(server.process().bean(javax.sql.DataSource.class)).execute("checkpoint");

        assertThat(filesThatContain(server.data(), "en-quillitest")).isNotEmpty();
    }

    private static List<Path> filesThatContain(Path folder, String words) throws IOException {
        byte[] needle = words.getBytes(StandardCharsets.UTF_8);
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> contains(file, needle))
                    .toList();
        }
    }

    private static boolean contains(Path file, byte[] needle) {
        try {
            String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            return content.contains(new String(needle, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            // PostgreSQL removes temporary files while we look.
            return false;
        }
    }

    @Test
    void aStoredEncounterIsCodedWithoutChangingIt(Server server) throws Exception {
        Fhir fhir = new Fhir(server.client());
        fhir.put(TestNote.patient("cn-p"));
        fhir.put(TestNote.encounter("cn-e", "cn-p", "AMB", "finished"));
        fhir.put(TestNote.document("cn-d", "cn-p", "cn-e", "ASSESSMENT: Asthma."));
        fhir.awaitCoded();
        JsonNode before = fhir.read("Claim/claim-cn-e");

        JsonNode bundle = server.client()
                .post(
                        "Encounter/cn-e/$code-note",
                        TestNote.JSON.createObjectNode().put("resourceType", "Parameters"))
                .body();

        assertThat(Fhir.codes(bundle.findParents("diagnosis").get(0))).isEqualTo(Fhir.codes(before));
        assertThat(fhir.read("Claim/claim-cn-e").at("/meta/versionId").asText()).isEqualTo("1");
    }

    @Test
    void aRequestWithoutTextSaysWhatToSend(Server server) throws Exception {
        FhirClient.Answer answer = server.client()
                .post("$code-note", TestNote.JSON.createObjectNode().put("resourceType", "Parameters"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).contains("text");
    }

    @Test
    void aDateWithoutCodeSetIsAClearError(Server server) throws Exception {
        FhirClient.Answer answer = server.client().post("$code-note", request("ASSESSMENT: Asthma.", "2001-05-04"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.problem()).contains("ICD-10-CM").doesNotContain("Asthma");
    }
}
