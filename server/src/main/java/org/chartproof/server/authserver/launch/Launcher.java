package org.chartproof.server.authserver.launch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import org.chartproof.server.authserver.client.Clients;
import org.chartproof.server.authserver.user.Users;
import org.chartproof.server.config.SignIn.Client;
import org.chartproof.server.security.LocalRequest;
import org.chartproof.server.status.PublicAddress;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The dev launcher under {@code /launcher}: opens apps as an EHR would. It signs in as anyone, so it answers this machine alone, and is there only where it was asked for.
 */
public final class Launcher extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_BODY = 10_000;
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'; frame-src ";
    private static final Map<String, String> TYPES = Map.of(
            "launcher.html", "text/html;charset=utf-8",
            "launcher.css", "text/css;charset=utf-8",
            "launcher.js", "text/javascript;charset=utf-8");

    private final transient Clients clients;
    private final transient Users users;
    private final transient Charts charts;
    private final transient Launches launches;
    private final transient PublicAddress address;

    public Launcher(Clients clients, Users users, Charts charts, Launches launches, PublicAddress address) {
        this.clients = clients;
        this.users = users;
        this.charts = charts;
        this.launches = launches;
        this.address = address;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        if (!LocalRequest.is(request)) {
            answer(response, 403, problem("The launcher is for this machine alone."));
            return;
        }
        String path = request.getPathInfo() == null ? "" : request.getPathInfo();
        switch (request.getMethod() + " " + path) {
            case "GET ", "GET /" -> file(response, "launcher.html");
            case "GET /launcher.css" -> file(response, "launcher.css");
            case "GET /launcher.js" -> file(response, "launcher.js");
            case "GET /people" -> answer(response, 200, people());
            case "POST /charts" -> post(request, response);
            case "POST /launch" -> post(request, response);
            default -> answer(response, 404, problem("There is nothing here."));
        }
    }

    /** JSON alone, which a form of another page can't send. */
    private void post(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String type = String.valueOf(request.getContentType());
        byte[] body = request.getInputStream().readNBytes(LONGEST_BODY);
        try {
            if (!type.startsWith("application/json")) {
                answer(response, 415, problem("Only application/json is read."));
            } else if (request.getPathInfo().equals("/charts")) {
                answer(
                        response,
                        200,
                        encounters(JSON.readTree(body).path("name").asText("")));
            } else {
                launch(response, JSON.readTree(body));
            }
        } catch (JsonProcessingException e) {
            answer(response, 400, problem("That is no JSON."));
        }
    }

    private void launch(HttpServletResponse response, JsonNode wish) throws IOException {
        Optional<Client> app = clients.find(wish.path("app").asText());
        boolean known = users.find(wish.path("user").asText()).isPresent();
        Optional<LaunchContext> chart = charts.encounter(wish.path("encounter").asText());
        if (app.isEmpty() || app.get().launchUrl().isEmpty() || !known || chart.isEmpty()) {
            answer(response, 400, problem("Choose an app, a user and an encounter that are there."));
            return;
        }
        LaunchContext context = new LaunchContext(
                chart.get().patient(),
                chart.get().encounter(),
                chart.get().fhirContext(),
                wish.path("patientBanner").asBoolean(true));
        String launch = launches.begin(new Launches.Launch(
                app.get().id(), Optional.of(wish.path("user").asText()), true, context));
        String url = UriComponentsBuilder.fromUri(app.get().launchUrl().get())
                .queryParam("iss", "{iss}")
                .queryParam("launch", launch)
                .encode()
                .buildAndExpand(address.at("/fhir"))
                .toUriString();
        answer(response, 200, JSON.createObjectNode().put("url", url));
    }

    private ObjectNode people() {
        ObjectNode people = JSON.createObjectNode();
        ArrayNode apps = people.putArray("apps");
        clients.apps().stream()
                .filter(app -> app.launchUrl().isPresent())
                .forEach(app -> apps.addObject().put("id", app.id()).put("title", app.title()));
        ArrayNode all = people.putArray("users");
        users.all().forEach(user -> {
            ArrayNode roles = all.addObject()
                    .put("name", user.name())
                    .put("display", user.display())
                    .putArray("roles");
            user.roles().stream().map(role -> role.word()).sorted().forEach(roles::add);
        });
        return people;
    }

    private ObjectNode encounters(String name) {
        ObjectNode node = JSON.createObjectNode();
        ArrayNode all = node.putArray("charts");
        charts.encounters(name).forEach(chart -> all.addObject()
                .put("encounter", chart.encounter().orElse(""))
                .put("name", chart.name())
                .put("born", chart.born())
                .put("when", chart.when())
                .put("kind", chart.kind()));
        return node;
    }

    private void file(HttpServletResponse response, String name) throws IOException {
        StringBuilder frames = new StringBuilder("'self'");
        clients.origins().forEach(origin -> frames.append(' ').append(origin));
        response.setHeader("Content-Security-Policy", POLICY + frames);
        response.setContentType(TYPES.get(name));
        try (InputStream in = Launcher.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new UncheckedIOException(new IOException(name + " is not on the class path"));
            }
            in.transferTo(response.getOutputStream());
        }
    }

    private static ObjectNode problem(String text) {
        return JSON.createObjectNode().put("error", text);
    }

    private static void answer(HttpServletResponse response, int status, ObjectNode body) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json;charset=utf-8");
        response.getOutputStream().write(JSON.writeValueAsBytes(body));
    }
}
