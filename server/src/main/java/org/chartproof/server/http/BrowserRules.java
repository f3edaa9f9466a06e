package org.chartproof.server.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Tells the browser, with each answer, what it must not do with it. A servlet that knows better for its own pages sets the header again. */
final class BrowserRules extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final String A_YEAR = "max-age=31536000";

    private final transient ContentPolicies policies;

    BrowserRules(ContentPolicies policies) {
        this.policies = policies;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        response.setHeader("Content-Security-Policy", policies.of(request.getRequestURI()));
        response.setHeader("X-Content-Type-Options", "nosniff");
        // Not no-referrer: with it a browser sends our own forms with the origin "null", as it does those of strangers.
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
        response.setHeader("Cache-Control", "no-store");
        if (request.isSecure()) {
            response.setHeader("Strict-Transport-Security", A_YEAR);
        }
        chain.doFilter(request, response);
    }
}
