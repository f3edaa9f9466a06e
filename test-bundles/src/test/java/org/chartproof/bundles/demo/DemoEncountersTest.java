package org.chartproof.bundles.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.chartproof.bundles.OfficialCodes;
import org.chartproof.coding.Setting;
import org.junit.jupiter.api.Test;

class DemoEncountersTest {

    private final DemoEncounters demo = DemoEncounters.load();
    private final ObjectMapper json = new ObjectMapper();

    @Test
    void thereAreEnoughEncountersOverSpecialtiesAndSettings() {
        assertThat(demo.encounters()).hasSizeGreaterThanOrEqualTo(40);
        assertThat(demo.encounters().stream().map(DemoEncounter::specialty).distinct())
                .hasSizeGreaterThanOrEqualTo(12);
        for (Setting setting : Setting.values()) {
            assertThat(demo.encounters().stream().filter(e -> e.setting() == setting))
                    .as(setting.name())
                    .hasSizeGreaterThanOrEqualTo(8);
        }
    }

    @Test
    void allTypesOfContentOccur() {
        assertThat(demo.encounters().stream()
                        .flatMap(e -> e.documents().stream())
                        .map(DemoDocument::contentType)
                        .distinct())
                .containsExactlyInAnyOrder("text/plain", "text/html", "application/rtf", "application/xml");
    }

    @Test
    void anEncounterRefersToPeopleWhoExist() throws IOException {
        for (DemoEncounter encounter : demo.encounters()) {
            JsonNode tree = json.readTree(encounter.encounterJson());
            List<String> references = tree.findValuesAsText("reference");
            assertThat(references).as(encounter.slug()).hasSizeGreaterThanOrEqualTo(3);
            assertThat(demo.peopleReferences()).as(encounter.slug()).containsAll(references);
        }
    }

    @Test
    void aServiceIsBeforeTheNextCodeSetAndItsNotesAreNotBeforeIt() throws IOException {
        for (DemoEncounter encounter : demo.encounters()) {
            JsonNode period = json.readTree(encounter.encounterJson()).path("period");
            OffsetDateTime start = OffsetDateTime.parse(period.path("start").asText());
            assertThat(start.toLocalDate())
                    .as(encounter.slug())
                    .isBetween(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 9, 30));
            assertThat(encounter.documents()).as(encounter.slug()).allSatisfy(d -> assertThat(d.date())
                    .isAfterOrEqualTo(start));
            if (period.has("end")) {
                OffsetDateTime end = OffsetDateTime.parse(period.path("end").asText());
                assertThat(end.toLocalDate()).as(encounter.slug()).isBefore(LocalDate.of(2026, 10, 1));
                assertThat(encounter.documents()).as(encounter.slug()).allSatisfy(d -> assertThat(d.date())
                        .isBeforeOrEqualTo(end));
            }
        }
    }

    @Test
    void everyNoteHasWordsToCodeAndAnIdOfItsOwn() {
        Set<String> ids = new HashSet<>();
        for (DemoEncounter encounter : demo.encounters()) {
            for (DemoDocument document : encounter.documents()) {
                assertThat(document.content().split("\\s+"))
                        .as(encounter.slug() + "/" + document.file())
                        .hasSizeGreaterThan(75);
                assertThat(ids.add(document.id())).as(document.id()).isTrue();
            }
        }
    }

    @Test
    void everyEncounterHasSomethingThatMustNotBeCoded() {
        assertThat(demo.encounters())
                .allSatisfy(e -> assertThat(e.expected().absent()).as(e.slug()).isNotEmpty());
    }

    @Test
    void expectedCodesAreBillableInTheCodeSetOfTheirDate() throws IOException {
        assertThat(OfficialCodes.billable("icd10cm-code-descriptions-2026.zip", "icd10cm-order-2026.txt"))
                .containsAll(expectedCodes());
    }

    @Test
    void expectedCodesAreStillValidAYearOn() throws IOException {
        assertThat(OfficialCodes.billable("icd10cm-codes-2027-derived.zip", "icd10cm_codes_2027.txt"))
                .containsAll(expectedCodes());
    }

    @Test
    void theWorkedExampleCodesChestPainAndNeitherPossibleAnginaNorTheFathersInfarction() {
        DemoEncounter example = demo.encounters().get(0);
        assertThat(example.slug()).isEqualTo("chest-pain-ecg");
        assertThat(example.expected().codes()).containsExactly("R07.9");
        assertThat(example.expected().absent())
                .extracting(Expected.Absent::prefix)
                .contains("I20", "R06", "I21");
    }

    @Test
    void aBrokenExpectationSaysFileAndLine() {
        assertThatIllegalStateException()
                .isThrownBy(() -> ExpectedFile.parse("x/expected.yaml", "specialty: urology\ncodes:\n  - N401\n"))
                .withMessage("x/expected.yaml, line 3: not an ICD-10-CM code: N401");
        assertThatIllegalStateException()
                .isThrownBy(() -> ExpectedFile.parse("x/expected.yaml", "specialty: urology\ncode:\n"))
                .withMessage("x/expected.yaml, line 2: unknown key code");
    }

    @Test
    void aFirstListedCodeMustBeAmongTheCodes() {
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        ExpectedFile.parse("x/expected.yaml", "specialty: urology\ncodes:\n  - N40.1\nfirst: N20.1\n"))
                .withMessage("x/expected.yaml: first N20.1 is not among the codes");
    }

    @Test
    void aCodeCannotBeExpectedAndForbidden() {
        assertThatIllegalStateException()
                .isThrownBy(() -> ExpectedFile.parse(
                        "x/expected.yaml", "specialty: urology\ncodes:\n  - N40.1\nabsent:\n  - N40: negated\n"))
                .withMessage("x/expected.yaml: N40.1 is expected and forbidden by N40");
    }

    private Set<String> expectedCodes() {
        return demo.encounters().stream()
                .flatMap(e -> e.expected().codes().stream())
                .map(code -> code.replace(".", ""))
                .collect(Collectors.toSet());
    }
}
