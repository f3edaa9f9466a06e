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
import org.openqa.selenium.Keys;
import org.openqa.selenium.support.ui.Select;

/** Who has which case, in a real browser on a real server. */
@ExtendWith(RunningServer.class)
class WorkListPageIT {

    private Server server;
    private Fhir fhir;
    private Browser browser;
    private String id = "";
    private String name = "";

    @BeforeEach
    void coded(Server running, TestInfo test) throws Exception {
        server = running;
        fhir = new Fhir(running.client());
        id = "work" + Integer.toHexString(test.getDisplayName().hashCode());
        name = "Nora " + id;
        ObjectNode patient = TestNote.patient(id + "-p");
        patient.putArray("name").addObject().put("family", id).putArray("given").add("Nora");
        put(patient);
        put(TestNote.encounter(id + "-e", id + "-p", "AMB", "finished"));
        put(TestNote.document(id + "-d", id + "-p", id + "-e", "ASSESSMENT:\nEssential hypertension. Asthma.\n"));
        fhir.awaitCoded();
        browser = Browser.open();
        browser.go(server.root().resolve("/app/worklist.html").toString());
        browser.await("cases");
        new Select(browser.find("select[name=order]")).selectByVisibleText("Newest first");
    }

    private void put(ObjectNode resource) throws Exception {
        assertThat(fhir.put(resource).ok()).isTrue();
    }

    @AfterEach
    void close() {
        if (browser != null) {
            browser.close();
        }
    }

    private String task(String field) throws Exception {
        return fhir.read("Task/review-" + id + "-e").at(field).asText();
    }

    private String button(String words) {
        return "button[aria-label='" + words + " " + name + "']";
    }

    @Test
    void aCaseIsTakenAndGivenBackByKeyboard() throws Exception {
        browser.find(button("Take")).sendKeys(Keys.ENTER);
        browser.find(button("Give back"));
        assertThat(task("/status")).isEqualTo("in-progress");
        assertThat(browser.errors()).isEmpty();
        assertThat(browser.barriers()).isEmpty();
        String folder = System.getProperty("chartproof.screenshots", "");
        if (!folder.isEmpty()) {
            browser.screenshot(Path.of(folder, "worklist.png"));
        }

        browser.find(button("Give back")).sendKeys(Keys.ENTER);
        browser.find(button("Take"));
        assertThat(task("/status")).isEqualTo("ready");
        assertThat(task("/owner/display")).isEmpty();
    }

    @Test
    void aCaseThatSomebodyTookMeanwhileIsNotTakenTwice() throws Exception {
        browser.find(button("Take"));
        assertThat(new Reviewer(server.client(), id + "-e", "Ben Coder").take().ok())
                .isTrue();
        browser.find(button("Take")).sendKeys(Keys.ENTER);

        browser.await("Somebody was faster");
        browser.await("Ben Coder");
        assertThat(task("/owner/display")).isEqualTo("Ben Coder");
        assertThat(browser.text()).contains(name);
    }

    @Test
    void theListIsNarrowedDownAndOpensTheReview() {
        browser.find(button("Take"));
        new Select(browser.find("select[name=service]")).selectByVisibleText("Inpatient");
        browser.awaitNot(name);
        new Select(browser.find("select[name=service]")).selectByVisibleText("Office visit");
        browser.find(button("Take"));

        browser.press(name);
        assertThat(browser.text("li.line.selected .code")).isNotEmpty();
        assertThat(browser.address()).contains("index.html?encounter=" + id + "-e");
    }
}
