package org.chartproof.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.chartproof.server.e2e.RunningServer.Server;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.IdType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

/** What a coder sees and does, in a real browser on a real server, by keyboard alone. */
@ExtendWith(RunningServer.class)
class ReviewPageIT {

    private static final String ADMISSION =
            """
            HISTORY AND PHYSICAL

            CHIEF COMPLAINT: Fever and confusion since yesterday.

            HISTORY OF PRESENT ILLNESS: 68-year-old woman with fever, dysuria and confusion. Denies chest pain.
            Father had lung cancer.

            PAST MEDICAL HISTORY: Essential hypertension. Type 2 diabetes mellitus.

            ASSESSMENT:
            1. Pneumonia.
            2. Urinary tract infection.
            3. Essential hypertension, continue lisinopril.
            4. Type 2 diabetes mellitus, continue metformin.
            No pulmonary embolism.
            """;

    private static final String DISCHARGE =
            """
            DISCHARGE SUMMARY

            DISCHARGE DIAGNOSES:
            1. Pneumonia.
            2. Urinary tract infection.
            3. Essential hypertension.
            4. Type 2 diabetes mellitus.
            Home with oral antibiotics for <5 days> & follow-up.
            """;

    private Server server;
    private Fhir fhir;
    private static Browser browser;

    private String id = "";

    @BeforeEach
    void visit(Server running, TestInfo test) throws Exception {
        server = running;
        fhir = new Fhir(running.client());
        id = "page" + Integer.toHexString(test.getDisplayName().hashCode());
        ObjectNode patient = TestNote.patient(id + "-p");
        patient.putArray("name")
                .addObject()
                .put("family", "Okonjo")
                .putArray("given")
                .add("Marta");
        put(patient);
        put(TestNote.encounter(id + "-e", id + "-p", "IMP", "finished"));
        put(note(id + "-d1", "History and physical", ADMISSION));
        put(note(id + "-d2", "Discharge summary", DISCHARGE).put("date", "2026-05-04T09:55:00Z"));
        fhir.awaitCoded();
    }

    @BeforeAll
    static void openBrowser() {
        browser = Browser.open();
    }

    @AfterAll
    static void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    private ObjectNode note(String document, String title, String text) {
        ObjectNode note = TestNote.document(document, id + "-p", id + "-e", text);
        note.putObject("type").put("text", title);
        return note;
    }

    private void put(ObjectNode resource) throws Exception {
        assertThat(fhir.put(resource).ok()).isTrue();
    }

    @AfterEach
    void nothingWentWrong() {
        assertThat(browser.errors()).isEmpty();
    }

    private void open() {
        browser.go(
                server.root().resolve("/app/index.html?encounter=" + id + "-e").toString());
        browser.await("Marta Okonjo");
    }

    @Test
    void aCodeIsShownWithTheWordsThatItRestsOnAndFoundFromThem() throws Exception {
        open();

        assertThat(browser.text("li.line.selected .code"))
                .isEqualTo(Fhir.codes(fhir.read("Claim/claim-" + id + "-e")).get(0));
        String words = browser.text(".text mark.here");
        assertThat(browser.text("li.line.selected .quote[aria-pressed=true] mark"))
                .isEqualTo(words);
        browser.accessible("review");

        browser.type("n");
        assertThat(browser.text("li.line.selected .place")).isEqualTo("2");
        browser.find(".text mark.evidence:not(.of-line)").click();
        assertThat(browser.text(".text mark.here"))
                .isEqualTo(browser.text("li.line.selected .quote[aria-pressed=true] mark"));
    }

    @Test
    void whatWasReadAndNotCodedIsShownOnDemandWithItsReason() {
        open();
        browser.type("d");

        browser.await("Read, and not coded");
        browser.await("Negated");
        browser.await("Family history");
        browser.type("m");
        assertThat(browser.text(".text mark.here")).isNotEmpty();
        browser.accessible("review-not-coded");
    }

    @Test
    void theKeysAreToldByAQuestionMark() {
        open();
        browser.type("?");

        browser.find("dialog[open]");
        browser.await("Next code to decide");
        browser.accessible("review-keys");
    }

    /** From the first look to the attested claim, without a mouse. */
    @Test
    void aWholeCaseByKeyboardAlone() throws Exception {
        open();
        JsonNode before = claim();
        List<String> suggested = Fhir.codes(before);
        assertThat(suggested).contains("J18.9", "N39.0", "I10", "E11.9", "Z80.1");

        go("J18.9");
        browser.type("c");
        browser.find("dialog[open] #search-text");
        browser.type("bacterial pneumonia");
        browser.await("#search-hits [aria-selected=true] .code", "J15.9");
        browser.accessible("review-change");
        browser.type(Keys.ENTER);
        browser.await("li.changed .code", "J15.9");

        go("Z80.1");
        browser.type("r");
        browser.find("dialog[open]");
        browser.accessible("review-reject");
        browser.type("5");
        browser.await("li.rejected .code", "Z80.1");

        browser.type(Keys.chord(Keys.SHIFT, "a"));
        browser.await("li.accepted .code", suggested.get(0).equals("J18.9") ? suggested.get(1) : suggested.get(0));
        go("E11.9");
        browser.type("f");
        browser.await("li.line.selected .place", "1");
        browser.type("o");
        browser.find("dialog[open]");
        browser.accessible("review-poa");
        browser.type("n");
        browser.await("li.line.selected .marks", "POA N");
        browser.type("u");
        browser.await("li.line.selected .marks", "POA Y");

        addFromTheNote();
        decideTheRest();
        browser.await(".saving", "Saved");
        browser.accessible("review-decided");
        browser.type("t");
        browser.await("dialog[open] h2", "Attest these");
        browser.accessible("review-attest");
        browser.type(Keys.ENTER);
        browser.await("header", "Attested by");
        browser.accessible("review-attested");

        assertThatItIsStored(suggested);
    }

    /** Goes to a code as a coder does, one after the other. */
    private void go(String code) {
        for (int steps = 0;
                steps < 30 && !browser.text("li.line.selected .head .code").equals(code);
                steps++) {
            browser.type(steps < 15 ? "k" : "j");
        }
        assertThat(browser.text("li.line.selected .head .code")).isEqualTo(code);
    }

    /** The words "oral antibiotics" of the second note, and the code that a coder gives them. */
    private void addFromTheNote() {
        browser.type("2");
        browser.await(".text", "DISCHARGE SUMMARY");
        browser.type("s");
        browser.type(Keys.ARROW_DOWN, Keys.ARROW_DOWN, Keys.chord(Keys.SHIFT, Keys.ARROW_RIGHT), Keys.ENTER);
        browser.find("dialog[open] #search-text");
        browser.type(Keys.chord(Keys.CONTROL, "a"), "hyperlipidemia");
        browser.await("#search-hits [aria-selected=true] .code", "E78.5");
        browser.accessible("review-add");
        browser.type(Keys.ENTER);
        browser.await("li.added .code", "E78.5");
    }

    private void decideTheRest() {
        for (int steps = 0;
                steps < 30
                        && browser.text("header").contains("decided")
                        && !browser.text("header").contains("All codes decided");
                steps++) {
            browser.type("n", "a");
        }
        assertThat(browser.text("header")).contains("All codes decided");
    }

    private void assertThatItIsStored(List<String> suggested) throws Exception {
        JsonNode after = claim();
        assertThat(after.path("status").asText()).isEqualTo("active");
        assertThat(Fhir.codes(after))
                .startsWith("E11.9")
                .contains("J15.9", "E78.5", "I10", "N39.0")
                .doesNotContain("J18.9", "Z80.1");
        assertThat(after.at("/diagnosis/0/type/0/coding/0/code").asText()).isEqualTo("principal");
        assertThat(fhir.read("Task/review-" + id + "-e").path("status").asText())
                .isEqualTo("completed");
        Map<String, String> decided = new TreeMap<>();
        for (JsonNode entry : fhir.read("Condition?encounter=Encounter/" + id + "-e&_count=100")
                .path("entry")) {
            decided.put(
                    entry.at("/resource/code/coding/0/code").asText(),
                    entry.at("/resource/verificationStatus/coding/0/code").asText());
        }
        assertThat(decided)
                .containsEntry("J18.9", "entered-in-error")
                .containsEntry("J15.9", "confirmed")
                .containsEntry("Z80.1", "entered-in-error")
                .containsEntry("E78.5", "confirmed")
                .containsKeys(suggested.toArray(String[]::new));

        // Whoever opens it later sees the engine's suggestion beside the person's choice.
        open();
        go("J15.9");
        assertThat(browser.text("li.line.selected .suggested")).contains("Engine:", "J18.9");
        assertThat(browser.text("li.rejected .code")).isEqualTo("Z80.1");
    }

    private JsonNode claim() throws Exception {
        return fhir.read("Claim/claim-" + id + "-e");
    }

    @Test
    void whatWasDecidedIsThereWhenTheCaseIsOpenedAgain() {
        anotherSystemChargesAService();
        open();
        assertThat(browser.text(".services")).contains("Services", "G0439", "Annual wellness visit", "25");
        String code = browser.text("li.line.selected .head .code");
        browser.type("a");
        browser.await(".saving", "Saved");

        open();

        browser.await("li.accepted .code", code);
        assertThat(browser.text("header")).contains("1 of");
    }

    private void anotherSystemChargesAService() {
        IFhirResourceDao<Claim> claims =
                server.process().bean(DaoRegistry.class).getResourceDao(Claim.class);
        Claim claim = claims.read(new IdType("claim-" + id + "-e"), new SystemRequestDetails());
        claim.addItem()
                .setSequence(1)
                .setProductOrService(new CodeableConcept(new Coding()
                        .setSystem("urn:oid:2.16.840.1.113883.6.285")
                        .setCode("G0439")
                        .setDisplay("Annual wellness visit")))
                .addDiagnosisSequence(1)
                .addModifier()
                .addCoding()
                .setCode("25");
        claims.update(claim, new SystemRequestDetails());
    }

    @Test
    void twoPagesOfOneCaseDoNotOverwriteOneAnother() throws Exception {
        open();
        List<String> codes = Fhir.codes(claim());
        browser.otherTab();
        open();
        go(codes.get(1));
        browser.type("a");
        browser.await(".saving", "Saved");
        browser.firstTab();

        go(codes.get(0));
        browser.type("a");

        // Stored, and what the other page decided is seen here as well.
        browser.await("header", "2 of");
        browser.await(".saving", "Saved");
        browser.go(browser.address());
        browser.await("header", "2 of");
        wasToldOfTheOther();
    }

    /** What is decided about a case that somebody else took meanwhile is refused, and said so; an answer to a question is not. */
    @Test
    void aCaseThatSomebodyElseHasIsToldAndItsQuestionsAreAnsweredAllTheSame() throws Exception {
        put(note(id + "-d3", "Progress note", "ASSESSMENT: Asthma.\n"));
        fhir.awaitCoded();
        open();
        assertThat(new Reviewer(server.client(), id + "-e", "Ben Coder").take().ok())
                .isTrue();
        go("J45.909");
        browser.type("q");
        browser.find("dialog[open] #answer-text");
        browser.accessible("review-answer");
        browser.type("Mild, says the pulmonologist");
        browser.press("Answer");
        browser.await(".question.answered", "says the pulmonologist");
        browser.await(".saving", "Saved");
        assertThat(answers()).containsExactly("Mild, says the pulmonologist");

        browser.type("a");
        browser.await("dialog[open] h2", "Somebody else has this case");
        browser.accessible("review-taken");
        browser.type(Keys.ENTER);

        browser.await("header", "Ben Coder has it");
        browser.await(".saving", "Saved");
        assertThat(browser.text("header")).contains("0 of");
        go("J45.909");
        assertThat(browser.text(".question.answered")).contains("says the pulmonologist");
        wasToldOfTheOther();
    }

    private List<String> answers() throws Exception {
        List<String> answers = new ArrayList<>();
        for (JsonNode input : fhir.read("Task/review-" + id + "-e").path("input")) {
            String reference = input.at("/valueReference/reference").asText();
            if (reference.startsWith("DetectedIssue/")) {
                String text =
                        fhir.read(reference).at("/mitigation/0/action/text").asText();
                if (!text.isEmpty()) {
                    answers.add(text);
                }
            }
        }
        return answers;
    }

    /** The browser notes each refusal; there is none but that somebody else was first. */
    private void wasToldOfTheOther() {
        assertThat(browser.errors()).isNotEmpty().allMatch(error -> error.matches(".*status of 4(09|12).*"));
    }

    @Test
    void whereTwoPagesDecideDifferentlyAPersonSettlesIt() throws Exception {
        open();
        String code = Fhir.codes(claim()).get(1);
        browser.otherTab();
        open();
        go(code);
        browser.type("r");
        browser.find("dialog[open]");
        browser.type("3");
        browser.await(".saving", "Saved");
        browser.firstTab();

        go(code);
        browser.type("a");

        browser.await("dialog[open]", "Here you differ");
        browser.accessible("review-conflict");
        browser.type(Keys.ARROW_DOWN, Keys.ENTER);
        browser.await("li.accepted .code", code);
        browser.await(".saving", "Saved");
        assertThat(Fhir.codes(claim())).contains(code);
        wasToldOfTheOther();
    }

    /** Tells how long it takes from a key to its paint, as the browser measures it; asserts only that it was measured. */
    @Test
    void tenNotesAndSixtyCodesAreShownAndMeasured() throws Exception {
        List<String> diagnoses = lines("many-diagnoses.txt");
        for (int note = 0; note < 10; note++) {
            StringBuilder text = new StringBuilder("PROGRESS NOTE\n\nASSESSMENT:\n");
            diagnoses.subList(note * 10, note * 10 + 10).forEach(words -> text.append(words)
                    .append(".\n"));
            put(note(id + "-d" + note, "Progress note", text.toString()));
        }
        fhir.awaitCoded();
        open();
        assertThat(Fhir.codes(claim())).hasSizeGreaterThanOrEqualTo(60);
        assertThat(browser.run("return document.querySelectorAll('[role=tab]').length"))
                .isEqualTo(10L);
        browser.run(
                """
                window.paints = [];
                new PerformanceObserver(list => list.getEntries().filter(one => one.name === 'keydown')
                    .forEach(one => window.paints.push(Math.round(one.duration))))
                    .observe({type: 'event', durationThreshold: 16});
                """);

        for (int i = 0; i < 20; i++) {
            browser.type("a");
            browser.type("j");
            browser.type("e");
            browser.type(String.valueOf(i % 10));
        }
        browser.await(".saving", "Saved");

        Object figures = browser.run(
                """
                const all = window.paints.sort((one, other) => one - other);
                return all.length === 0 ? '' : `${all.length} keys slower than 16 ms: half within ${all[all.length >> 1]} ms, longest ${all.at(-1)} ms`;
                """);
        System.out.println("Key to paint, 60 codes and 10 notes: " + figures);
        assertThat(String.valueOf(figures)).contains("ms");
        browser.accessible("review-sixty-codes");
    }

    private static List<String> lines(String name) throws Exception {
        try (InputStream in = Objects.requireNonNull(ReviewPageIT.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    @Test
    void anEncounterThatIsNotThereIsTold() {
        browser.go(server.root().resolve("/app/index.html?encounter=nobody").toString());

        browser.await("There is no such encounter here.");
        browser.accessible("review-nothing");
    }
}
