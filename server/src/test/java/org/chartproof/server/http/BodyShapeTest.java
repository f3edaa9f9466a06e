package org.chartproof.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyShapeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "{}",
                "\uFEFF{\"value\": 1.5e3}",
                "[{\"op\": \"replace\", \"value\": -0.001}]",
                "{\"identifier\": \"12E12345\", \"note\": \"1e1000000000\"}",
                "<Location xmlns=\"http://hl7.org/fhir\"/>",
                "\uFEFF<?xml version=\"1.0\"?><Location/>"
            })
    void whatFhirIsMadeOfPasses(String body) {
        assertThat(BodyShape.fault(bytes(body), true)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"value\": 1e1000000000}",
                "{\"value\": 1E-99999}",
                "{\"value\": [1, {\"x\": 0.1e+0001000}]}",
                "{\"value\": /* */ 1e1000000000}",
                "{\"value\": 1,",
                "<!DOCTYPE x []><x/>",
                " \n<?xml version=\"1.0\"?> <!DOCTYPE x SYSTEM 'y'><x/>"
            })
    void whatWouldGrowWhenItIsReadDoesNot(String body) {
        assertThat(BodyShape.fault(bytes(body), true)).isPresent();
    }

    @Test
    void whatIsNeitherJsonNorXmlIsLeftToBeRefusedByWhatReadsIt() {
        assertThat(BodyShape.fault(bytes("Chest pain."), false)).isEmpty();
        assertThat(BodyShape.fault(bytes("/* */ {\"value\": 1e99999}"), false)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 100_000})
    void listsWithinListsDoNotPass(int depth) {
        assertThat(BodyShape.fault(bytes("[".repeat(depth)), true)).isPresent();
        assertThat(BodyShape.fault(bytes("{\"value\": " + "9".repeat(depth) + "}"), true))
                .isPresent();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
