package org.chartproof.server.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.cors.DefaultCorsProcessor;

/**
 * Pages of other sites: those in {@code security.cors-origins} may call us from a browser; others can change nothing here (CSRF), whether a cookie, an open server or something before it lets the
 * browser in, and the browser shows them none of our answers.
 */
final class ForeignPages extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final Set<String> CHANGE_NOTHING = Set.of("GET", "HEAD");

    /** Has origins of its own, who may also ask without being allowed anything else. */
    private static final String CDS_HOOKS = "/cds-services";

    private final Set<String> allowed;
    private final transient CorsConfiguration rules = new CorsConfiguration();
    private final transient DefaultCorsProcessor cors = new DefaultCorsProcessor();

    /** @param allowed origins such as {@code https://apps.example.org} */
    ForeignPages(List<String> allowed) {
        this.allowed = Set.copyOf(allowed);
        rules.setAllowedOrigins(List.copyOf(allowed));
        for (HttpMethod method :
                List.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH)) {
            rules.addAllowedMethod(method);
        }
        rules.addAllowedMethod(HttpMethod.DELETE);
        rules.setAllowedHeaders(List.of(
                "Accept",
                "Authorization",
                "Content-Type",
                "If-Match",
                "If-None-Exist",
                "If-None-Match",
                "Prefer",
                "X-Request-Id"));
        rules.setExposedHeaders(List.of("Content-Location", "ETag", "Location", "Retry-After", "WWW-Authenticate"));
        // Tokens alone: cookies of ours are never sent from another site's page.
        rules.setAllowCredentials(false);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String origin = request.getHeader("Origin");
        if (origin != null && allowed.contains(origin)) {
            if (cors.processRequest(rules, request, response) && !CorsUtils.isPreFlightRequest(request)) {
                chain.doFilter(request, response);
            }
        } else if (request.getRequestURI().startsWith(CDS_HOOKS)
                || CHANGE_NOTHING.contains(request.getMethod())
                || isOwn(request, origin)) {
            chain.doFilter(request, response);
        } else {
            new Refusal(
                            403,
                            "security",
                            "Pages of other sites can't do this; those that may are in" + " security.cors-origins")
                    .answer(request, response);
        }
    }

    /** Whether a request comes from a page of ours, or from no page at all. */
    private static boolean isOwn(HttpServletRequest request, @Nullable String origin) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin") || site.equals("none");
        }
        // The scheme may be another one in front of a proxy that speaks TLS.
        return origin == null || authority(origin).equalsIgnoreCase(String.valueOf(request.getHeader("Host")));
    }

    private static String authority(String origin) {
        try {
            return String.valueOf(URI.create(origin).getRawAuthority());
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
