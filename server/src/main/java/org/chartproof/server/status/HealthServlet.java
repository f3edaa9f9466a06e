package org.chartproof.server.status;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/** {@code /health/live}: the process answers. {@code /health/ready}: it can take work (200) or not (503), and why. */
final class HealthServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final transient Readiness readiness;

    HealthServlet(Readiness readiness) {
        this.readiness = readiness;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ObjectNode body = JSON.createObjectNode();
        if (request.getServletPath().endsWith("/live")) {
            body.put("status", "up");
        } else {
            Map<String, String> missing = readiness.missing();
            body.put("status", missing.isEmpty() ? "ready" : "not ready");
            ObjectNode checks = body.putObject("checks");
            readiness.names().forEach(name -> checks.put(name, "ok"));
            missing.forEach(checks::put);
            response.setStatus(
                    missing.isEmpty() ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(JSON.writeValueAsBytes(body));
    }
}
