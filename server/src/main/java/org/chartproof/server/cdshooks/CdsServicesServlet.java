package org.chartproof.server.cdshooks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chartproof.server.audit.Disclosure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /cds-services}: CDS Hooks 2.0.
 *
 * <pre>
 * GET                     what services there are; nobody has to say who they are
 * POST {id}               cards
 * POST {id}/feedback      what a clinician did with cards
 * </pre>
 */
final class CdsServicesServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    static final String PATH = "/cds-services";

    private static final Logger LOG = LoggerFactory.getLogger(CdsServicesServlet.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String JSON_TYPE = "application/json";
    private static final int LONGEST_BODY = 8 * 1024 * 1024;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int TOO_LARGE = 413;
    private static final int UNSUPPORTED_TYPE = 415;

    private final transient CallerCheck callers;
    private final transient Services services;
    private final transient FeedbackStore feedback;
    private final transient MeterRegistry metrics;
    private final Set<String> origins;

    /** @param origins of web pages that may ask from a browser */
    CdsServicesServlet(
            CallerCheck callers,
            Services services,
            FeedbackStore feedback,
            MeterRegistry metrics,
            Set<String> origins) {
        this.callers = callers;
        this.services = services;
        this.feedback = feedback;
        this.metrics = metrics;
        this.origins = Set.copyOf(origins);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        allowOrigin(request, response);
        if (request.getMethod().equals("OPTIONS")) {
            response.setHeader("Allow", "GET, POST, OPTIONS");
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            return;
        }
        try {
            operate(parts(request), request, response);
        } catch (HookRefused e) {
            if (e.status() == HookRefused.UNAUTHORIZED) {
                response.setHeader("WWW-Authenticate", "Bearer");
            }
            error(response, e.status(), String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("A CDS Hooks request failed: {}", e.getClass().getName());
            error(response, 500, "The request failed (" + e.getClass().getSimpleName() + ").");
        }
    }

    private static List<String> parts(HttpServletRequest request) {
        String path = Optional.ofNullable(request.getPathInfo()).orElse("").replaceFirst("^/", "");
        return path.isEmpty() ? List.of() : List.of(path.split("/", -1));
    }

    private void operate(List<String> parts, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (parts.isEmpty()) {
            require(request, response, "GET");
            write(response, Services.discovery());
            return;
        }
        HookService service = HookService.of(parts.get(0)).orElseThrow(CdsServicesServlet::nothingThere);
        boolean told = parts.equals(List.of(service.id(), "feedback"));
        if (!told && parts.size() > 1) {
            throw nothingThere();
        }
        require(request, response, "POST");
        long start = System.nanoTime();
        try {
            String client = callers.caller(request, PATH + "/" + service.id());
            JsonNode body = body(request);
            if (told) {
                feedback.keep(FeedbackReader.read(body), service, client);
            } else {
                write(response, services.answer(service, client, body, shown -> {
                    Disclosure.by(request, shown.practitioner(), shown.client());
                    Disclosure.of(request, List.of("Patient/" + shown.patient()));
                }));
            }
        } finally {
            Timer.builder("chartproof.cds")
                    .description("Requests of EHRs for cards, and feedback about them")
                    .tag("service", service.id())
                    .tag("kind", told ? "feedback" : "cards")
                    .register(metrics)
                    .record(System.nanoTime() - start, java.util.concurrent.TimeUnit.NANOSECONDS);
        }
    }

    private static HookRefused nothingThere() {
        return new HookRefused(HookRefused.NOT_FOUND, "There is no such service; GET " + PATH + " names all.");
    }

    private static void require(HttpServletRequest request, HttpServletResponse response, String method) {
        if (!request.getMethod().equals(method)) {
            response.setHeader("Allow", method + ", OPTIONS");
            throw new HookRefused(METHOD_NOT_ALLOWED, "This is asked by " + method + ".");
        }
    }

    private void allowOrigin(HttpServletRequest request, HttpServletResponse response) {
        response.addHeader("Vary", "Origin");
        String origin = request.getHeader("Origin");
        if (origin != null && origins.contains(origin)) {
            response.setHeader("Access-Control-Allow-Origin", origin);
            response.setHeader("Access-Control-Allow-Methods", "GET, POST, OPTIONS");
            response.setHeader("Access-Control-Allow-Headers", "Authorization, Content-Type");
            response.setHeader("Access-Control-Max-Age", "3600");
        }
    }

    private static JsonNode body(HttpServletRequest request) throws IOException {
        String type = Optional.ofNullable(request.getContentType()).orElse("");
        if (!type.split(";", 2)[0].strip().equalsIgnoreCase(JSON_TYPE)) {
            throw new HookRefused(UNSUPPORTED_TYPE, "The Content-Type has to be " + JSON_TYPE + ".");
        }
        byte[] body = request.getInputStream().readNBytes(LONGEST_BODY + 1);
        if (body.length > LONGEST_BODY) {
            throw new HookRefused(TOO_LARGE, "The body is longer than " + LONGEST_BODY + " bytes.");
        }
        try {
            JsonNode read = JSON.readTree(body);
            if (read != null && read.isObject()) {
                return read;
            }
        } catch (JsonProcessingException e) {
            throw HookRefused.badRequest("The body is not JSON.");
        }
        throw HookRefused.badRequest("The body has to be a JSON object.");
    }

    private static void write(HttpServletResponse response, JsonNode body) throws IOException {
        response.setContentType("application/json;charset=utf-8");
        response.getOutputStream().write(body.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void error(HttpServletResponse response, int status, String message) throws IOException {
        response.setStatus(status);
        write(response, JSON.createObjectNode().put("error", message));
    }
}
