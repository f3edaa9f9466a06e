package org.chartproof.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentPoliciesTest {
    private final ContentPolicies policies =
            new ContentPolicies(List.of("https://ehr.example.org"), List.of(), List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/feeds",
                "/feeds/feeds.js",
                "/app/index.html",
                "/auth/login",
                "/launcher",
                "/fhir/Binary/1",
                "/hl7/feeds",
                ""
            })
    void nothingRunsThatIsNotAFileOfOurs(String path) {
        assertThat(policies.of(path)).startsWith("default-src 'none';").doesNotContain("unsafe", "*");
    }

    @Test
    void onlyWhatAnEhrOpensMayStandInItsFrame() {
        assertThat(policies.of("/app/index.html")).endsWith("frame-ancestors 'self' https://ehr.example.org");
        assertThat(policies.of("/auth/login")).endsWith("frame-ancestors 'self' https://ehr.example.org");
        assertThat(policies.of("/feeds")).endsWith("frame-ancestors 'none'");
        assertThat(policies.of("/")).endsWith("frame-ancestors 'none'");
        assertThat(policies.of("/application")).contains("frame-ancestors 'none'");
    }

    @Test
    void theReviewPageAloneTalksToEhrsThatOpenItAndToNobodyElse() {
        ContentPolicies launched = new ContentPolicies(List.of(), List.of(), List.of("https://fhir.example.org"));

        assertThat(launched.of("/app/index.html")).contains("; connect-src 'self' https://fhir.example.org; ");
        assertThat(List.of("/feeds", "/launcher", "/auth/login", "/"))
                .allSatisfy(path -> assertThat(launched.of(path)).contains("; connect-src 'self'; "));
    }

    @Test
    void pagesThatSignPeopleInTalkToAForeignIssuer() {
        ContentPolicies issued = new ContentPolicies(List.of(), List.of("https://login.example.org"), List.of());

        assertThat(List.of("/app/index.html", "/feeds")).allSatisfy(path -> assertThat(issued.of(path))
                .contains("; connect-src 'self' https://login.example.org; "));
        assertThat(issued.of("/auth/login")).contains("; connect-src 'self'; ");
    }

    @Test
    void dataRunsNothingEvenIfItSaysItWereAPage() {
        assertThat(policies.of("/fhir/Binary/1")).endsWith("; sandbox");
    }
}
