package org.chartproof.bundles.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** Speaks FHIR JSON over HTTP to one server. Safe for any number of threads. */
public final class FhirClient {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI base;
    private final Optional<String> token;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /**
     * @param base the server's FHIR base, e.g. {@code http://127.0.0.1:8080/fhir}
     */
    public FhirClient(URI base) {
        this(base, Optional.empty());
    }

    /**
     * @param base  the server's FHIR base, e.g. {@code http://127.0.0.1:8080/fhir}
     * @param token an access token; empty for a server that asks for none
     */
    public FhirClient(URI base, Optional<String> token) {
        this.base = base;
        this.token = token;
    }

    /**
     * What the server answered.
     *
     * @param status HTTP status
     * @param body the resource; a missing node where the answer had none
     */
    public record Answer(int status, JsonNode body) {

        /** Whether the request did what it asked for. */
        public boolean ok() {
            return status / 100 == 2;
        }

        /** The diagnostics of an OperationOutcome, or the status. */
        public String problem() {
            String diagnostics = body.at("/issue/0/diagnostics").asText();
            return "HTTP " + status + (diagnostics.isEmpty() ? "" : ": " + diagnostics);
        }
    }

    /** Reads, searches or asks an operation: a path below the base, such as {@code Claim/x} or {@code Claim?patient=y}. */
    public Answer get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    /** Creates or updates under an id. */
    public Answer put(String path, JsonNode resource) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/fhir+json")
                .header("Prefer", "return=minimal")
                .PUT(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(resource))));
    }

    /** Updates if the version is still the one that was read. */
    public Answer put(String path, JsonNode resource, String version) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/fhir+json")
                .header("If-Match", "W/\"" + version + "\"")
                .PUT(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(resource))));
    }

    /** Deletes. */
    public Answer delete(String path) throws IOException, InterruptedException {
        return send(request(path).DELETE());
    }

    /** Creates, runs an operation or, with an empty path, a transaction. */
    public Answer post(String path, JsonNode resource) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/fhir+json")
                .header(
                        "Prefer",
                        path.startsWith("$") || path.contains("/$") ? "return=representation" : "return=minimal")
                .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(resource))));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(path.isEmpty() ? base.toString() : base + "/" + path))
                .timeout(Duration.ofSeconds(60))
                .header("Accept", "application/fhir+json");
        token.ifPresent(shown -> request.header("Authorization", "Bearer " + shown));
        return request;
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
        byte[] body = response.body();
        boolean json = body.length > 0 && body[0] == '{';
        return new Answer(response.statusCode(), json ? JSON.readTree(body) : MissingNode.getInstance());
    }
}
