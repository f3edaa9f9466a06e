package org.chartproof.server.ehr.auth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Collectors;
import org.chartproof.server.config.EhrSource;
import org.chartproof.server.ehr.http.EhrUnavailable;
import org.chartproof.server.ehr.http.Origin;
import org.chartproof.server.ehr.http.Wire;
import org.jspecify.annotations.Nullable;

/** Asks an EHR's authorization server for a token. Not for several threads at once. */
final class TokenEndpoint {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_ANSWER = 1024 * 1024;
    private static final int STANDARD_TERM = 300;

    private final EhrSource source;
    private final EhrSource.Client client;
    private final SigningKey key;
    private final Wire wire;
    private final InstantSource clock;
    private @Nullable URI discovered;

    TokenEndpoint(EhrSource source, EhrSource.Client client, Wire wire, InstantSource clock) {
        this.source = source;
        this.client = client;
        this.key = SigningKey.read(client.key());
        this.wire = wire;
        this.clock = clock;
    }

    /**
     * What was given out.
     *
     * @param value the token itself
     */
    record Grant(String value, Duration term) {}

    /** @throws EhrUnavailable if none was given out */
    Grant ask() {
        URI url = url();
        Map<String, String> form = Map.of(
                "grant_type",
                "client_credentials",
                "scope",
                client.scopes(),
                "client_assertion_type",
                "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                "client_assertion",
                Assertion.sign(client.id(), key, url, clock.instant()));
        Answer answer = send(
                HttpRequest.newBuilder(url)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Accept", "application/json")
                        .POST(BodyPublishers.ofString(encoded(form))),
                "its token endpoint");
        JsonNode body = answer.body();
        if (answer.status() != 200 || !body.path("access_token").isTextual()) {
            // Read anew next time: the endpoint may have moved.
            discovered = null;
            throw EhrUnavailable.all(
                    answer.status() >= 500 || answer.status() == 429 ? "token-endpoint-failed" : "sign-in-refused",
                    "Its token endpoint answered HTTP " + answer.status() + error(body)
                            + ": see client-id, key, scopes and whether it reads our key set");
        }
        return new Grant(
                body.path("access_token").asText(),
                Duration.ofSeconds(Math.max(1, body.path("expires_in").asInt(STANDARD_TERM))));
    }

    private URI url() {
        if (client.tokenUrl().isPresent()) {
            return client.tokenUrl().get();
        }
        if (discovered == null) {
            discovered = discover();
        }
        return discovered;
    }

    private URI discover() {
        Answer answer = send(
                HttpRequest.newBuilder(URI.create(source.base() + "/.well-known/smart-configuration"))
                        .header("Accept", "application/json"),
                "its smart-configuration");
        String endpoint = answer.body().path("token_endpoint").asText();
        try {
            URI url = URI.create(endpoint);
            if (answer.status() == 200 && Origin.of(url).isConfidential()) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            // told below, as all that is no endpoint
        }
        throw EhrUnavailable.all(
                "no-token-endpoint",
                "Its smart-configuration (HTTP " + answer.status()
                        + ") names no token_endpoint by https: set token-url");
    }

    private record Answer(int status, JsonNode body) {}

    private Answer send(HttpRequest.Builder request, String what) {
        try (Wire.Answer answer = wire.open(request)) {
            return new Answer(answer.status(), json(answer.bytes(LONGEST_ANSWER)));
        } catch (IOException e) {
            throw EhrUnavailable.all(
                    "no-connection",
                    "No answer of " + what + " (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static JsonNode json(byte[] body) {
        try {
            JsonNode read = JSON.readTree(body);
            return read == null ? MissingNode.getInstance() : read;
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        } catch (IOException e) {
            throw new IllegalStateException("bytes can be read", e);
        }
    }

    /** OAuth's own word for what is wrong, and nothing else that the other side wrote. */
    private static String error(JsonNode body) {
        String error = body.path("error").asText();
        return error.matches("[a-z_]{1,40}") ? " (" + error + ")" : "";
    }
}
