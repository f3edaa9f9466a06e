package org.chartproof.server.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A request that goes no further: told as FHIR tells it where FHIR was asked, as JSON elsewhere.
 *
 * @param status  of HTTP
 * @param code    of the value set issue-type
 * @param message what to do about it; nothing of the request
 */
record Refusal(int status, String code, String message) {

    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean fhir = request.getRequestURI().startsWith("/fhir");
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        if (fhir) {
            body.put("resourceType", "OperationOutcome")
                    .putArray("issue")
                    .addObject()
                    .put("severity", "error")
                    .put("code", code)
                    .put("diagnostics", message);
        } else {
            body.put("error", message);
        }
        response.setStatus(status);
        response.setContentType((fhir ? "application/fhir+json" : "application/json") + ";charset=utf-8");
        response.getOutputStream().write(body.toString().getBytes(StandardCharsets.UTF_8));
    }
}
