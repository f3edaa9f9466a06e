package org.chartproof.server.authserver;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.chartproof.server.authserver.client.Clients;
import org.chartproof.server.authserver.launch.Launches;
import org.chartproof.server.authserver.scope.RoleScopes;
import org.chartproof.server.authserver.scope.Scopes;
import org.chartproof.server.authserver.user.UserAccount;
import org.chartproof.server.authserver.user.Users;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Comes before an authorization request is answered. Who opens an app by itself is asked which chart to open it on; a launch of the dev launcher brings its user with it, as that of an EHR does, in which
 * people have signed in before.
 */
final class ChartChoice extends OncePerRequestFilter {
    static final String PATH = "/auth/choose";
    private static final String WAITING = "chartproof.waiting";
    private static final int MOST_WAITING = 8;

    private final Clients clients;
    private final Users users;
    private final RoleScopes roleScopes;
    private final Launches launches;
    private final boolean launcher;

    /** @param launcher whether there is one */
    ChartChoice(Clients clients, Users users, RoleScopes roleScopes, Launches launches, boolean launcher) {
        this.clients = clients;
        this.users = users;
        this.roleScopes = roleScopes;
        this.launches = launches;
        this.launcher = launcher;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !(request.getMethod().equals("GET")
                && request.getRequestURI().equals("/auth/authorize")
                && request.getQueryString() != null);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String launch = request.getParameter("launch");
        if (launch != null) {
            if (launcher) {
                launches.find(launch)
                        .filter(Launches.Launch::signsIn)
                        .flatMap(Launches.Launch::subject)
                        .flatMap(users::find)
                        .ifPresent(user -> signIn(user, request));
            }
        } else if (hasToChoose(request)) {
            String key = UUID.randomUUID().toString();
            waiting(request.getSession()).put(key, request.getQueryString());
            response.sendRedirect(PATH + "?request=" + key);
            return;
        }
        chain.doFilter(request, response);
    }

    /** The query of an authorization request that waits for a choice. */
    static Optional<String> waiting(HttpServletRequest request, String key) {
        HttpSession session = request.getSession(false);
        return session == null
                ? Optional.empty()
                : Optional.ofNullable(waiting(session).get(key));
    }

    private boolean hasToChoose(HttpServletRequest request) {
        Authentication principal = SecurityContextHolder.getContext().getAuthentication();
        RegisteredClient client = clients.findByClientId(text(request.getParameter("client_id")));
        boolean silent = text(request.getParameter("prompt")).contains("none");
        if (!AuthorizationRequests.isSignedIn(principal)
                || silent
                || client == null
                || !client.getRedirectUris().contains(text(request.getParameter("redirect_uri")))) {
            return false;
        }
        Set<String> scopes = users.find(principal.getName())
                .map(user -> Scopes.within(
                        Scopes.of(text(request.getParameter("scope"))),
                        client.getScopes(),
                        roleScopes.of(user.roles())))
                .orElse(Set.of());
        return Scopes.needPatient(scopes);
    }

    private static void signIn(UserAccount user, HttpServletRequest request) {
        Authentication before = SecurityContextHolder.getContext().getAuthentication();
        if (before != null && before.getName().equals(user.name())) {
            return;
        }
        UserDetails details = Users.details(user);
        UsernamePasswordAuthenticationToken signedIn =
                UsernamePasswordAuthenticationToken.authenticated(details, null, details.getAuthorities());
        signedIn.eraseCredentials();
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(signedIn);
        // A new session: nothing of who was signed in before goes on.
        HttpSession old = request.getSession(false);
        if (old != null) {
            old.invalidate();
        }
        request.getSession(true)
                .setAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY, context);
        SecurityContextHolder.setContext(context);
    }

    @SuppressWarnings("unchecked")
    private static synchronized Map<String, String> waiting(HttpSession session) {
        Map<String, String> waiting = (Map<String, String>) session.getAttribute(WAITING);
        if (waiting == null) {
            waiting = new LinkedHashMap<>();
            session.setAttribute(WAITING, waiting);
        }
        for (String key : new ArrayList<>(waiting.keySet())) {
            if (waiting.size() > MOST_WAITING) {
                waiting.remove(key);
            }
        }
        return waiting;
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
