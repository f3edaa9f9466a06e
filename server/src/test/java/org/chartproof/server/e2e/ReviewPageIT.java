package org.chartproof.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.chartproof.server.e2e.RunningServer.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

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
    private Browser browser;
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
        browser = Browser.open();
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
    void close() {
        if (browser != null) {
            assertThat(browser.errors()).isEmpty();
            browser.close();
        }
    }

    private void open() {
        browser.go(
                server.root().resolve("/app/index.html?encounter=" + id + "-e").toString());
        browser.await("Marta Okonjo");
    }

    private void accessible(String view) {
        assertThat(browser.barriers()).as(view).isEmpty();
        // Where -Dchartproof.screenshots=FOLDER asks for them, for the documentation.
        String folder = System.getProperty("chartproof.screenshots", "");
        if (!folder.isEmpty()) {
            browser.screenshot(Path.of(folder, view + ".png"));
        }
    }

    @Test
    void aCodeIsShownWithTheWordsThatItRestsOnAndFoundFromThem() throws Exception {
        open();

        assertThat(browser.text("li.line.selected .code"))
                .isEqualTo(Fhir.codes(fhir.read("Claim/claim-" + id + "-e")).get(0));
        String words = browser.text(".text mark.here");
        assertThat(browser.text("li.line.selected .quote[aria-pressed=true] mark"))
                .isEqualTo(words);
        accessible("review");

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
        accessible("review-not-coded");
    }

    @Test
    void theKeysAreToldByAQuestionMark() {
        open();
        browser.type("?");

        browser.find("dialog[open]");
        browser.await("Next code to decide");
        accessible("review-keys");
    }

    @Test
    void anEncounterThatIsNotThereIsTold() {
        browser.go(server.root().resolve("/app/index.html?encounter=nobody").toString());

        browser.await("There is no such encounter here.");
        accessible("review-nothing");
    }
}
