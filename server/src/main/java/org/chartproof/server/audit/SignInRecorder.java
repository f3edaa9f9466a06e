package org.chartproof.server.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.chartproof.server.audit.Accounts.Account;
import org.chartproof.server.audit.Accounts.Grant;
import org.chartproof.server.audit.AuditRecord.Agent;
import org.chartproof.server.security.Caller;
import org.chartproof.server.security.token.AccessTokens;
import org.chartproof.server.security.token.Answer;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Makes a record of who signs in and out, of apps that are let in and on which patient, and of tries that were refused. Around the authorization server, which knows nothing of it: told by the session
 * and by what is answered. Keeps no password, code or token, and of a name that was typed no more than that it is a user's.
 */
final class SignInRecorder extends HttpFilter {
    private static final long serialVersionUID = 1L;

    private static final String LOGIN = "/auth/login";
    private static final String AUTHORIZE = "/auth/authorize";
    private static final int TOO_MANY_REQUESTS = 429;

    /** Of OAuth: what stands in requests and answers as one of a few words. */
    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9_:.-]{1,60}");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final transient AuditWriter writer;
    private final transient RefusalLog refusals;
    private final transient Accounts accounts;
    private final transient AccessTokens tokens;
    private final transient InstantSource clock;

    SignInRecorder(
            AuditWriter writer, RefusalLog refusals, Accounts accounts, AccessTokens tokens, InstantSource clock) {
        this.writer = writer;
        this.refusals = refusals;
        this.accounts = accounts;
        this.tokens = tokens;
        this.clock = clock;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        boolean post = request.getMethod().equals("POST");
        switch (request.getRequestURI()) {
            case "/auth/token" -> token(request, response, chain);
            case "/auth/revoke" -> revoke(request, response, chain);
            default ->
                session(
                        request,
                        response,
                        chain,
                        post && request.getRequestURI().equals(LOGIN));
        }
    }

    private void session(HttpServletRequest request, HttpServletResponse response, FilterChain chain, boolean signsIn)
            throws IOException, ServletException {
        Optional<String> before = person(request);
        chain.doFilter(request, response);
        int status = response.getStatus();
        if (signsIn && (status == HttpServletResponse.SC_UNAUTHORIZED || status == TOO_MANY_REQUESTS)) {
            String typed = Optional.ofNullable(request.getParameter("username"))
                    .orElse("")
                    .strip();
            Agent agent = accounts.account(typed)
                    .map(user -> person(user.name(), request))
                    .orElseGet(() -> Agents.of(Agents.UNKNOWN, Agents.UNKNOWN, request));
            String why = status == TOO_MANY_REQUESTS ? "too many wrong passwords" : "wrong password";
            refused(SignInStep.LOGIN, agent, why, false);
            return;
        }
        Optional<String> after = person(request);
        if (after.isPresent() && (signsIn || !after.equals(before))) {
            done(SignInStep.LOGIN, person(after.get(), request), Optional.empty(), Optional.empty());
        } else if (before.isPresent() && after.isEmpty()) {
            done(SignInStep.LOGOUT, person(before.get(), request), Optional.empty(), Optional.empty());
        }
        Optional<String> error = request.getRequestURI().equals(AUTHORIZE) ? error(response) : Optional.empty();
        if (error.isPresent() && after.isPresent()) {
            refused(SignInStep.TOKEN, person(after.get(), request), "authorize: " + error.get(), true);
        }
    }

    /** Why an app was sent back without a code. */
    private static Optional<String> error(HttpServletResponse response) {
        String location = Optional.ofNullable(response.getHeader("Location")).orElse("");
        int at = location.indexOf("error=");
        return at < 0
                ? Optional.empty()
                : word(location.substring(at + "error=".length()).replaceFirst("&.*", ""));
    }

    private void token(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        ContentCachingResponseWrapper held = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, held);
        JsonNode answer = read(held.getContentAsByteArray());
        String how = word(request.getParameter("grant_type")).orElse("no grant");
        int status = held.getStatus();
        if (status == HttpServletResponse.SC_BAD_REQUEST || status == HttpServletResponse.SC_UNAUTHORIZED) {
            String error = word(answer.path("error").asText("")).orElse("refused");
            refused(SignInStep.TOKEN, Agents.of(Agents.UNKNOWN, client(request), request), how + ": " + error, false);
        } else if (status == HttpServletResponse.SC_OK
                // Who goes on as before is no news: what is done with the new token is recorded.
                && !how.equals("refresh_token")
                && tokens.read(answer.path("access_token").asText("")) instanceof Answer.Accepted<Caller> accepted) {
            Caller caller = accepted.says();
            AuditRecord record = record(
                    SignInStep.TOKEN, Agents.of(Optional.of(caller), request), caller.patient(), Optional.of(how));
            if (!writer.stores(List.of(record), response)) {
                return;
            }
        }
        held.copyBodyToResponse();
    }

    /** An app that gives back what it was granted signs its person out of it. */
    private void revoke(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String token = Optional.ofNullable(request.getParameter("token")).orElse("");
        Optional<Grant> before = accounts.grant(token);
        chain.doFilter(request, response);
        if (before.isPresent() && accounts.grant(token).isEmpty()) {
            String subject = before.get().subject();
            String client = before.get().client();
            Agent agent = accounts.account(subject)
                    .map(user -> agent(user, client, request))
                    .orElseGet(() -> Agents.of(subject, client, request));
            done(SignInStep.LOGOUT, agent, Optional.empty(), Optional.empty());
        }
    }

    private void done(SignInStep step, Agent agent, Optional<String> patient, Optional<String> how) {
        writer.store(List.of(record(step, agent, patient, how)));
    }

    private void refused(SignInStep step, Agent agent, String why, boolean known) {
        refusals.record(
                List.of(new AuditRecord(
                        clock.instant(),
                        AuditedAction.QUERY,
                        step.interaction(),
                        true,
                        Optional.empty(),
                        Optional.empty(),
                        agent,
                        Optional.empty(),
                        Optional.of(why))),
                known);
    }

    private AuditRecord record(SignInStep step, Agent agent, Optional<String> patient, Optional<String> how) {
        return new AuditRecord(
                clock.instant(),
                AuditedAction.QUERY,
                step.interaction(),
                false,
                Optional.empty(),
                patient,
                agent,
                Optional.empty(),
                how);
    }

    private Agent person(String name, HttpServletRequest request) {
        return accounts.account(name)
                .map(user -> agent(user, Agents.UNKNOWN, request))
                .orElseGet(() -> Agents.of(name, Agents.UNKNOWN, request));
    }

    private static Agent agent(Account user, String client, HttpServletRequest request) {
        return new Agent(
                user.name(),
                client,
                user.fhirUser(),
                Agents.words(user.roles()),
                request.getRemoteAddr(),
                Optional.empty());
    }

    /** The app that asks, as far as it is one of ours. */
    private String client(HttpServletRequest request) {
        return Optional.ofNullable(request.getParameter("client_id"))
                .or(() -> basic(
                        Optional.ofNullable(request.getHeader("Authorization")).orElse("")))
                .filter(accounts::isClient)
                .orElse(Agents.UNKNOWN);
    }

    private static Optional<String> basic(String header) {
        if (!header.regionMatches(true, 0, "Basic ", 0, "Basic ".length())) {
            return Optional.empty();
        }
        try {
            byte[] both = Base64.getDecoder()
                    .decode(header.substring("Basic ".length()).strip());
            return Optional.of(new String(both, StandardCharsets.UTF_8).replaceFirst(":.*", ""));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> person(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        Object context = session == null
                ? null
                : session.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY);
        return context instanceof SecurityContext known
                ? Optional.ofNullable(known.getAuthentication()).map(Authentication::getName)
                : Optional.empty();
    }

    private static JsonNode read(byte[] body) {
        try {
            return Optional.ofNullable(JSON.readTree(body)).orElseGet(JSON::createObjectNode);
        } catch (IOException e) {
            // No answer of a token endpoint: nothing was granted by it.
            return JSON.createObjectNode();
        }
    }

    private static Optional<String> word(@Nullable String text) {
        return Optional.ofNullable(text).filter(one -> WORD.matcher(one).matches());
    }
}
