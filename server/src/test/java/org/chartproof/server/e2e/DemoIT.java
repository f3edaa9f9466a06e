package org.chartproof.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.assertj.core.api.SoftAssertions;
import org.chartproof.bundles.client.FhirClient;
import org.chartproof.bundles.demo.DemoEncounters;
import org.chartproof.bundles.demo.Expected;
import org.chartproof.server.demo.DemoPlayer;
import org.chartproof.server.e2e.RunningServer.Server;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** The demo, played over HTTP into a server with the starter code set: what comes out, and that each code has its proof. */
@ExtendWith(RunningServer.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DemoIT {

    private static final List<String> WRITTEN =
            List.of("Condition", "Claim", "Provenance", "Task", "DetectedIssue", "Device", "Subscription");

    private static List<DemoPlayer.Played> played = List.of();
    private static Server server;
    private static Fhir fhir;

    @BeforeAll
    static void play(Server running) throws Exception {
        server = running;
        fhir = new Fhir(running.client());
        played = new DemoPlayer(running.client()).play(DemoEncounters.load(), done -> {});
    }

    @Test
    @Order(1)
    void expectedCodesArePresentAndForbiddenOnesAbsent() {
        assertThat(played).hasSizeGreaterThanOrEqualTo(40);
        SoftAssertions softly = new SoftAssertions();
        for (DemoPlayer.Played one : played) {
            Expected expected = one.encounter().expected();
            softly.assertThat(one.codes()).as(one.encounter().slug()).containsAll(expected.codes());
            for (Expected.Absent absent : expected.absent()) {
                softly.assertThat(one.codes())
                        .as(one.encounter().slug() + ": " + absent)
                        .noneMatch(absent::forbids);
            }
            expected.first().ifPresent(first -> softly.assertThat(one.codes())
                    .as(one.encounter().slug() + " first")
                    .startsWith(first));
        }
        softly.assertAll();
    }

    @Test
    @Order(2)
    void everySpanQuotesTheWordsOfTheKeptText() throws Exception {
        int spans = 0;
        Map<String, String> texts = new TreeMap<>();
        for (JsonNode provenance : fhir.all("Provenance")) {
            for (JsonNode entity : provenance.path("entity")) {
                for (JsonNode extension : entity.path("extension")) {
                    if (extension.path("url").asText().endsWith("/derivation-reference")) {
                        Span span = Span.of(extension);
                        String text = texts.computeIfAbsent(span.binary(), DemoIT::text);
                        assertThat(wordsAt(entity, span))
                                .isEqualTo(text.substring(span.offset(), span.offset() + span.length()));
                        assertThat(Fhir.extension(entity, "text-hash")
                                        .path("valueString")
                                        .asText())
                                .isEqualTo(sha256(text));
                        spans++;
                    }
                }
            }
        }
        assertThat(spans).isGreaterThan(100);
    }

    private record Span(String binary, int offset, int length) {
        static Span of(JsonNode derivation) {
            String binary = "";
            int offset = -1;
            int length = -1;
            for (JsonNode part : derivation.path("extension")) {
                switch (part.path("url").asText()) {
                    case "reference" ->
                        binary = part.at("/valueReference/reference").asText();
                    case "offset" -> offset = part.path("valueInteger").asInt();
                    case "length" -> length = part.path("valueInteger").asInt();
                    default -> assertThat(part.path("valueString").asText()).isEqualTo("Binary.data");
                }
            }
            return new Span(binary, offset, length);
        }
    }

    private static String wordsAt(JsonNode entity, Span span) {
        List<String> words = new ArrayList<>();
        for (JsonNode extension : entity.path("extension")) {
            if (extension.path("url").asText().endsWith("/evidence-words")
                    && extension.at("/extension/0/valueInteger").asInt() == span.offset()
                    && extension.at("/extension/1/valueInteger").asInt() == span.length()) {
                words.add(extension.at("/extension/2/valueString").asText());
            }
        }
        assertThat(words).hasSize(1);
        return words.get(0);
    }

    private static String text(String binary) {
        try {
            byte[] data = Base64.getDecoder()
                    .decode(fhir.read(binary + "?_format=json").path("data").asText());
            return new String(data, StandardCharsets.UTF_8);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    @Order(3)
    void eachCodeOfAClaimHasItsConditionAndItsProof() throws Exception {
        Map<String, JsonNode> proofs = new TreeMap<>();
        for (JsonNode provenance : fhir.all("Provenance")) {
            JsonNode claim = provenance.at("/target/1");
            if (claim.isMissingNode() || !claim.has("extension")) {
                // Of a code that was withdrawn, or of a person's decision, by another test.
                continue;
            }
            String element =
                    Fhir.extension(claim, "targetElement").path("valueUri").asText();
            proofs.put(claim.path("reference").asText() + " " + element, provenance);
        }
        for (DemoPlayer.Played one : played) {
            for (JsonNode diagnosis : one.claim().path("diagnosis")) {
                String key = "Claim/" + one.claim().path("id").asText() + " "
                        + diagnosis.path("id").asText();
                assertThat(proofs).containsKey(key);
                JsonNode proof = Objects.requireNonNull(proofs.get(key));
                String condition = Fhir.extension(diagnosis, "diagnosis-condition")
                        .at("/valueReference/reference")
                        .asText();
                assertThat(proof.at("/target/0/reference").asText()).isEqualTo(condition);
                assertThat(fhir.read(condition).at("/code/coding/0/code").asText())
                        .isEqualTo(diagnosis
                                .at("/diagnosisCodeableConcept/coding/0/code")
                                .asText());
                assertThat(proof.at("/entity/0/what/reference").asText()).matches("DocumentReference/.+/_history/1");
            }
        }
    }

    @Test
    @Order(4)
    void everyResourceIsValidR4AndConformsToItsProfile() throws Exception {
        SoftAssertions softly = new SoftAssertions();
        int validated = 0;
        for (String type : WRITTEN) {
            for (JsonNode resource : fhir.all(type)) {
                JsonNode outcome =
                        server.client().post(type + "/$validate", resource).body();
                validated++;
                for (JsonNode issue : outcome.path("issue")) {
                    softly.assertThat(issue.path("severity").asText())
                            .as(type + ": " + issue.path("diagnostics").asText())
                            .isNotIn("error", "fatal");
                }
            }
        }
        softly.assertAll();
        assertThat(validated).isGreaterThan(300);
    }

    @Test
    @Order(5)
    void theValidatorFindsAProofWithoutItsWords() throws Exception {
        JsonNode provenance = fhir.all("Provenance").stream()
                .filter(one -> one.at("/meta/profile/0").asText().endsWith("/chartproof-provenance")
                        && one.at("/entity/0/extension").size() > 0)
                .findFirst()
                .orElseThrow()
                .deepCopy();
        ((com.fasterxml.jackson.databind.node.ObjectNode) provenance.at("/entity/0")).remove("extension");

        JsonNode outcome =
                server.client().post("Provenance/$validate", provenance).body();

        assertThat(outcome.findValuesAsText("severity")).contains("error");
    }

    @Test
    @Order(6)
    void playingTheDemoAgainChangesNothing() throws Exception {
        Map<String, String> before = versions();

        new DemoPlayer(server.client()).play(DemoEncounters.load(), done -> {});

        assertThat(versions()).isEqualTo(before);
    }

    private static Map<String, String> versions() throws Exception {
        Map<String, String> versions = new TreeMap<>();
        for (String type : WRITTEN) {
            for (JsonNode resource : fhir.all(type)) {
                versions.put(
                        type + "/" + resource.path("id").asText(),
                        resource.at("/meta/versionId").asText());
            }
        }
        return versions;
    }

    @Test
    @Order(7)
    void theLogHoldsNothingOfThePatients() throws Exception {
        String log = RunningServer.log();
        assertThat(log).contains("Changing the schema");
        ObjectMapper json = new ObjectMapper();
        for (JsonNode entry : json.readTree(DemoEncounters.load().people()).path("entry")) {
            JsonNode resource = entry.path("resource");
            if (resource.path("resourceType").asText().equals("Patient")) {
                assertThat(log).doesNotContain(resource.at("/name/0/family").asText());
                assertThat(log)
                        .doesNotContain(resource.at("/identifier/0/value").asText());
                assertThat(log).doesNotContain(resource.path("id").asText() + " ");
            }
        }
        for (DemoPlayer.Played one : played) {
            for (JsonNode words : one.claim().findValues("valueString")) {
                if (words.asText().length() > 12) {
                    assertThat(log).doesNotContain(words.asText());
                }
            }
        }
    }

    @Test
    @Order(8)
    void aClientSeesTheSubscriptionsThatFeedTheCoder() throws Exception {
        FhirClient.Answer answer = server.client().get("Subscription/coder-documents");

        assertThat(answer.body().path("criteria").asText()).startsWith("DocumentReference?");
        assertThat(answer.body().at("/channel/endpoint").asText()).isEqualTo("channel:coding");
    }
}
