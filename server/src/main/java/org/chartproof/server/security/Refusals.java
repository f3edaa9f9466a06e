package org.chartproof.server.security;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** How whoever is not let in is told so: by RFC 6750, and as an OperationOutcome. */
final class Refusals {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CHALLENGE = "Bearer realm=\"Chartproof\"";

    void noToken(HttpServletResponse response) throws IOException {
        response.setHeader("WWW-Authenticate", CHALLENGE);
        answer(
                response,
                HttpServletResponse.SC_UNAUTHORIZED,
                "login",
                "This needs an access token, as Authorization: Bearer; /fhir/.well-known/smart-configuration says who issues them");
    }

    void badToken(HttpServletResponse response, String reason) throws IOException {
        response.setHeader(
                "WWW-Authenticate", CHALLENGE + ", error=\"invalid_token\", error_description=\"" + reason + "\"");
        answer(response, HttpServletResponse.SC_UNAUTHORIZED, "login", "The access token is not accepted: " + reason);
    }

    void noAdministrator(HttpServletResponse response) throws IOException {
        answer(response, HttpServletResponse.SC_FORBIDDEN, "forbidden", "This is for administrators");
    }

    void unknown(HttpServletResponse response) throws IOException {
        response.setHeader("Retry-After", "30");
        answer(
                response,
                HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                "transient",
                "The keys of the authorization server can't be had at the moment; try again later");
    }

    private static void answer(HttpServletResponse response, int status, String code, String message)
            throws IOException {
        ObjectNode outcome = JSON.createObjectNode().put("resourceType", "OperationOutcome");
        outcome.putArray("issue")
                .addObject()
                .put("severity", "error")
                .put("code", code)
                .put("diagnostics", message);
        response.setStatus(status);
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("application/fhir+json;charset=utf-8");
        response.getOutputStream().write(JSON.writeValueAsBytes(outcome));
    }
}
