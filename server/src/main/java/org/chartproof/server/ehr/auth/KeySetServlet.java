package org.chartproof.server.ehr.auth;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** {@code /ehr/jwks}: where EHRs read the keys. For everybody: there is nothing secret in it. */
public final class KeySetServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient KeySet keys;

    public KeySetServlet(KeySet keys) {
        this.keys = keys;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("application/json");
        // Short, so that an EHR sees a new key before it is used.
        response.setHeader("Cache-Control", "public, max-age=300");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.getOutputStream().write(keys.json().getBytes(StandardCharsets.UTF_8));
    }
}
