package org.chartproof.server.authserver;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.chartproof.server.authserver.page.Pages;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.filter.OncePerRequestFilter;

/** The page to sign in on, and what comes before and after a try. It says of a wrong password and of a user that is not there the same. */
final class LoginPages extends OncePerRequestFilter implements AuthenticationFailureHandler {
    static final String PATH = "/auth/login";
    private static final int TOO_MANY_REQUESTS = 429;

    private final LoginThrottle throttle;
    private final boolean behindProxy;

    /** @param behindProxy whether something before the server says for whom it asks */
    LoginPages(LoginThrottle throttle, boolean behindProxy) {
        this.throttle = throttle;
        this.behindProxy = behindProxy;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().equals(PATH);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getMethod().equals("GET")) {
            show(request, response, HttpServletResponse.SC_OK, Optional.empty());
            return;
        }
        Optional<Duration> wait = throttle.begin(user(request), address(request));
        if (wait.isPresent()) {
            long seconds = wait.get().toSeconds() + 1;
            response.setHeader("Retry-After", Long.toString(seconds));
            show(
                    request,
                    response,
                    TOO_MANY_REQUESTS,
                    Optional.of("Too many wrong passwords. Try again in " + words(seconds) + "."));
            return;
        }
        chain.doFilter(request, response);
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException {
        show(
                request,
                response,
                HttpServletResponse.SC_UNAUTHORIZED,
                Optional.of("User name and password don't belong together."));
    }

    /** Sends people back to what they came for. */
    SavedRequestAwareAuthenticationSuccessHandler success() {
        return new SavedRequestAwareAuthenticationSuccessHandler() {
            @Override
            public void onAuthenticationSuccess(
                    HttpServletRequest request, HttpServletResponse response, Authentication authentication)
                    throws ServletException, IOException {
                throttle.succeeded(user(request), address(request));
                super.onAuthenticationSuccess(request, response, authentication);
            }
        };
    }

    private static void show(
            HttpServletRequest request, HttpServletResponse response, int status, Optional<String> notice)
            throws IOException {
        CsrfToken csrf = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
        Pages.send(response, status, Pages.login(csrf, user(request), notice));
    }

    private static String user(HttpServletRequest request) {
        String user = request.getMethod().equals("POST") ? request.getParameter("username") : null;
        return user == null ? "" : user.strip();
    }

    /** Behind a proxy what that has added at the end: all before it anybody could have sent. */
    private String address(HttpServletRequest request) {
        String forwarded = behindProxy ? request.getHeader("X-Forwarded-For") : null;
        return forwarded == null
                ? request.getRemoteAddr()
                : forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
    }

    private static String words(long seconds) {
        return seconds < 120 ? seconds + " seconds" : (seconds + 59) / 60 + " minutes";
    }
}
