package org.chartproof.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.chartproof.bundles.client.FhirClient;
import org.chartproof.server.e2e.RunningServer.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The terminology operations over HTTP, on the starter code set. */
@ExtendWith(RunningServer.class)
class TerminologyIT {

    private static final String ICD_10_CM = "http://hl7.org/fhir/sid/icd-10-cm";
    private static final String ALL = "url=" + encoded(ICD_10_CM + "?fhir_vs");

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static JsonNode value(JsonNode parameters, String name) {
        for (JsonNode parameter : parameters.path("parameter")) {
            if (parameter.path("name").asText().equals(name)) {
                for (Map.Entry<String, JsonNode> field : parameter.properties()) {
                    if (field.getKey().startsWith("value")) {
                        return field.getValue();
                    }
                }
            }
        }
        throw new AssertionError("no " + name + " in " + parameters);
    }

    private static Map<String, String> properties(JsonNode parameters) {
        Map<String, String> properties = new TreeMap<>();
        for (JsonNode parameter : parameters.path("parameter")) {
            if (parameter.path("name").asText().equals("property")) {
                JsonNode value = parameter.at("/part/1");
                properties.put(
                        parameter.at("/part/0/valueCode").asText(),
                        value.path("valueBoolean")
                                .asText(value.path("valueCode")
                                        .asText(value.path("valueString").asText())));
            }
        }
        return properties;
    }

    private static List<String> expanded(JsonNode valueSet) {
        List<String> codes = new ArrayList<>();
        valueSet.at("/expansion/contains")
                .forEach(one -> codes.add(one.path("code").asText()));
        return codes;
    }

    @Test
    void lookupTellsTitlePlaceAndWhetherAClaimMayCarryIt(Server server) throws Exception {
        JsonNode answer = new Fhir(server.client())
                .read("CodeSystem/$lookup?system=" + ICD_10_CM + "&code=E11.9&date=2026-05-04");

        assertThat(value(answer, "display").asText()).contains("iabetes");
        assertThat(value(answer, "version").asText()).startsWith("starter");
        assertThat(properties(answer)).containsEntry("billable", "true");
    }

    @Test
    void lookupByPostTakesACoding(Server server) throws Exception {
        ObjectNode request = TestNote.JSON.createObjectNode().put("resourceType", "Parameters");
        ObjectNode coding = request.putArray("parameter").addObject().put("name", "coding");
        coding.putObject("valueCoding").put("system", ICD_10_CM).put("code", "I10");

        FhirClient.Answer answer = server.client().post("CodeSystem/$lookup", request);

        assertThat(answer.ok()).as(answer.problem()).isTrue();
        assertThat(value(answer.body(), "display").asText()).contains("ypertension");
    }

    @ParameterizedTest
    @CsvSource({
        "code=ZZZ.9&system=http://hl7.org/fhir/sid/icd-10-cm, 404",
        "system=http://hl7.org/fhir/sid/icd-10-cm, 400",
        "code=I10&system=http://hl7.org/fhir/sid/icd-10-cm&version=1999, 404",
        "code=I10&system=http://hl7.org/fhir/sid/icd-10-cm&date=yesterday, 400"
    })
    void aQuestionThatCannotBeAnsweredSaysWhy(String query, int status, Server server) throws Exception {
        FhirClient.Answer answer = server.client().get("CodeSystem/$lookup?" + query);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.problem()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({"I10, true", "i10, false", "I10.99, false", "E119, false"})
    void validateCodeTellsWhetherACodeExists(String code, boolean result, Server server) throws Exception {
        JsonNode answer = new Fhir(server.client())
                .read("CodeSystem/$validate-code?url=" + ICD_10_CM + "&code=" + code + "&date=2026-05-04");
        assertThat(value(answer, "result").asBoolean()).isEqualTo(result);
    }

    @Test
    void aWrongDisplayIsNotValidAndTheRightOneIsTold(Server server) throws Exception {
        JsonNode answer = new Fhir(server.client())
                .read("CodeSystem/$validate-code?url=" + ICD_10_CM + "&code=I10&display=Broken%20leg");
        assertThat(value(answer, "result").asBoolean()).isFalse();
        assertThat(value(answer, "message").asText()).contains("title");
        assertThat(value(answer, "display").asText()).contains("ypertension");
    }

    @ParameterizedTest
    @CsvSource({"E11.9, E11.9, equivalent", "E11.9, I10, not-subsumed"})
    void subsumesComparesPlacesInTheTabularList(String first, String second, String outcome, Server server)
            throws Exception {
        JsonNode answer = new Fhir(server.client())
                .read("CodeSystem/$subsumes?system=" + ICD_10_CM + "&codeA=" + first + "&codeB=" + second);
        assertThat(value(answer, "outcome").asText()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({"htn, I10", "I1, I10", "hyper essen, I10", "E119, E11.9"})
    void expandIsATypeAhead(String typed, String code, Server server) throws Exception {
        JsonNode answer = new Fhir(server.client())
                .read("ValueSet/$expand?" + ALL + "&count=20&filter=" + encoded(typed) + "&date=2026-05-04");
        assertThat(expanded(answer)).contains(code);
        assertThat(answer.at("/expansion/total").asInt()).isPositive();
    }

    @Test
    void expandGoesBelowOneCategoryAndPages(Server server) throws Exception {
        Fhir fhir = new Fhir(server.client());
        String below = "ValueSet/$expand?url=" + encoded(ICD_10_CM + "?fhir_vs=isa/E11");
        List<String> first = expanded(fhir.read(below + "&count=2"));
        List<String> second = expanded(fhir.read(below + "&count=2&offset=2"));
        assertThat(first).hasSize(2).allMatch(code -> code.startsWith("E11."));
        assertThat(second).isNotEmpty().doesNotContainAnyElementsOf(first);
    }

    @Test
    void expandTakesAValueSetThatComesWithTheRequest(Server server) throws Exception {
        ObjectNode valueSet = TestNote.JSON.createObjectNode().put("resourceType", "ValueSet");
        valueSet.put("status", "active");
        ObjectNode include = valueSet.putObject("compose").putArray("include").addObject();
        include.put("system", ICD_10_CM);
        include.putArray("filter")
                .addObject()
                .put("property", "concept")
                .put("op", "is-a")
                .put("value", "I1");
        ObjectNode request = TestNote.JSON.createObjectNode().put("resourceType", "Parameters");
        request.putArray("parameter").addObject().put("name", "valueSet").set("resource", valueSet);

        FhirClient.Answer answer = server.client().post("ValueSet/$expand", request);

        assertThat(answer.ok()).as(answer.problem()).isTrue();
        assertThat(expanded(answer.body())).contains("I10").allMatch(code -> code.startsWith("I1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"offset=-1", "count=-3"})
    void negativePagesAreRefused(String page, Server server) throws Exception {
        assertThat(server.client().get("ValueSet/$expand?" + ALL + "&" + page).status())
                .isEqualTo(400);
    }

    @Test
    void otherCodeSystemsAreAnsweredAsBefore(Server server) throws Exception {
        JsonNode gender = new Fhir(server.client())
                .read("CodeSystem/$validate-code?url=http://hl7.org/fhir/administrative-gender&code=female");
        assertThat(value(gender, "result").asBoolean()).isTrue();
        JsonNode expansion = new Fhir(server.client())
                .read("ValueSet/$expand?url=http://hl7.org/fhir/ValueSet/administrative-gender");
        assertThat(expanded(expansion)).contains("female", "male");
    }

    @Test
    void theCapabilityStatementSaysThatOnlyTheStarterLexiconIsCodedWith(Server server) throws Exception {
        JsonNode statement = new Fhir(server.client()).read("metadata");
        assertThat(statement.at("/implementation/description").asText()).contains("starter lexicon alone");
        assertThat(statement.toString()).contains("lookup", "subsumes");
    }
}
