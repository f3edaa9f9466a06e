package org.chartproof.server.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;

/** What FHIR shows to everybody: what a client must know before it can sign anybody in. */
final class PublicFhir {
    private static final Set<String> PATHS = Set.of("/fhir/metadata", "/fhir/.well-known/smart-configuration");
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "OPTIONS");

    private PublicFhir() {}

    /** Whether a request asks for that; judged by the path as it was sent, so that nothing else can look like it. */
    static boolean contains(HttpServletRequest request) {
        return METHODS.contains(request.getMethod()) && PATHS.contains(request.getRequestURI());
    }
}
