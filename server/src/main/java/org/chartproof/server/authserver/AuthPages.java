package org.chartproof.server.authserver;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Optional;
import org.chartproof.server.authserver.client.Clients;
import org.chartproof.server.authserver.launch.Charts;
import org.chartproof.server.authserver.launch.LaunchContext;
import org.chartproof.server.authserver.launch.Launches;
import org.chartproof.server.authserver.page.Pages;
import org.chartproof.server.authserver.scope.Scopes;
import org.chartproof.server.authserver.user.UserAccount;
import org.chartproof.server.authserver.user.Users;
import org.chartproof.server.config.SignIn.Client;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

/** The pages on which people choose a chart and grant access, and the style sheet; everything else under {@code /auth} is answered before it comes here. */
final class AuthPages extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Clients clients;
    private final transient Users users;
    private final transient Charts charts;
    private final transient Launches launches;
    private final byte[] css = Pages.css().getBytes(StandardCharsets.UTF_8);

    AuthPages(Clients clients, Users users, Charts charts, Launches launches) {
        this.clients = clients;
        this.users = users;
        this.charts = charts;
        this.launches = launches;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (request.getRequestURI()) {
            case "/auth/auth.css" -> {
                response.setContentType("text/css;charset=utf-8");
                response.setHeader("Cache-Control", "no-cache");
                response.getOutputStream().write(css);
            }
            case "/auth/consent" -> consent(request, response);
            case ChartChoice.PATH -> choose(request, response);
            default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getRequestURI().equals(ChartChoice.PATH)) {
            choose(request, response);
        } else {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    /** Shows charts to choose from, or goes on with the one that was chosen. */
    private void choose(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<String> key = text(request, "request");
        Optional<String> waiting = key.flatMap(one -> ChartChoice.waiting(request, one));
        Optional<UserAccount> user = user(request);
        if (key.isEmpty() || waiting.isEmpty() || user.isEmpty()) {
            Pages.send(
                    response,
                    HttpServletResponse.SC_BAD_REQUEST,
                    Pages.problem("What it waited for is over. Open the app once more.", "no request waits"));
            return;
        }
        MultiValueMap<String, String> asked =
                UriComponentsBuilder.newInstance().query(waiting.get()).build().getQueryParams();
        Client client = clients.find(decoded(asked.getFirst("client_id"))).orElseThrow();
        Optional<LaunchContext> context =
                request.getMethod().equals("POST") ? text(request, "chart").flatMap(this::context) : Optional.empty();
        if (context.isPresent()) {
            String launch = launches.begin(
                    new Launches.Launch(client.id(), Optional.of(user.get().name()), false, context.get()));
            response.sendRedirect("/auth/authorize?" + waiting.get() + "&launch=" + launch);
            return;
        }
        String name = request.getMethod().equals("POST") ? text(request, "name").orElse("") : "";
        boolean encounters = Scopes.of(decoded(asked.getFirst("scope"))).contains(Scopes.LAUNCH_ENCOUNTER);
        CsrfToken csrf = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
        Pages.send(
                response,
                HttpServletResponse.SC_OK,
                Pages.choose(
                        csrf,
                        key.get(),
                        client.title(),
                        user.get().display(),
                        name,
                        encounters,
                        encounters ? charts.encounters(name) : charts.patients(name)));
    }

    private Optional<LaunchContext> context(String chart) {
        String id = chart.substring(chart.indexOf('/') + 1);
        return chart.startsWith("Encounter/") ? charts.encounter(id) : charts.onPatient(id);
    }

    private static String decoded(@Nullable String value) {
        return value == null ? "" : URLDecoder.decode(value, StandardCharsets.UTF_8);
    }

    private Optional<UserAccount> user(HttpServletRequest request) {
        return Optional.ofNullable(request.getUserPrincipal())
                .map(Principal::getName)
                .flatMap(users::find);
    }

    private void consent(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Client> client = text(request, "client_id").flatMap(clients::find);
        Optional<String> state = text(request, "state");
        Optional<UserAccount> user = Optional.ofNullable(request.getUserPrincipal())
                .map(Principal::getName)
                .flatMap(users::find);
        if (client.isEmpty() || state.isEmpty() || user.isEmpty()) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        Pages.send(
                response,
                HttpServletResponse.SC_OK,
                Pages.consent(
                        client.get().title(),
                        client.get().id(),
                        state.get(),
                        user.get().display(),
                        Scopes.of(text(request, "scope").orElse(""))));
    }

    private static Optional<String> text(HttpServletRequest request, String name) {
        return Optional.ofNullable(request.getParameter(name)).filter(text -> !text.isEmpty());
    }
}
