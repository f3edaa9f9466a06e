package org.chartproof.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chartproof.bundles.client.FhirClient;
import org.chartproof.server.cli.ChartproofServer;
import org.chartproof.server.config.ConfigLoader;
import org.chartproof.server.terminology.SmallRelease;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a reviewer is told of a code, on a release with Tabular notes, Index and 7th characters, over HTTP. */
class CodeDetailsIT {

    private static final String LOOKUP =
            "CodeSystem/$lookup?system=http://hl7.org/fhir/sid/icd-10-cm&date=2026-05-04&code=";
    private static final String EXPAND = "ValueSet/$expand?url="
            + URLEncoder.encode("http://hl7.org/fhir/sid/icd-10-cm?fhir_vs", StandardCharsets.UTF_8)
            + "&date=2026-05-04&filter=";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static ChartproofServer server;

    @SuppressWarnings("NullAway.Init")
    private static Fhir fhir;

    @BeforeAll
    static void start() throws Exception {
        SmallRelease.installIn(folder.resolve("terminology"));
        server = ChartproofServer.start(new ConfigLoader(Map.of())
                .override("data-directory", folder.toString(), "test")
                .override("server.port", "0", "test")
                .override("security.access", "open", "test")
                .override("coding.enabled", "false", "test")
                .load());
        fhir = new Fhir(new FhirClient(URI.create("http://127.0.0.1:" + server.port() + "/fhir")));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** The properties of a name, each as its value and what is said of it: {@code value|sub=value}. */
    private static List<String> properties(JsonNode answer, String name) {
        List<String> found = new ArrayList<>();
        for (JsonNode parameter : answer.path("parameter")) {
            if (parameter.at("/part/0/valueCode").asText().equals(name)) {
                StringBuilder one = new StringBuilder(value(parameter.at("/part/1")));
                for (JsonNode part : parameter.path("part")) {
                    if (part.path("name").asText().equals("subproperty")) {
                        one.append('|')
                                .append(value(part.at("/part/0")))
                                .append('=')
                                .append(value(part.at("/part/1")));
                    }
                }
                found.add(one.toString());
            }
        }
        return found;
    }

    private static String value(JsonNode part) {
        for (Map.Entry<String, JsonNode> field : part.properties()) {
            if (field.getKey().startsWith("value")) {
                return field.getValue().asText();
            }
        }
        return "";
    }

    @Test
    void notesAreToldWithThePlaceThatTheyAreInheritedFrom() throws Exception {
        JsonNode answer = fhir.read(LOOKUP + "E11.9");

        assertThat(properties(answer, "inclusionTerm")).containsExactly("Sweet blood NOS|heldBy=E11.9|inherited=false");
        assertThat(properties(answer, "includes"))
                .containsExactly("sugar illness of the grown-up|heldBy=E11|inherited=true");
        assertThat(properties(answer, "codeFirst")).containsExactly("the cause, if known|heldBy=E11|inherited=true");
        assertThat(properties(answer, "excludes2")).singleElement().asString().contains("heldBy=E11|inherited=true");
        assertThat(properties(answer, "excludes1"))
                .singleElement()
                .asString()
                .contains("(P70.2)|heldBy=E00-E89|inherited=true");
        assertThat(properties(fhir.read(LOOKUP + "E10.9"), "excludes1").get(0))
                .isEqualTo("later kind (E11.-)|heldBy=E10|inherited=true|names=E11");
        assertThat(properties(answer, "useAdditional"))
                .singleElement()
                .asString()
                .contains("heldBy=E08-E13");
    }

    @Test
    void thePlaceInTheTabularListIsTold() throws Exception {
        JsonNode answer = fhir.read(LOOKUP + "S93.4");

        assertThat(properties(answer, "billable")).containsExactly("false");
        assertThat(properties(answer, "parent")).containsExactly("S93|billable=false");
        assertThat(properties(answer, "child")).containsExactly("S93.4XXA|billable=true", "S93.4XXD|billable=true");
        assertThat(properties(fhir.read(LOOKUP + "S93.4XXA"), "ancestor"))
                .containsExactly("S93.4|billable=false", "S93|billable=false");
        assertThat(properties(answer, "codeAlso")).containsExactly("any open wound|heldBy=S90-S99|inherited=true");
    }

    @Test
    void seventhCharactersAreToldWithTheCodesThatTheyLeadTo() throws Exception {
        List<String> expected = List.of("A: first visit|leadsTo=S93.4XXA", "D: later visit|leadsTo=S93.4XXD");

        assertThat(properties(fhir.read(LOOKUP + "S93.4"), "seventhCharacter")).isEqualTo(expected);
        assertThat(properties(fhir.read(LOOKUP + "S93.4XXD"), "seventhCharacter"))
                .isEqualTo(expected);
    }

    @Test
    void exemptionFromPresenceOnAdmissionIsTold() throws Exception {
        assertThat(properties(fhir.read(LOOKUP + "S93.4XXD"), "poaExempt")).containsExactly("true");
        assertThat(properties(fhir.read(LOOKUP + "S93.4XXA"), "poaExempt")).containsExactly("false");
    }

    @Test
    void aHitIsToldWithTheTermOfTheIndexAndTheWayToIt() throws Exception {
        JsonNode hit = fhir.read(EXPAND + "early%20sugar").at("/expansion/contains/0");

        assertThat(hit.path("code").asText()).isEqualTo("E10.9");
        JsonNode index = fhir.read(EXPAND + "sweet").at("/expansion/contains/0");
        assertThat(index.path("code").asText()).isEqualTo("E11.9");
        assertThat(index.at("/designation/0/use/code").asText()).isIn("index", "tabular-inclusion");
    }

    @Test
    void wordsThatLeadToAHeaderGiveItWithWhatStandsBelow() throws Exception {
        JsonNode flat = fhir.read(EXPAND + "sprain").at("/expansion/contains");
        assertThat(flat.findValuesAsText("code")).contains("S93.4XXA", "S93.4XXD");
        assertThat(flat.at("/0/designation").findValuesAsText("value")).contains("Sprain; ankle");

        JsonNode nested = fhir.read(EXPAND + "sprain&includeHierarchy=true").at("/expansion/contains");
        assertThat(nested).hasSize(1);
        assertThat(nested.at("/0/code").asText()).isEqualTo("S93.4");
        assertThat(nested.at("/0/abstract").asBoolean()).isTrue();
        assertThat(nested.at("/0/contains/0/code").asText()).isEqualTo("S93.4XXA");
        assertThat(nested.at("/0/contains/0").has("abstract")).isFalse();
    }

    @Test
    void aHeaderThatIsTypedGivesTheRowsBelowIt() throws Exception {
        JsonNode typed = fhir.read(EXPAND + "S93&includeHierarchy=true").at("/expansion/contains");
        assertThat(typed).hasSize(1);
        assertThat(typed.at("/0/code").asText()).isEqualTo("S93");
        assertThat(typed.at("/0/contains/0/code").asText()).isEqualTo("S93.4");
        assertThat(typed.at("/0/contains/0/abstract").asBoolean()).isTrue();
    }
}
