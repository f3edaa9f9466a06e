package org.chartproof.server.hl7.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.chartproof.server.hl7.operations.Hl7Access.Administrator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Operations of an administrator as JSON: who is none is sent away, what is refused is told, and a failure is told without what it met. */
public abstract class AdministratorServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private static final Logger LOG = LoggerFactory.getLogger(AdministratorServlet.class);

    private final transient Hl7Access access;

    /** @param access decides who is an administrator */
    protected AdministratorServlet(Hl7Access access) {
        this.access = access;
    }

    /**
     * Does what a request asks for.
     *
     * @param parts of the path behind the servlet's own
     * @return whether there is such an operation
     * @throws Refused if it can't be done
     */
    protected abstract boolean operate(
            List<String> parts, Administrator who, HttpServletRequest request, HttpServletResponse response)
            throws IOException;

    @Override
    protected final void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        Optional<Administrator> who = access.administrator(request);
        if (who.isEmpty()) {
            error(response, 403, access.required());
            return;
        }
        try {
            String path = Optional.ofNullable(request.getPathInfo()).orElse("");
            List<String> parts = List.of(path.replaceFirst("^/", "").split("/", -1));
            if (!operate(parts, who.get(), request, response)) {
                error(response, 404, "There is no such operation.");
            }
        } catch (Refused e) {
            error(response, e.status(), String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("An administrator's operation failed: {}", e.getClass().getName());
            error(response, 500, "The operation failed (" + e.getClass().getSimpleName() + ").");
        }
    }

    /** Answers with JSON. */
    protected static void write(HttpServletResponse response, JsonNode body) throws IOException {
        response.setContentType("application/json;charset=utf-8");
        response.getOutputStream().write(body.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void error(HttpServletResponse response, int status, String message) throws IOException {
        response.setStatus(status);
        write(response, JsonNodeFactory.instance.objectNode().put("error", message));
    }
}
