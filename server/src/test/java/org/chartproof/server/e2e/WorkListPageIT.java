package org.chartproof.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.chartproof.server.e2e.RunningServer.Server;
import org.chartproof.server.writeback.Canonical;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Task;
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
        put(TestNote.JSON
                .createObjectNode()
                .put("resourceType", "Organization")
                .put("id", id + "-o")
                .put("name", "Plan " + id));
        ObjectNode coverage = TestNote.JSON
                .createObjectNode()
                .put("resourceType", "Coverage")
                .put("id", id + "-c")
                .put("status", "active");
        coverage.putObject("beneficiary").put("reference", "Patient/" + id + "-p");
        coverage.putArray("payor").addObject().put("reference", "Organization/" + id + "-o");
        put(coverage);
        put(TestNote.encounter(id + "-e", id + "-p", "AMB", "finished"));
        put(TestNote.document(id + "-d", id + "-p", id + "-e", "ASSESSMENT:\nEssential hypertension. Asthma.\n"));
        fhir.awaitCoded();
        browser = Browser.open();
        browser.go(server.root().resolve("/app/worklist.html").toString());
        browser.await("Arrow keys");
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
        browser.typeInto(button("Take"), Keys.ENTER);
        browser.find(button("Give back"));
        assertThat(task("/status")).isEqualTo("in-progress");
        assertThat(browser.errors()).isEmpty();
        browser.accessible("worklist");

        browser.typeInto(button("Give back"), Keys.ENTER);
        browser.find(button("Take"));
        assertThat(task("/status")).isEqualTo("ready");
        assertThat(task("/owner/display")).isEmpty();
    }

    @Test
    void aCaseThatSomebodyTookMeanwhileIsNotTakenTwice() throws Exception {
        browser.find(button("Take"));
        assertThat(new Reviewer(server.client(), id + "-e", "Ben Coder").take().ok())
                .isTrue();
        browser.typeInto(button("Take"), Keys.ENTER);

        browser.await("Somebody was faster");
        browser.await("Ben Coder");
        assertThat(task("/owner/display")).isEqualTo("Ben Coder");
        assertThat(browser.text()).contains(name);
    }

    @Test
    void aCaseIsTakenOverOnceItsHoldersTimeIsOver() throws Exception {
        assertThat(new Reviewer(server.client(), id + "-e", "Ben Coder").take().ok())
                .isTrue();
        reload();
        browser.await("Ben Coder");
        assertThat(browser.run("return document.querySelectorAll(\"" + button("Take") + "\").length"))
                .isEqualTo(0L);

        long ago = System.currentTimeMillis() - 60_000;
        Task task = tasks().read(new IdType("review-" + id + "-e"), new SystemRequestDetails());
        task.getExtensionByUrl(Canonical.REVIEW_LEASE).setValue(new InstantType(new Date(ago)));
        tasks().update(task, new SystemRequestDetails());
        reload();
        browser.typeInto(button("Take"), Keys.ENTER);
        browser.find(button("Give back"));

        assertThat(task("/owner/display")).isEqualTo("Reviewer (open access)");
        assertThat(browser.errors()).isEmpty();
    }

    private IFhirResourceDao<Task> tasks() {
        return server.process().bean(DaoRegistry.class).getResourceDao(Task.class);
    }

    private void reload() {
        browser.go(browser.address());
        browser.await("Arrow keys");
        new Select(browser.find("select[name=order]")).selectByVisibleText("Newest first");
    }

    @Test
    void moreCasesAreShownOnDemand() {
        IIdType known = new IdType("review-" + id + "-e");
        List<IIdType> made = new ArrayList<>();
        try {
            for (int i = 0; i < 60; i++) {
                Task task = tasks().read(known, new SystemRequestDetails());
                task.setId(new IdType("Task", id + "-" + i));
                task.getMeta().setVersionId("");
                task.getExtensionByUrl(Canonical.WORK_SERVICE)
                        .setValue(new CodeableConcept(new Coding().setCode("OBSENC")));
                made.add(tasks().update(task, new SystemRequestDetails()).getId());
            }
            new Select(browser.find("select[name=service]")).selectByVisibleText("Observation");
            browser.await("The first 50");
            browser.press("Show more");
            browser.await("60 cases");

            assertThat(browser.run("return document.querySelectorAll('tbody tr').length"))
                    .isEqualTo(60L);
            assertThat(browser.run(
                            "return [...document.querySelectorAll('tbody th a')]" + ".indexOf(document.activeElement)"))
                    .isEqualTo(50L);
        } finally {
            made.forEach(one -> tasks().delete(one, new SystemRequestDetails()));
        }
    }

    @Test
    void theListIsNarrowedDownAndOpensTheReview() {
        browser.find(button("Take"));
        new Select(browser.find("select[name=payer]")).selectByVisibleText("Plan " + id);
        browser.await("1 case.");
        assertThat(browser.text("tbody tr")).contains(name, "Plan " + id);
        new Select(browser.find("select[name=payer]")).selectByVisibleText("All payers");
        browser.await("cases");
        new Select(browser.find("select[name=service]")).selectByVisibleText("Inpatient");
        browser.awaitNot(name);
        new Select(browser.find("select[name=service]")).selectByVisibleText("Office visit");
        browser.find(button("Take"));

        browser.press(name);
        assertThat(browser.text("li.line.selected .code")).isNotEmpty();
        assertThat(browser.address()).contains("index.html?encounter=" + id + "-e");
    }
}
