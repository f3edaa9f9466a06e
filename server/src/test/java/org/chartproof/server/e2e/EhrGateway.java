package org.chartproof.server.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/**
 * The front door of an EHR: gives tokens to whoever shows a signed assertion, lets nobody else in, and hands the rest to a FHIR server of HAPI's behind it. It can be told to answer the next requests
 * that write with something else, and to be away.
 */
final class EhrGateway implements AutoCloseable {

    static final String CLIENT = "chartproof-test";

    private static final Set<String> WRITING = Set.of("POST", "PUT", "DELETE");
    private static final Set<String> HANDED_ON =
            Set.of("content-type", "accept", "if-none-exist", "if-match", "prefer");

    private final int port;
    private final URI backend;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private final Queue<Integer> script = new ConcurrentLinkedQueue<>();
    private final List<String> writings = new CopyOnWriteArrayList<>();
    private volatile boolean answersGetLost;
    private volatile Optional<URI> keySet = Optional.empty();
    private Optional<HttpServer> server = Optional.empty();

    /** @param backend the FHIR server behind it */
    EhrGateway(int port, URI backend) throws IOException {
        this.port = port;
        this.backend = backend;
        comeBack();
    }

    /** Where it reads the keys of its client. */
    void trust(URI clientKeys) {
        keySet = Optional.of(clientKeys);
    }

    String base() {
        return "http://127.0.0.1:" + port + "/fhir";
    }

    /** Answers the next requests that write so, and does nothing. */
    void answer(Integer... statuses) {
        script.addAll(List.of(statuses));
    }

    /** Does what the next request that writes asks for, and closes the connection without a word. */
    void loseTheNextAnswer() {
        answersGetLost = true;
    }

    /** What was written: method and path of each request that was handed on. */
    List<String> writings() {
        return writings;
    }

    void forget() {
        script.clear();
        writings.clear();
    }

    /** No token that it gave is good any more. */
    void endAllTokens() {
        tokens.clear();
    }

    void goAway() {
        server.ifPresent(one -> one.stop(0));
        server = Optional.empty();
    }

    void comeBack() throws IOException {
        HttpServer one = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 0);
        one.setExecutor(Executors.newFixedThreadPool(4, runnable -> {
            Thread thread = new Thread(runnable, "ehr-gateway");
            thread.setDaemon(true);
            return thread;
        }));
        one.createContext("/", this::handle);
        one.start();
        server = Optional.of(one);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath();
            if (path.equals("/fhir/.well-known/smart-configuration")) {
                respond(exchange, 200, "{\"token_endpoint\":\"http://127.0.0.1:" + port + "/token\"}");
            } else if (path.equals("/token")) {
                token(exchange, new String(body, StandardCharsets.UTF_8));
            } else if (!tokens.contains(bearer(exchange))) {
                respond(exchange, 401, "{}");
            } else {
                admitted(exchange, body);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String bearer(HttpExchange exchange) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .orElse("")
                .replaceFirst("^Bearer ", "");
    }

    /** A token that opens it, for a person of the EHR. */
    String lend() {
        String token = UUID.randomUUID().toString();
        tokens.add(token);
        return token;
    }

    private void token(HttpExchange exchange, String form) throws IOException, InterruptedException {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String field : form.split("&")) {
            String[] parts = field.split("=", 2);
            fields.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        if (isSigned(fields.getOrDefault("client_assertion", ""))) {
            respond(
                    exchange,
                    200,
                    "{\"access_token\":\"" + lend() + "\",\"token_type\":\"bearer\",\"expires_in\":300}");
        } else {
            respond(exchange, 400, "{\"error\":\"invalid_client\"}");
        }
    }

    private boolean isSigned(String assertion) throws IOException, InterruptedException {
        try {
            SignedJWT jwt = SignedJWT.parse(assertion);
            String keys = http.send(HttpRequest.newBuilder(keySet.orElseThrow()).build(), BodyHandlers.ofString())
                    .body();
            return jwt.getJWTClaimsSet().getSubject().equals(CLIENT)
                    && jwt.verify(new RSASSAVerifier(JWKSet.parse(keys)
                            .getKeyByKeyId(jwt.getHeader().getKeyID())
                            .toRSAKey()));
        } catch (java.text.ParseException | com.nimbusds.jose.JOSEException e) {
            return false;
        }
    }

    private void admitted(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        boolean writes = WRITING.contains(exchange.getRequestMethod());
        Integer instead = writes ? script.poll() : null;
        if (instead != null) {
            if (instead == 429) {
                exchange.getResponseHeaders().set("Retry-After", "1");
            }
            respond(exchange, instead, "{}");
            return;
        }
        HttpResponse<byte[]> answer = handOn(exchange, body);
        if (writes) {
            writings.add(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
            if (answersGetLost) {
                answersGetLost = false;
                return;
            }
        }
        Headers headers = exchange.getResponseHeaders();
        for (String name : List.of("Location", "Content-Location", "ETag", "Content-Type")) {
            answer.headers()
                    .firstValue(name)
                    .ifPresent(value -> headers.set(name, value.replace(backend.toString(), base())));
        }
        exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
        if (answer.body().length > 0) {
            exchange.getResponseBody().write(answer.body());
        }
    }

    private HttpResponse<byte[]> handOn(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        String rest = exchange.getRequestURI().toString().substring("/fhir".length());
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(backend + rest));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (HANDED_ON.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                request.header(name, values.get(0));
            }
        });
        request.method(
                exchange.getRequestMethod(),
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static void respond(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/fhir+json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    /** The one resource of the backend that carries an identifier of ours. */
    static JsonNode only(JsonNode searchset) {
        if (searchset.path("entry").size() != 1) {
            throw new AssertionError(searchset.path("entry").size() + " resources");
        }
        return searchset.at("/entry/0/resource");
    }

    @Override
    public void close() {
        goAway();
    }
}
