package org.chartproof.server.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteNameTest {
    private final RouteName routes = new RouteName(Set.of("Patient", "DocumentReference"));

    @ParameterizedTest(name = "{0} with {1} is {2}")
    @CsvSource({
        "/, 200, /",
        "/fhir, 200, /fhir",
        "/fhir/metadata, 200, /fhir/metadata",
        "/fhir/Patient, 200, /fhir/Patient",
        "/fhir/Patient/john-smith, 200, /fhir/Patient/{id}",
        "/fhir/Patient/john-smith/_history/3, 200, /fhir/Patient/{id}/_history/{id}",
        "/fhir/Patient/_search, 200, /fhir/Patient/_search",
        "/fhir/$code-note, 200, /fhir/$code-note",
        "/fhir/$john-smith, 404, /fhir/$operation",
        "/fhir/DocumentReference/7/$code-note, 200, /fhir/DocumentReference/{id}/$code-note",
        "/fhir/john-smith, 404, /fhir/{unknown}",
        "/john-smith, 404, /other",
        "/notify/secret/Patient/john-smith, 404, /notify",
        "/auth/login, 401, /auth",
        "/health/ready, 200, /health/ready",
        "/health/john-smith-and-others, 404, /other"
    })
    void identifiersNeverStandInARoute(String path, int status, String route) {
        assertThat(routes.of(path, status)).isEqualTo(route);
    }
}
