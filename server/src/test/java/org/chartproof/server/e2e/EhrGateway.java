package org.chartproof.server.e2e;

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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.chartproof.server.ehr.foreign.EhrProcess;
import org.chartproof.server.ehr.foreign.SignIn;

/**
 * The front door of an EHR: gives tokens to whoever shows a signed assertion, lets nobody else in, and hands the rest to a FHIR server of HAPI's behind it. It can be told to answer the next requests
 * that write with something else, to fall silent, and to be away.
 */
final class EhrGateway implements AutoCloseable {

    private static final Set<String> WRITING = Set.of("POST", "PUT", "DELETE");
    private static final Set<String> HANDED_ON =
            Set.of("content-type", "accept", "if-none-exist", "if-match", "prefer", "cache-control");

    private final int port;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Queue<Integer> script = new ConcurrentLinkedQueue<>();
    private final List<String> writings = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(4, runnable -> {
        Thread thread = new Thread(runnable, "ehr-gateway");
        thread.setDaemon(true);
        return thread;
    });
    private volatile URI backend = URI.create("http://127.0.0.1");
    private volatile SignIn signIn = new SignIn(URI.create("http://127.0.0.1"), EhrProcess.CLIENT);
    private volatile boolean silentAfterTheNext;
    private volatile boolean silent;
    private Optional<HttpServer> server = Optional.empty();

    EhrGateway(int port) throws IOException {
        this.port = port;
        comeBack();
    }

    /** Where it reads the keys of its client. */
    void trust(URI clientKeys) {
        signIn = new SignIn(clientKeys, EhrProcess.CLIENT);
    }

    /** The FHIR server behind it. */
    void opensTo(URI fhir) {
        backend = fhir;
    }

    String base() {
        return "http://127.0.0.1:" + port + "/fhir";
    }

    /** Answers the next requests that write so, and does nothing. */
    void answer(Integer... statuses) {
        script.addAll(List.of(statuses));
    }

    /** Does what the next request that writes asks for, and says no word about it nor about anything else until it is back. */
    void fallSilentAfterTheNext() {
        silentAfterTheNext = true;
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
        signIn.endAll();
    }

    /** A token that opens it, for a person of the EHR. */
    String lend() {
        return signIn.give();
    }

    void goAway() {
        server.ifPresent(one -> one.stop(0));
        server = Optional.empty();
    }

    void comeBack() throws IOException {
        silent = false;
        if (server.isEmpty()) {
            HttpServer one = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 0);
            one.setExecutor(threads);
            one.createContext("/", this::handle);
            one.start();
            server = Optional.of(one);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath();
            String token = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                    .orElse("");
            if (silent) {
                return;
            }
            if (path.equals("/fhir/.well-known/smart-configuration")) {
                respond(exchange, 200, "{\"token_endpoint\":\"http://127.0.0.1:" + port + "/token\"}");
            } else if (path.equals("/token")) {
                token(exchange, new String(body, StandardCharsets.UTF_8));
            } else if (!signIn.admits(token)) {
                respond(exchange, 401, "{}");
            } else {
                admitted(exchange, body);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void token(HttpExchange exchange, String text) throws IOException {
        Map<String, String> form = new LinkedHashMap<>();
        for (String field : text.split("&")) {
            String[] parts = field.split("=", 2);
            form.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        String token = signIn.token(form, "http://127.0.0.1:" + port + "/token");
        if (token.isEmpty()) {
            respond(exchange, 400, "{\"error\":\"invalid_client\"}");
        } else {
            respond(
                    exchange,
                    200,
                    "{\"access_token\":\"" + token + "\",\"token_type\":\"bearer\",\"expires_in\":"
                            + SignIn.TERM_SECONDS + "}");
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
            silent = silentAfterTheNext;
            silentAfterTheNext = false;
            writings.add(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
        }
        if (silent) {
            return;
        }
        for (String name : List.of("Location", "Content-Location", "ETag", "Content-Type")) {
            answer.headers().firstValue(name).ifPresent(value -> exchange.getResponseHeaders()
                    .set(name, value.replace(backend.toString(), base())));
        }
        int length = answer.body().length;
        exchange.sendResponseHeaders(answer.statusCode(), length == 0 ? -1 : length);
        exchange.getResponseBody().write(answer.body());
    }

    private HttpResponse<byte[]> handOn(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        String rest = exchange.getRequestURI().toString().substring("/fhir".length());
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(backend + rest));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (HANDED_ON.contains(name.toLowerCase(Locale.ROOT))) {
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

    @Override
    public void close() {
        goAway();
        threads.shutdownNow();
    }
}
