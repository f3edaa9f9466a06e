package org.chartproof.server.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.chartproof.server.security.token.AccessTokens;
import org.chartproof.server.security.token.Answer;

/**
 * Finds out who sends a request, before anything else looks at it. A token that is shown must be good, whatever it is shown to; FHIR is for those alone who show one, but for what describes the server.
 */
final class AuthenticationFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final String BEARER = "Bearer ";

    /** Paths with an own way to know who calls. */
    private static final Set<String> OTHERS = Set.of("/auth", "/cds-services", "/notify", "/launcher");

    private static final Set<String> OPERATORS = Set.of("", "/", "/metrics");

    private final transient AccessTokens tokens;
    private final transient Refusals refusals;

    AuthenticationFilter(AccessTokens tokens, Refusals refusals) {
        this.tokens = tokens;
        this.refusals = refusals;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (OTHERS.contains(firstPart(request))) {
            chain.doFilter(request, response);
            return;
        }
        List<String> shown = Collections.list(request.getHeaders("Authorization"));
        if (shown.isEmpty()) {
            if (needsToken(request) || isForAdministrators(request)) {
                refusals.noToken(response);
            } else {
                chain.doFilter(request, response);
            }
        } else if (shown.size() > 1 || !shown.get(0).regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            refusals.badToken(response, "it is not one Bearer token");
        } else {
            Answer<Caller> answer =
                    tokens.read(shown.get(0).substring(BEARER.length()).strip());
            if (answer instanceof Answer.Accepted<Caller> accepted) {
                admit(accepted.says(), request, response, chain);
            } else if (answer instanceof Answer.Rejected<Caller> rejected) {
                refusals.badToken(response, rejected.reason());
            } else {
                refusals.unknown(response);
            }
        }
    }

    private void admit(Caller caller, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (isForAdministrators(request) && !caller.is(Role.ADMINISTRATOR)) {
            refusals.noAdministrator(response);
        } else {
            caller.putOn(request);
            chain.doFilter(request, response);
        }
    }

    /** What tells how the server is doing; whoever sits at its machine may look, and so may what watches it from there. */
    private static boolean isForAdministrators(HttpServletRequest request) {
        return OPERATORS.contains(path(request)) && !LocalRequest.is(request);
    }

    private static String firstPart(HttpServletRequest request) {
        String path = path(request);
        int end = path.indexOf('/', 1);
        return end < 0 ? path : path.substring(0, end);
    }

    private static boolean needsToken(HttpServletRequest request) {
        return firstPart(request).equals("/fhir") && !PublicFhir.contains(request);
    }

    /** As the servlet container reads it, without dots and escapes. */
    private static String path(HttpServletRequest request) {
        return request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
    }
}
