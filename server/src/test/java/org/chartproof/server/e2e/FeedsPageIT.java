package org.chartproof.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

/** What the interface team sees and does, in a real browser. */
@ExtendWith(FeedServer.class)
class FeedsPageIT {

    private FeedServer.Server server;
    private Browser browser;
    private String key = "";

    @BeforeEach
    void open(FeedServer.Server running) {
        server = running;
        key = "F" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(java.util.Locale.ROOT);
        browser = Browser.open();
    }

    @AfterEach
    void close() {
        if (browser != null) {
            assertThat(browser.errors()).isEmpty();
            browser.close();
        }
    }

    private void at(String view) {
        browser.go(server.root().resolve("/feeds#" + view).toString());
    }

    /** Sends a message and waits until it is mapped, or a dead letter. */
    private void send(TestMessage message) throws Exception {
        try (Sender sender = new Sender(server.feedPort("adt"))) {
            assertThat(sender.send(message.text())).isEqualTo("AA");
        }
        JsonNode unused = new Hl7Admin(server.root()).await(message.controlId());
    }

    @Test
    void feedsAreShownWithTheirFigures() throws Exception {
        send(TestMessage.admission(key));

        at("feeds");

        browser.await("documents");
        assertThat(browser.text()).contains("adt", "careful", "up").doesNotContain("down");
        browser.accessible("feeds");
    }

    @Test
    void aMessageIsFoundByThePatientsNumberWhichNoAddressHolds() throws Exception {
        send(TestMessage.admission(key));
        at("messages");
        browser.fill("patient", key);
        browser.press("Search");
        assertThat(browser.find("td .good").getText()).isEqualTo("in FHIR");
        browser.accessible("feeds-messages");

        assertThat(browser.address()).doesNotContain(key);
        browser.find("td a[href^='#message/']").click();

        browser.await("PID-3");
        assertThat(browser.text()).contains("Made in FHIR", "Patient/", "Encounter/", "MSA|AA|" + key);
        assertThat(browser.address()).doesNotContain(key);
        browser.press("Bytes");
        browser.await("4d 53 48 7c");
        browser.accessible("feeds-message");
    }

    @Test
    void aDeadLetterIsExplainedAndDiscardedWithAReason() throws Exception {
        send(TestMessage.admission(key).with("PID-3", "").with("PV1-19", ""));
        at("dead");
        browser.await("no-patient-identifier");
        browser.accessible("feeds-dead-letters");
        at("messages");
        browser.fill("controlId", key);
        browser.press("Search");
        browser.find("td a[href^='#message/']").click();
        browser.await("Discard …");

        browser.press("Discard …");
        browser.find("dialog[open]");
        browser.accessible("feeds-discard");
        browser.type("sent by a test system", Keys.ENTER);

        browser.await("discarded");
        browser.await("sent by a test system");
    }

    @Test
    void anEditedCopyIsMappedAndTheOriginalKept() throws Exception {
        send(TestMessage.admission(key).with("PID-3", "").with("PV1-19", ""));
        at("messages");
        browser.fill("controlId", key);
        browser.press("Search");
        assertThat(browser.find("td .bad").getText()).isEqualTo("dead letter");
        browser.find("td a[href^='#message/']").click();
        browser.await("Edit a copy …");
        browser.press("Edit a copy …");
        browser.find("dialog[open] textarea");

        browser.type(
                Keys.chord(Keys.CONTROL, "a"), TestMessage.admission(key).text().replace("\r", "\n"));
        browser.press("OK");
        browser.await("Why does the copy differ?");
        browser.type("patient number was missing", Keys.ENTER);

        browser.await("Edited copy of");
        browser.await("PID-3");
    }

    @Test
    void aMessageIsTriedWithoutStoringAnything() throws Exception {
        at("try");
        browser.fill("message", TestMessage.admission(key).text().replace("\r", "\n"));
        browser.press("Try it");

        browser.await("Answer AA");
        browser.await("Patient/");
        browser.accessible("feeds-try");
        assertThat(new Hl7Admin(server.root())
                        .post("messages/search", "{\"controlId\": \"" + key + "\"}")
                        .path("messages"))
                .isEmpty();
    }

    @Test
    void aReplayShowsFirstWhatWouldChange() throws Exception {
        send(TestMessage.admission(key));
        at("replay");
        browser.fill("controlId", key);
        browser.press("Show what would change");

        browser.await("1 messages fit");
        browser.await("Nothing would change.");
        browser.accessible("feeds-replay");
    }

    @Test
    void withoutABillingSystemThePageSaysHowToHaveOne() {
        at("outgoing");

        browser.await("No destination is configured (hl7.destinations).");
        browser.accessible("feeds-outgoing");
    }
}
