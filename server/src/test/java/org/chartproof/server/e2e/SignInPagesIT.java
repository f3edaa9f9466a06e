package org.chartproof.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import org.chartproof.server.authserver.launch.LaunchContext;
import org.chartproof.server.authserver.launch.Launches;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Claim.ClaimStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** What people see while they sign in, in a real browser; with the keyboard alone. */
@ExtendWith(AuthServer.class)
class SignInPagesIT {
    private final AuthServer.Server server;
    private final SmartApp app;
    private Browser browser;

    SignInPagesIT(AuthServer.Server server) {
        this.server = server;
        this.app = new SmartApp(server.base());
    }

    @BeforeEach
    void open() {
        server.store(
                """
                {"resourceType":"Patient","id":"pages-pat","name":[{"family":"Pagefield","given":["Pia"]}],"birthDate":"1950-01-02"}""");
        server.store(
                """
                {"resourceType":"Encounter","id":"pages-enc","status":"finished","class":{"code":"AMB","display":"ambulatory"},
                 "subject":{"reference":"Patient/pages-pat"},"period":{"start":"2026-05-05T10:00:00Z"}}""");
        server.store(
                """
                {"resourceType":"Practitioner","id":"coder","name":[{"family":"Coder","given":["Ada"]}]}""");
        browser = Browser.open();
    }

    @AfterEach
    void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void someoneSignsInAndChoosesAnEncounter() {
        browser.go(authorize(app.request("launch/encounter openid patient/*.rs")));
        browser.await("Sign in");
        browser.accessible("sign-in-login");
        assertThat(browser.errors()).isEmpty();

        browser.type("coder", Keys.TAB, "wrong password", Keys.ENTER);
        browser.await("User name and password don't belong together.");
        browser.accessible("sign-in-login-wrong");

        browser.find("#password").sendKeys(AuthServer.PASSWORD, Keys.ENTER);
        browser.await("Which chart?");
        browser.accessible("sign-in-choose");
        assertThat(browser.address()).doesNotContain("pages-pat");

        browser.find("#name").sendKeys("Pagef", Keys.ENTER);
        browser.await("Pia Pagefield");
        browser.find("button[value='Encounter/pages-enc']").sendKeys(Keys.ENTER);

        // The code and its state have come to the page, which did not ask for them, takes them off the address, and
        // asks for no others by itself.
        browser.await("The sign-in was begun by another page, or long ago.");
        assertThat(URI.create(browser.address()).getPath()).isEqualTo("/app/index.html");
    }

    /** With no more than the page's scopes and the chart that was chosen; the clinician is nobody whom this server stores. */
    @Test
    void aClinicianReviewsTheChosenChartWithTheTokenOfThePage() throws Exception {
        coded(
                "clin",
                "2026-05-04",
                "ASSESSMENT:\n1. Pneumonia.\n2. Chronic kidney disease.\n3. Asthma.\n4. Urinary tract infection.\n");
        browser.go(server.base() + "/app/index.html");
        signIn("clinician");
        browser.await("Which chart?");
        browser.find("#name").sendKeys("Clinfield", Keys.ENTER);
        browser.await("Pia Clinfield");
        browser.find("button[value='Encounter/clin-e']").sendKeys(Keys.ENTER);
        browser.await("header", "Pia Clinfield");
        assertThat(URI.create(browser.address()).getPath()).isEqualTo("/app/index.html");

        go("J18.9");
        browser.type("c");
        browser.find("dialog[open] #search-text");
        browser.type("bacterial pneumonia");
        browser.await("#search-hits [aria-selected=true] .code", "J15.9");
        browser.type(Keys.ENTER);
        browser.await("li.changed .code", "J15.9");
        go("N39.0");
        browser.type("r");
        browser.find("dialog[open]");
        browser.type("3");
        browser.await("li.rejected .code", "N39.0");
        go("N18.9");
        browser.type("q");
        browser.find("dialog[open] #answer-text");
        browser.type("Stage 3b, says the nephrologist");
        browser.press("Answer");
        browser.await(".question.answered", "Stage 3b");
        browser.type("o");
        browser.find("dialog[open]");
        browser.type("n");
        browser.await("li.line.selected .marks", "POA N");
        browser.type("a");
        browser.await("li.accepted .code", "N18.9");
        go("J45.909");
        browser.type("a");
        browser.await("header", "All codes decided");
        browser.await(".saving", "Saved");
        browser.type("t");
        browser.await("dialog[open] h2", "Attest these 3 codes?");
        browser.type(Keys.ENTER);

        browser.await("header", "Attested by Invented clinician");
        assertThat(browser.errors()).isEmpty();
        Claim claim = server.await(Claim.class, "claim-clin-e", one -> one.getStatus() == ClaimStatus.ACTIVE);
        assertThat(claim.getEnterer().getIdentifier().getValue()).isEqualTo("Practitioner/clinician");
        assertThat(claim.getDiagnosis())
                .extracting(one ->
                        one.getDiagnosisCodeableConcept().getCodingFirstRep().getCode())
                .containsExactlyInAnyOrder("J15.9", "N18.9", "J45.909");
    }

    /** From the work list, which is signed in to without a chart, to a claim with two codes that a note keeps apart. */
    @Test
    void aCoderReportsTwoCodesThatExcludeEachOtherAndSaysWhy() throws Exception {
        coded("excl", "2025-05-04", "ASSESSMENT: Sugar illness, early kind.\n");
        browser.go(server.base() + "/app/worklist.html");
        signIn("coder");
        browser.await("Arrow keys");
        assertThat(URI.create(browser.address()).getPath()).isEqualTo("/app/worklist.html");
        browser.press("Pia Exclfield");
        browser.await("header", "Pia Exclfield");

        go("E10.9");
        browser.type("a");
        browser.type("+");
        browser.find("dialog[open] #search-text");
        browser.type("later kind");
        browser.await("#search-hits [aria-selected=true] .code", "E11.9");
        browser.typeInto("#search-reason-text", "Two illnesses, say both letters", Keys.ENTER);
        browser.await("li.added .code", "E11.9");
        browser.type("t");
        browser.await("dialog[open] h2", "Attest these 2 codes?");
        browser.type(Keys.ENTER);
        browser.await("dialog[open] h2", "Two codes exclude each other");
        browser.accessible("review-excludes");
        browser.typeInto("#unrelated-text", "One was drug-induced and is over", Keys.ENTER);

        browser.await("header", "Attested by Ada Coder");
        // The refusal that asked for the reason, and no other.
        assertThat(browser.errors()).isNotEmpty().allMatch(error -> error.contains("status of 422"));
        Claim claim = server.await(Claim.class, "claim-excl-e", one -> one.getStatus() == ClaimStatus.ACTIVE);
        assertThat(claim.getEnterer().getReference()).isEqualTo("Practitioner/coder");
        assertThat(claim.getDiagnosis()).hasSize(2);
    }

    @Test
    void anAdministratorSignsInToTheFeedsAndComesBackToTheViewThatWasAskedFor() {
        browser.go(server.base() + "/feeds#try");
        signIn("administrator");

        browser.await("No feed is configured.");
        assertThat(browser.address()).isEqualTo(server.base() + "/feeds#try");
        browser.press("Feeds");
        browser.await("Add one under hl7.feeds");
        assertThat(browser.errors()).isEmpty();
        browser.go(server.base() + "/feeds");
        browser.await("Add one under hl7.feeds");
    }

    @Test
    void whoIsNoAdministratorIsToldAtTheFeeds() {
        browser.go(server.base() + "/feeds");
        signIn("coder");

        browser.await("This is for those who have signed in as an administrator.");
        browser.accessible("feeds-refused");
    }

    private void signIn(String user) {
        browser.await("Sign in");
        browser.type(user, Keys.TAB, AuthServer.PASSWORD, Keys.ENTER);
    }

    /** Goes to a code as a reviewer does, one after the other. */
    private void go(String code) {
        for (int steps = 0;
                steps < 20 && !browser.text("li.line.selected .head .code").equals(code);
                steps++) {
            browser.type(steps < 10 ? "k" : "j");
        }
        assertThat(browser.text("li.line.selected .head .code")).isEqualTo(code);
    }

    /** A stay of a day whose note was coded. */
    private void coded(String id, String day, String text) throws Exception {
        ObjectNode patient = TestNote.patient(id + "-p");
        ObjectNode name = patient.putArray("name").addObject();
        name.put("family", id.substring(0, 1).toUpperCase(Locale.ROOT) + id.substring(1) + "field");
        name.putArray("given").add("Pia");
        server.store(patient.toString());
        ObjectNode encounter = TestNote.encounter(id + "-e", id + "-p", "IMP", "finished");
        ((ObjectNode) encounter.path("period")).put("start", day + "T09:00:00Z").put("end", day + "T10:00:00Z");
        server.store(encounter.toString());
        server.store(TestNote.document(id + "-d", id + "-p", id + "-e", text)
                .put("date", day + "T09:50:00Z")
                .toString());
        Claim unused = server.await(Claim.class, "claim-" + id + "-e", Claim::hasDiagnosis);
    }

    @Test
    void someoneIsAskedWhatAnAppMayHave() {
        Map<String, String> request = app.request("openid launch patient/*.rs offline_access");
        request.put("client_id", "portal");
        request.put("redirect_uri", AuthServer.CALLBACK);
        request.put(
                "launch",
                server.process().bean(Launches.class).begin(Launches.Launch.of("portal", LaunchContext.none())));
        browser.go(authorize(request));
        browser.await("Sign in");
        browser.type("clinician", Keys.TAB, AuthServer.PASSWORD, Keys.ENTER);

        browser.await("The portal asks for access");

        assertThat(browser.text())
                .contains(
                        "Invented clinician",
                        "read and search all resources of the patient that it is opened on",
                        "go on for a month without asking again");
        browser.accessible("sign-in-consent");
    }

    @Test
    void theLauncherOffersAppsUsersAndEncounters() {
        browser.go(server.base() + "/launcher");
        browser.find("#chart option");
        browser.find("#name").sendKeys("Pagef");
        browser.find("#chart option[value='pages-enc']:first-child");

        assertThat(browser.find("#user").getText()).contains("Invented coder (coder)", "(administrator)");
        assertThat(browser.find("#app").getText()).contains("Chartproof review");
        browser.accessible("sign-in-launcher");
        browser.press("Launch");
        browser.await("Launched.");
        assertThat(browser.find("iframe").getDomAttribute("src"))
                .startsWith(server.base() + "/app/launch.html?iss=")
                .contains("launch=")
                .doesNotContain("pages-");
        assertThat(browser.find("main").findElements(By.tagName("iframe"))).hasSize(1);
    }

    @Test
    void anAppThatIsNotKnownIsToldToThePersonAndNotToAnybodyElse() {
        Map<String, String> request = app.request("openid");
        request.put("redirect_uri", "https://evil.example.org/");
        browser.go(authorize(request));

        browser.await("This app can't be opened");
        assertThat(browser.address()).startsWith(server.base());
        browser.accessible("sign-in-refused");
    }

    private String authorize(Map<String, String> request) {
        return server.base() + "/auth/authorize?" + SmartApp.form(request);
    }
}
