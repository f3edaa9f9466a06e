package org.chartproof.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.chartproof.server.authserver.launch.LaunchContext;
import org.chartproof.server.authserver.launch.Launches;
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
        accessible("login");
        assertThat(browser.errors()).isEmpty();

        browser.type("coder", Keys.TAB, "wrong password", Keys.ENTER);
        browser.await("User name and password don't belong together.");
        accessible("login-wrong");

        browser.find("#password").sendKeys(AuthServer.PASSWORD, Keys.ENTER);
        browser.await("Which chart?");
        accessible("choose");
        assertThat(browser.address()).doesNotContain("pages-pat");

        browser.find("#name").sendKeys("Pagef", Keys.ENTER);
        browser.await("Pia Pagefield");
        browser.find("button[value='Encounter/pages-enc']").sendKeys(Keys.ENTER);

        // The code and its state have come to the page, which did not ask for them, takes them off the address, and
        // asks for no others by itself.
        browser.await("The sign-in was begun by another page, or long ago.");
        assertThat(URI.create(browser.address()).getPath()).isEqualTo("/app/index.html");
    }

    @Test
    void theReviewPageSignsSomeoneInAndReadsWithTheirToken() {
        browser.go(server.base() + "/app/index.html");
        browser.await("Sign in");
        browser.type("coder", Keys.TAB, AuthServer.PASSWORD, Keys.ENTER);
        browser.await("Which chart?");
        browser.find("#name").sendKeys("Pagef", Keys.ENTER);
        browser.await("Pia Pagefield");
        browser.find("button[value='Encounter/pages-enc']").sendKeys(Keys.ENTER);

        // Nothing was coded there: the page was let in, and has looked.
        browser.await("Nothing to review");
        assertThat(URI.create(browser.address()).getPath()).isEqualTo("/app/index.html");
        assertThat(browser.errors()).isEmpty();
        accessible("review-signed-in");
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
        accessible("consent");
    }

    @Test
    void theLauncherOffersAppsUsersAndEncounters() {
        browser.go(server.base() + "/launcher");
        browser.find("#chart option");
        browser.find("#name").sendKeys("Pagef");
        browser.find("#chart option[value='pages-enc']:first-child");

        assertThat(browser.find("#user").getText()).contains("Invented coder (coder)", "(administrator)");
        assertThat(browser.find("#app").getText()).contains("Chartproof review");
        accessible("launcher");
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
        accessible("refused");
    }

    private String authorize(Map<String, String> request) {
        return server.base() + "/auth/authorize?" + SmartApp.form(request);
    }

    private void accessible(String view) {
        assertThat(browser.barriers()).as(view).isEmpty();
        // Where -Dchartproof.screenshots=FOLDER asks for them, for the documentation.
        String folder = System.getProperty("chartproof.screenshots", "");
        if (!folder.isEmpty()) {
            browser.screenshot(Path.of(folder, "sign-in-" + view + ".png"));
        }
    }
}
