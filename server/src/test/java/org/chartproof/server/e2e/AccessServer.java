package org.chartproof.server.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.chartproof.server.cli.ChartproofServer;
import org.chartproof.server.config.ConfigLoader;
import org.chartproof.server.e2e.AccessCharts.Thing;

/** A real server that lets in whoever has a token of {@link TokenIssuer}, with two charts in it; started once for all tests of access. */
final class AccessServer extends StartedOnce<AccessServer.Server> {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** An answer as it came. */
    record Answer(int status, String text, Map<String, List<String>> headers) {
        JsonNode json() {
            try {
                return JSON.readTree(text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String challenge() {
            return String.join("; ", headers.getOrDefault("www-authenticate", List.of()));
        }
    }

    /** What a test gets. */
    record Server(ChartproofServer process, TokenIssuer issuer, Path data, HttpClient http) implements AutoCloseable {

        String root() {
            return "http://127.0.0.1:" + process.port();
        }

        Answer get(String path, String token) {
            return send("GET", path, token, "");
        }

        /** @param path  below {@code /fhir/}, or from the root where it begins with a slash */
        Answer send(String method, String path, String token, String body, String... headers) {
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            URI.create(root() + (path.startsWith("/") ? path : "/fhir/" + path)))
                    .header("Accept", "application/fhir+json")
                    .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
            if (!body.isEmpty()) {
                request.header(
                        "Content-Type",
                        method.equals("PATCH") ? "application/json-patch+json" : "application/fhir+json");
            }
            if (!token.isEmpty()) {
                request.header("Authorization", "Bearer " + token);
            }
            if (headers.length > 0) {
                request.headers(headers);
            }
            try {
                HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
                return new Answer(
                        answer.statusCode(), answer.body(), answer.headers().map());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        String token(String role, String scope) {
            return issuer.token(
                    claims -> claims.claim("chartproof_roles", List.of(role)).claim("scope", scope));
        }

        String token(String role, String scope, String patient) {
            return issuer.token(claims -> claims.claim("chartproof_roles", List.of(role))
                    .claim("scope", scope)
                    .claim("patient", patient));
        }

        private void fill() {
            ObjectNode bundle =
                    JSON.createObjectNode().put("resourceType", "Bundle").put("type", "transaction");
            for (Thing thing : AccessCharts.all()) {
                ObjectNode entry = bundle.withArray("entry").addObject();
                try {
                    entry.set("resource", JSON.readTree(thing.body()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                entry.putObject("request").put("method", "PUT").put("url", thing.reference());
            }
            Answer answer = send("POST", "/fhir", token("system", "system/*.cruds"), bundle.toString());
            if (answer.status() != 200) {
                throw new IllegalStateException(answer.text());
            }
        }

        @Override
        public void close() {
            process.close();
            issuer.close();
            RunningServer.deleteTree(data);
        }
    }

    AccessServer() {
        super(Server.class);
    }

    @Override
    Server started() {
        return start();
    }

    private static Server start() {
        try {
            RunningServer.watchLog();
            Path data = Files.createTempDirectory("chartproof-access");
            TokenIssuer issuer = new TokenIssuer();
            ChartproofServer process = ChartproofServer.start(new ConfigLoader(Map.of())
                    .override("data-directory", data.toString(), "test")
                    .override("server.port", "0", "test")
                    // Thousands of questions are asked as fast as they are answered.
                    .override("server.rate-limit", "0", "test")
                    .override("coding.enabled", "false", "test")
                    .override("security.access", "issuer", "test")
                    .override("security.issuer", issuer.address(), "test")
                    .override("security.audience", TokenIssuer.AUDIENCE, "test")
                    .load());
            Server server = new Server(process, issuer, data, HttpClient.newHttpClient());
            server.fill();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
