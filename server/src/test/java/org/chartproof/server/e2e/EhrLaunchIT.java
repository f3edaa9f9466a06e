package org.chartproof.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.JWTClaimsSet;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.chartproof.server.e2e.LaunchServer.Server;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The review page, opened inside an EHR that is its own authorization server. What an attacker would try is in {@code LaunchAttackIT}. */
@ExtendWith(LaunchServer.class)
class EhrLaunchIT {
    private static Optional<Browser> browser = Optional.empty();

    private Server server;

    @BeforeEach
    void use(Server running) {
        server = running;
        // Those of the test before: what is not stored and who is refused are told to the page by 404 and 400.
        browser.ifPresent(Browser::errors);
    }

    /** Only for the tests that need one: the others hold on a machine without a browser as well. */
    private static Browser browser() {
        Browser open = browser.orElseGet(Browser::open);
        browser = Optional.of(open);
        return open;
    }

    @AfterAll
    static void close() {
        browser.ifPresent(Browser::close);
    }

    @Test
    void aClinicianOpensTheEncounterOfTheEhrAndDecidesAboutACode() throws Exception {
        String encounter = Server.local("hospital", "Encounter", "e1");
        server.await(Task.class, "review-" + encounter, task -> true);
        Browser page = browser();

        page.go(launched("hospital", 1));

        page.await("Example1");
        assertThat(URI.create(page.address()).getPath()).isEqualTo("/app/index.html");
        String code = page.text("li.line.selected .code");
        browser().picture("launched");
        assertThat(page.errors()).isEmpty();
        page.type("a");
        page.await("li.accepted .code", code);
        page.await(".saving", "Saved");

        String doctor = "Practitioner/" + Server.local("hospital", "Practitioner", "doc-1");
        Task task = server.await(Task.class, "review-" + encounter, Task::hasOwner);
        assertThat(task.getOwner().getReference()).isEqualTo(doctor);
        assertThat(task.getOwner().getDisplay()).isEqualTo("Doctor1");

        // The page is loaded again when its token has ended: what it was given for a new one is good.
        page.run("const key = JSON.parse(sessionStorage.SMART_KEY); const state = JSON.parse(sessionStorage[key]);"
                + " state.expiresAt = 1; sessionStorage[key] = JSON.stringify(state);");
        page.go(server.root() + "/app/index.html");
        page.await("li.accepted .code", code);
        String kept = String.valueOf(page.run("return JSON.stringify({...sessionStorage})"));
        assertThat(kept).doesNotContain("id_token", "patient/Patient.r ");
        assertThat(page.errors()).isEmpty();
    }

    @Test
    void anEhrThatIsNotConfiguredIsToldWhatToConfigureAndAskedForNothing() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        HttpServer stranger = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        stranger.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        stranger.start();
        try {
            String base = "http://127.0.0.1:" + stranger.getAddress().getPort() + "/fhir";
            browser().go(server.root() + "/app/launch.html?launch=x&clientId=y&iss=" + base);

            browser().await("You can't be signed in");
            assertThat(browser().text()).contains(base, "ehr.sources", "launch.client-id");
            assertThat(browser().errors()).isEmpty();
            browser().accessible("launch-unknown-ehr");
            assertThat(asked).hasValue(0);
        } finally {
            stranger.stop(0);
        }
    }

    @Test
    void anEncounterThatHasNotArrivedIsToldSoAndAskedFor() throws Exception {
        browser().go(launched("late", 1));

        browser().await("has not arrived at Chartproof yet");
        browser().accessible("launch-not-arrived");

        server.await(Encounter.class, Server.local("late", "Encounter", "e1"), encounter -> true);
        browser().press("Look again");
        browser().await("This encounter has not been coded yet.");
    }

    @Test
    void aPatientOfTheEhrIsToldWhyTheyAreNotLetInAndNothingOfTheEhrIsLeftInTheTab() throws Exception {
        browser().go(address("hospital", 0, "&user=Patient/p0"));

        browser().await("names no practitioner");
        assertThat(String.valueOf(browser().run("return JSON.stringify({...sessionStorage})")))
                .doesNotContain("access_token");
        assertThat(browser().text()).doesNotContain("Sign in again");
    }

    @Test
    void aTokenIsForTheChartThatIsOpenAndNoOtherWhateverWasAskedForAndWhateverTheRole() throws Exception {
        server.await(Patient.class, Server.local("hospital", "Patient", "p1"), patient -> true);

        JsonNode given = server.exchanged("hospital", server.signIn("hospital", 0));

        JWTClaimsSet claims = SmartApp.claims(given.path("access_token").asText());
        assertThat(claims.getSubject()).isEqualTo("ehr:hospital:account-of-Practitioner/doc-0");
        assertThat(claims.getStringListClaim("chartproof_roles")).containsExactly("clinician");
        assertThat(claims.getStringClaim("patient")).isEqualTo(Server.local("hospital", "Patient", "p0"));
        assertThat(claims.getStringClaim("encounter")).isEqualTo(Server.local("hospital", "Encounter", "e0"));
        assertThat(claims.getStringClaim("fhirUser"))
                .isEqualTo("Practitioner/" + Server.local("hospital", "Practitioner", "doc-0"));
        assertThat(claims.getStringClaim("scope")).contains("patient/").doesNotContain("user/");
        assertThat(given.path("issued_token_type").asText()).isEqualTo("urn:ietf:params:oauth:token-type:access_token");
        String token = given.path("access_token").asText();
        assertThat(server.fhir("Patient/" + claims.getStringClaim("patient"), token)
                        .statusCode())
                .isEqualTo(200);
        String other = "Patient/" + Server.local("hospital", "Patient", "p1");
        assertThat(server.fhir(other, token).statusCode()).isEqualTo(404);

        JsonNode coder = server.exchanged("late", server.signIn("late", 0));
        String coders = coder.path("access_token").asText();
        assertThat(SmartApp.claims(coders).getStringListClaim("chartproof_roles"))
                .containsExactly("coder");
        assertThat(server.fhir(other, coders).statusCode()).isEqualTo(404);
        assertThat(server.fhir("Patient?_count=50", coders).body()).doesNotContain(other);
    }

    @Test
    void itIsRefreshedOnceWithTheSamePersonAndChart() throws Exception {
        JsonNode given = server.exchanged("hospital", server.signIn("hospital", 0));
        String refresh = given.path("refresh_token").asText();
        URI endpoint = server.root().resolve("/auth/token");

        JsonNode next = SmartApp.granted(server.post(endpoint, SmartApp.refresh(refresh)));

        JWTClaimsSet before = SmartApp.claims(given.path("access_token").asText());
        JWTClaimsSet after = SmartApp.claims(next.path("access_token").asText());
        for (String claim : new String[] {"sub", "patient", "encounter", "fhirUser", "scope"}) {
            assertThat(after.getClaim(claim)).as(claim).isEqualTo(before.getClaim(claim));
        }
        assertThat(server.post(endpoint, SmartApp.refresh(refresh)).statusCode())
                .isEqualTo(400);
    }

    @Test
    void nothingOfWhoeverSignedInIsInTheLog() throws Exception {
        JsonNode signedIn = server.signIn("hospital", 1);
        JsonNode given = server.exchanged("hospital", signedIn);
        HttpResponse<String> again =
                server.post(server.root().resolve("/auth/token"), server.exchange("hospital", signedIn));

        assertThat(again.statusCode()).isEqualTo(400);
        assertThat(LaunchServer.log())
                .contains("signed in by the EHR hospital", "used before")
                .doesNotContain(
                        "Example1",
                        "account-of-",
                        signedIn.path("access_token").asText(),
                        given.path("access_token").asText(),
                        given.path("refresh_token").asText(),
                        Server.local("hospital", "Patient", "p1"));
    }

    private String launched(String ehr, int number) throws Exception {
        return address(ehr, number, "");
    }

    /** Where an EHR opens the page. */
    private String address(String ehr, int number, String more) throws Exception {
        String launch = TestNote.JSON
                .readTree(server.ehr().control(ehr, "launch?number=" + number + more))
                .path("launch")
                .asText();
        return server.root() + "/app/launch.html?launch=" + launch + "&iss="
                + URLEncoder.encode(server.ehr().base(ehr), StandardCharsets.UTF_8);
    }
}
