package org.chartproof.server.ehr.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An EHR for tests, in a process of its own: several FHIR servers under {@code /NAME/fhir} that behave as EHRs do. They want a token, answer 429 and 500 now and then, forget their pages when they are
 * restarted, date what they store a little before it is found, break files off, and give up telling a subscriber who does not answer. What they have stored they keep, whatever happens to the process.
 *
 * <p>One whose name begins with {@code patients} answers about one patient at a time. {@code /control/NAME/...} is how a test plays the EHR's users.
 */
public final class ForeignEhr {

    private static final int BUSY_EACH = 151;
    private static final int FAILS_EACH = 37;
    private static final int PAGE = 20;

    private final Path folder;
    private final String root;
    private final SignIn signIn;
    private final URI app;
    private final Map<String, AppLaunch> launches = new ConcurrentHashMap<>();
    private final Map<String, String> keysAt = new ConcurrentHashMap<>();
    private final Map<String, Tenant> tenants = new ConcurrentHashMap<>();
    private final Map<String, List<String>> pages = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> asked = new ConcurrentHashMap<>();

    private ForeignEhr(Path folder, int port, URI keySet, String client) {
        this.folder = folder;
        this.root = "http://127.0.0.1:" + port;
        this.signIn = new SignIn(keySet, client);
        this.app = keySet.resolve("/app/index.html");
    }

    /** @param arguments port, folder, URL of the client's key set, client id, and the names of the FHIR servers */
    public static void main(String[] arguments) throws IOException {
        int port = Integer.parseInt(arguments[0]);
        ForeignEhr ehr = new ForeignEhr(Path.of(arguments[1]), port, URI.create(arguments[2]), arguments[3]);
        // Each is there from the start, so that its Subscriptions go on after a restart.
        for (String name : List.of(arguments).subList(4, arguments.length)) {
            ehr.tenant(name);
        }
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 0);
        server.setExecutor(Executors.newFixedThreadPool(16));
        server.createContext("/", ehr::handle);
        server.start();
    }

    private Tenant tenant(String name) {
        return tenants.computeIfAbsent(name, one -> {
            Tenant made = new Tenant(folder.resolve(one + ".ndjson"));
            Hooks unused = new Hooks(made, root + "/" + one + "/fhir");
            return made;
        });
    }

    /** Its sign-in for apps that people open inside it. */
    private AppLaunch launch(String name) {
        return launches.computeIfAbsent(
                name,
                one -> new AppLaunch(
                        root + "/" + one,
                        root + "/" + one + "/fhir",
                        EhrProcess.APP,
                        app,
                        folder.resolve(EhrProcess.keyFile(one))));
    }

    private record Answer(int status, String type, byte[] body, Map<String, String> headers) {
        static Answer of(int status) {
            return new Answer(status, "text/plain", new byte[0], Map.of());
        }

        static Answer of(int status, JsonNode body) {
            return new Answer(
                    status, "application/fhir+json", body.toString().getBytes(StandardCharsets.UTF_8), Map.of());
        }

        Answer with(String name, String value) {
            Map<String, String> more = new LinkedHashMap<>(headers);
            more.put(name, value);
            return new Answer(status, type, body, more);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String[] parts = exchange.getRequestURI().getPath().substring(1).split("/", 3);
            if (parts[0].equals("health")) {
                send(exchange, Answer.of(200));
            } else if (parts.length == 3 && parts[0].equals("control")) {
                send(exchange, control(tenant(parts[1]), parts[1], parts[2], parameters(exchange)));
            } else if (parts.length == 2 && parts[1].equals("token")) {
                send(exchange, token(exchange, parts[0]));
            } else if (parts.length == 2 && parts[1].equals("authorize")) {
                send(
                        exchange,
                        launch(parts[0])
                                .authorize(parameters(exchange))
                                .map(next -> Answer.of(302).with("Location", next))
                                .orElseGet(() -> Answer.of(400)));
            } else if (parts.length == 2 && parts[1].equals("jwks")) {
                send(
                        exchange,
                        Answer.of(200, Tenant.JSON.readTree(launch(parts[0]).keys())));
            } else if (parts.length == 3 && parts[1].equals("fhir")) {
                fhir(exchange, parts[0], parts[2]);
            } else {
                send(exchange, Answer.of(404));
            }
        } catch (RuntimeException e) {
            e.printStackTrace();
        }
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
        if (answer.body().length > 0) {
            exchange.getResponseBody().write(answer.body());
        }
    }

    private static Map<String, String> parameters(HttpExchange exchange) {
        return form(Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""));
    }

    private static Map<String, String> form(String text) {
        Map<String, String> form = new LinkedHashMap<>();
        for (String field : text.split("&")) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                form.put(
                        URLDecoder.decode(field.substring(0, equals), StandardCharsets.UTF_8),
                        URLDecoder.decode(field.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return form;
    }

    private Answer control(Tenant tenant, String name, String what, Map<String, String> parameters) {
        int number = Integer.parseInt(parameters.getOrDefault("number", "0"));
        switch (what) {
            case "notes" -> {
                int end = number + Integer.parseInt(parameters.getOrDefault("count", "1"));
                for (int i = number; i < end; i++) {
                    Ward.write(tenant, i);
                }
            }
            case "rewrite" -> Ward.note(tenant, number, parameters.getOrDefault("finding", ""));
            case "status" -> {
                ObjectNode document = tenant.find("DocumentReference/n" + number)
                        .orElseThrow()
                        .resource()
                        .deepCopy();
                tenant.put(document.put("status", parameters.getOrDefault("status", "current")));
            }
            case "url" -> {
                ObjectNode document = tenant.find("DocumentReference/n" + number)
                        .orElseThrow()
                        .resource()
                        .deepCopy();
                ((ObjectNode) document.at("/content/0/attachment")).put("url", parameters.getOrDefault("url", ""));
                tenant.put(document);
            }
            case "keys-at" -> keysAt.put(name, parameters.getOrDefault("url", ""));
            case "launch" -> {
                String launched = launch(name)
                        .begin(
                                parameters.getOrDefault("user", "Practitioner/doc-" + number % 5),
                                "p" + number,
                                parameters.getOrDefault("encounter", "e" + number));
                return Answer.of(200, Tenant.JSON.createObjectNode().put("launch", launched));
            }
            case "endpoint" -> {
                return Answer.of(
                        200, tenant.all("Subscription").get(0).resource().path("channel"));
            }
            case "delete" -> tenant.delete(parameters.getOrDefault("key", ""));
            case "group" -> {
                ObjectNode group = Tenant.JSON
                        .createObjectNode()
                        .put("resourceType", "Group")
                        .put("id", "all");
                ArrayNode members = group.putArray("member");
                tenant.all("Patient")
                        .forEach(patient ->
                                members.addObject().putObject("entity").put("reference", patient.key()));
                tenant.put(group);
            }
            case "exports" -> {
                return Answer.of(
                        200,
                        Tenant.JSON
                                .createObjectNode()
                                .put("open", asked("job " + name).get()));
            }
            default -> {
                return Answer.of(404);
            }
        }
        return Answer.of(200);
    }

    private AtomicLong asked(String what) {
        return asked.computeIfAbsent(what, one -> new AtomicLong());
    }

    private Answer token(HttpExchange exchange, String name) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, String> form = form(body);
        if ("authorization_code".equals(form.get("grant_type"))) {
            // Asked by a page in a browser.
            return launch(name)
                    .token(form)
                    .map(given -> Answer.of(200, given))
                    .orElseGet(
                            () -> Answer.of(400, Tenant.JSON.createObjectNode().put("error", "invalid_grant")))
                    .with("Access-Control-Allow-Origin", "*");
        }
        String token = signIn.token(form, root + "/" + name + "/token");
        return token.isEmpty()
                ? Answer.of(400, Tenant.JSON.createObjectNode().put("error", "invalid_client"))
                : Answer.of(
                        200,
                        Tenant.JSON
                                .createObjectNode()
                                .put("access_token", token)
                                .put("token_type", "bearer")
                                .put("expires_in", SignIn.TERM_SECONDS));
    }

    private void fhir(HttpExchange exchange, String name, String path) throws IOException {
        String base = root + "/" + name + "/fhir";
        if (path.equals(".well-known/smart-configuration")) {
            ObjectNode described = Tenant.JSON
                    .createObjectNode()
                    .put("issuer", root + "/" + name)
                    .put("jwks_uri", keysAt.getOrDefault(name, root + "/" + name + "/jwks"))
                    .put("authorization_endpoint", root + "/" + name + "/authorize")
                    .put("token_endpoint", root + "/" + name + "/token");
            described.putArray("code_challenge_methods_supported").add("S256");
            send(exchange, Answer.of(200, described).with("Access-Control-Allow-Origin", "*"));
            return;
        }
        String authorization = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .orElse("");
        if (launch(name).knows(authorization)) {
            Optional<Tenant.Stored> shown = launch(name).shows(authorization, path)
                    ? tenant(name).find(path).filter(one -> !one.deleted())
                    : Optional.empty();
            send(exchange, shown.map(one -> Answer.of(200, one.resource())).orElseGet(() -> Answer.of(403)));
            return;
        }
        long count = asked(name).incrementAndGet();
        if (!signIn.admits(authorization)) {
            send(exchange, Answer.of(401));
        } else if (count % BUSY_EACH == 0) {
            send(exchange, Answer.of(429).with("Retry-After", "1"));
        } else if (count % FAILS_EACH == 0) {
            send(exchange, Answer.of(500));
        } else if (path.startsWith("export/file/")) {
            file(exchange, tenant(name), path.substring("export/file/".length()));
        } else {
            send(exchange, answer(exchange, tenant(name), name, base, path));
        }
    }

    private Answer answer(HttpExchange exchange, Tenant tenant, String name, String base, String path)
            throws IOException {
        String method = exchange.getRequestMethod();
        if (path.equals("Group/all/$export")) {
            return export(exchange, tenant, name, base);
        }
        if (path.startsWith("export/status/")) {
            return status(tenant, name, base, path.substring("export/status/".length()), method);
        }
        if (method.equals("POST") || method.equals("PUT")) {
            return write(exchange, tenant, base, path);
        }
        if (path.contains("/")) {
            return read(exchange, tenant, path);
        }
        return search(tenant, name, base, path, parameters(exchange));
    }

    private static Answer write(HttpExchange exchange, Tenant tenant, String base, String path) throws IOException {
        ObjectNode resource =
                (ObjectNode) Tenant.JSON.readTree(exchange.getRequestBody().readAllBytes());
        if (!resource.path("resourceType").asText().equals("Subscription")) {
            return Answer.of(405);
        }
        Optional<Tenant.Stored> same = tenant.all("Subscription").stream()
                .filter(one -> one.resource().at("/channel/endpoint").equals(resource.at("/channel/endpoint")))
                .findFirst();
        String id = same.map(one -> one.resource().path("id").asText())
                .orElse(
                        path.contains("/")
                                ? path.substring(path.indexOf('/') + 1)
                                : UUID.randomUUID().toString());
        JsonNode stored = tenant.put(resource.put("id", id).put("status", "active"));
        return Answer.of(same.isPresent() ? 200 : 201, stored).with("Location", base + "/Subscription/" + id);
    }

    private static Answer read(HttpExchange exchange, Tenant tenant, String path) {
        Optional<Tenant.Stored> found = tenant.find(path);
        if (found.isEmpty() || found.get().deleted()) {
            return Answer.of(found.isEmpty() ? 404 : 410);
        }
        JsonNode resource = found.get().resource();
        String accept = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Accept"))
                .orElse("");
        if (path.startsWith("Binary/") && !accept.startsWith("application/fhir+json")) {
            byte[] data = Base64.getDecoder().decode(resource.path("data").asText());
            return new Answer(200, resource.path("contentType").asText(), data, Map.of());
        }
        return Answer.of(200, resource);
    }

    private Answer search(Tenant tenant, String name, String base, String type, Map<String, String> parameters) {
        if (parameters.containsKey("page")) {
            List<String> rest = pages.get(parameters.get("page"));
            return rest == null ? Answer.of(410) : page(tenant, base, type, rest);
        }
        boolean aboutOne = parameters.containsKey("patient") || parameters.containsKey("_id");
        if (name.startsWith("patients") && (!aboutOne || parameters.containsKey("_lastUpdated"))) {
            return Answer.of(400);
        }
        String since = parameters.getOrDefault("_lastUpdated", "ge1970-01-01T00:00:00Z");
        Instant from = Instant.parse(since.substring(2));
        String patient = parameters.getOrDefault("patient", "");
        List<String> keys = tenant.all(type).stream()
                .filter(one -> !one.deleted() && !one.updated().isBefore(from))
                .filter(one -> patient.isEmpty() || patientOf(one.resource()).equals("Patient/" + patient))
                .map(Tenant.Stored::key)
                .toList();
        return page(tenant, base, type, keys);
    }

    private static String patientOf(JsonNode resource) {
        return resource.at(resource.has("beneficiary") ? "/beneficiary/reference" : "/subject/reference")
                .asText();
    }

    private Answer page(Tenant tenant, String base, String type, List<String> keys) {
        ObjectNode bundle =
                Tenant.JSON.createObjectNode().put("resourceType", "Bundle").put("type", "searchset");
        ArrayNode entries = bundle.putArray("entry");
        for (String key : keys.subList(0, Math.min(PAGE, keys.size()))) {
            ObjectNode entry = entries.addObject().put("fullUrl", base + "/" + key);
            entry.set("resource", tenant.find(key).orElseThrow().resource());
            entry.putObject("search").put("mode", "match");
        }
        if (keys.size() > PAGE) {
            String id = UUID.randomUUID().toString();
            pages.put(id, keys.subList(PAGE, keys.size()));
            bundle.putArray("link").addObject().put("relation", "next").put("url", base + "/" + type + "?page=" + id);
        }
        return Answer.of(200, bundle);
    }

    private Answer export(HttpExchange exchange, Tenant tenant, String name, String base) {
        String id = UUID.randomUUID().toString();
        ObjectNode job = Tenant.JSON
                .createObjectNode()
                .put("id", id)
                .put("types", parameters(exchange).getOrDefault("_type", ""))
                .put("since", parameters(exchange).getOrDefault("_since", "1970-01-01T00:00:00Z"))
                .put("time", Instant.now().toString());
        tenant.job(job);
        asked("job " + name).incrementAndGet();
        return Answer.of(202).with("Content-Location", base + "/export/status/" + id);
    }

    private Answer status(Tenant tenant, String name, String base, String id, String method) {
        Optional<ObjectNode> job = tenant.job(id);
        if (job.isEmpty()) {
            return Answer.of(404);
        }
        if (method.equals("DELETE")) {
            tenant.job(job.get().deepCopy().put("deleted", true));
            asked("job " + name).decrementAndGet();
            return Answer.of(202);
        }
        if (asked("status " + id).incrementAndGet() == 1) {
            return Answer.of(202).with("Retry-After", "1").with("X-Progress", "half of it");
        }
        ObjectNode manifest = Tenant.JSON
                .createObjectNode()
                .put("transactionTime", job.get().path("time").asText())
                .put("request", base + "/Group/all/$export")
                .put("requiresAccessToken", true);
        ArrayNode output = manifest.putArray("output");
        for (String type : job.get().path("types").asText().split(",")) {
            if (!lines(tenant, job.get(), type, false).isEmpty()) {
                output.addObject().put("type", type).put("url", base + "/export/file/" + id + "/" + type);
            }
        }
        if (!lines(tenant, job.get(), "DocumentReference", true).isEmpty()) {
            manifest.putArray("deleted")
                    .addObject()
                    .put("type", "Bundle")
                    .put("url", base + "/export/file/" + id + "/deleted");
        }
        return new Answer(200, "application/json", manifest.toString().getBytes(StandardCharsets.UTF_8), Map.of());
    }

    private static List<String> lines(Tenant tenant, JsonNode job, String type, boolean deleted) {
        Instant from = Instant.parse(job.path("since").asText());
        Instant time = Instant.parse(job.path("time").asText());
        List<String> lines = new ArrayList<>();
        for (Tenant.Stored one : tenant.all(type)) {
            if (one.deleted() == deleted
                    && !one.updated().isBefore(from)
                    && !one.updated().isAfter(time)) {
                lines.add(deleted ? deletion(one.key()) : one.resource().toString());
            }
        }
        return lines;
    }

    private static String deletion(String key) {
        ObjectNode bundle =
                Tenant.JSON.createObjectNode().put("resourceType", "Bundle").put("type", "transaction");
        bundle.putArray("entry")
                .addObject()
                .putObject("request")
                .put("method", "DELETE")
                .put("url", key);
        return bundle.toString();
    }

    /** The first time it breaks off in the middle. */
    private void file(HttpExchange exchange, Tenant tenant, String path) throws IOException {
        String[] parts = path.split("/");
        Optional<ObjectNode> job = tenant.job(parts[0]);
        if (job.isEmpty()) {
            send(exchange, Answer.of(404));
            return;
        }
        boolean deleted = parts[1].equals("deleted");
        List<String> lines = lines(tenant, job.get(), deleted ? "DocumentReference" : parts[1], deleted);
        boolean breaksOff = asked("file " + path).incrementAndGet() == 1 && lines.size() > 3;
        exchange.getResponseHeaders().set("Content-Type", "application/fhir+ndjson");
        byte[] all = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, all.length);
        OutputStream out = exchange.getResponseBody();
        out.write(all, 0, breaksOff ? all.length / 2 : all.length);
        out.flush();
    }
}
