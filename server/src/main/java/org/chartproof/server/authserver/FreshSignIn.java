package org.chartproof.server.authserver;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.List;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * An app that asks with {@code prompt=login} (OpenID Connect) has whoever sits there sign in, signed in already or not: at a workstation that several share, that of the one before them ends with it.
 */
final class FreshSignIn extends OncePerRequestFilter {
    private static final String ASKED = "chartproof.asked-to-sign-in";
    private static final String CAME_BACK = "chartproof.came-back-signed-in";

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String prompt = request.getParameter("prompt");
        return !(request.getMethod().equals("GET")
                && request.getRequestURI().equals("/auth/authorize")
                && prompt != null
                && List.of(prompt.split(" ")).contains("login"));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        HttpSession session = request.getSession();
        String asked = request.getQueryString();
        boolean signedIn = AuthorizationRequests.isSignedIn(
                SecurityContextHolder.getContext().getAuthentication());
        if (signedIn && asked.equals(session.getAttribute(ASKED))) {
            // Signed in since this very request asked for it; the next one asks anew.
            session.removeAttribute(ASKED);
            session.setAttribute(CAME_BACK, asked);
        } else if (signedIn
                && session.getAttribute(CAME_BACK) instanceof String before
                && asked.startsWith(before + "&launch=")) {
            // The same, with the chart that was chosen for it.
            session.removeAttribute(CAME_BACK);
        } else {
            session.removeAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY);
            session.removeAttribute(CAME_BACK);
            session.setAttribute(ASKED, asked);
            SecurityContextHolder.clearContext();
        }
        chain.doFilter(request, response);
    }
}
