package org.chartproof.server.audit;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Makes a record of each request for FHIR that was refused to somebody who showed a token. Those without one are counted by the metrics alone: they are no news, and as many as anybody likes to send.
 */
final class RefusalRecorder extends HttpFilter {
    private static final long serialVersionUID = 1L;

    private final transient AuditWriter writer;
    private final transient InstantSource clock;

    RefusalRecorder(AuditWriter writer, InstantSource clock) {
        this.writer = writer;
        this.clock = clock;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(request, response);
        int status = response.getStatus();
        boolean refused = status == HttpServletResponse.SC_UNAUTHORIZED || status == HttpServletResponse.SC_FORBIDDEN;
        if (refused && request.getHeader("Authorization") != null) {
            writer.store(List.of(new AuditRecord(
                    clock.instant(),
                    action(request),
                    "refused",
                    true,
                    Optional.empty(),
                    Optional.empty(),
                    Agents.of(request),
                    Optional.ofNullable(response.getHeader("X-Request-ID")),
                    Optional.of(Questions.query(request)))));
        }
    }

    private static AuditedAction action(HttpServletRequest request) {
        return switch (request.getMethod()) {
            case "GET", "HEAD" -> AuditedAction.READ;
            case "PUT", "PATCH" -> AuditedAction.UPDATE;
            case "DELETE" -> AuditedAction.DELETE;
            default -> AuditedAction.QUERY;
        };
    }
}
