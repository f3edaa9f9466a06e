package org.chartproof.server.status;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;

/** Times each request as {@code http_server_requests} by method, route and status. */
final class RequestTimer extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5)
    };
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private final transient MeterRegistry registry;
    private final transient RouteName routes;

    RequestTimer(MeterRegistry registry, RouteName routes) {
        this.registry = registry;
        this.routes = routes;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Timer.Sample sample = Timer.start(registry);
        try {
            chain.doFilter(request, response);
        } finally {
            String method = METHODS.contains(request.getMethod()) ? request.getMethod() : "other";
            sample.stop(Timer.builder("http.server.requests")
                    .description("Requests by method, route and status")
                    .tag("method", method)
                    .tag("route", routes.of(request.getRequestURI(), response.getStatus()))
                    .tag("status", Integer.toString(response.getStatus()))
                    .serviceLevelObjectives(BUCKETS)
                    .register(registry));
        }
    }
}
