package org.chartproof.server.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

/** The administrator of the feeds, over HTTP. */
final class Hl7Admin {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LONGEST_NANOS = 60_000_000_000L;

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI root;

    Hl7Admin(URI root) {
        this.root = root;
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return JSON.readTree(ok(HttpRequest.newBuilder(root.resolve("/hl7/" + path))));
    }

    JsonNode post(String path, String json) throws IOException, InterruptedException {
        return JSON.readTree(ok(HttpRequest.newBuilder(root.resolve("/hl7/" + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))));
    }

    JsonNode postMessage(String path, String message) throws IOException, InterruptedException {
        return JSON.readTree(ok(HttpRequest.newBuilder(root.resolve("/hl7/" + path))
                .header("Content-Type", "application/hl7-v2")
                .POST(BodyPublishers.ofString(message))));
    }

    String page(String path) throws IOException, InterruptedException {
        return ok(HttpRequest.newBuilder(root.resolve(path)));
    }

    int status(String path, String header, String value) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(root.resolve("/hl7/" + path))
                .header(header, value)
                .build();
        return http.send(request, BodyHandlers.ofString()).statusCode();
    }

    int postAs(String type, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(root.resolve("/hl7/" + path))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString()).statusCode();
    }

    private String ok(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    /** Messages by one part of a filter, the newest first. */
    List<JsonNode> search(String part, String value) throws IOException, InterruptedException {
        return page(part, value, "").messages();
    }

    /** The same, page by page to the last. */
    List<JsonNode> searchAll(String part, String value) throws IOException, InterruptedException {
        List<JsonNode> all = new ArrayList<>();
        Page page = page(part, value, "");
        all.addAll(page.messages());
        while (!page.before().isEmpty()) {
            page = page(part, value, page.before());
            all.addAll(page.messages());
        }
        return all;
    }

    private record Page(List<JsonNode> messages, String before) {}

    private Page page(String part, String value, String before) throws IOException, InterruptedException {
        ObjectNode filter = JSON.createObjectNode().put(part, value).put("before", before);
        JsonNode answer = post("messages/search", filter.toString());
        List<JsonNode> messages = new ArrayList<>();
        answer.path("messages").forEach(messages::add);
        return new Page(messages, answer.path("before").asText(""));
    }

    /** All of a message that was found. */
    JsonNode message(JsonNode found) throws IOException, InterruptedException {
        return get("messages/" + found.path("id").asText());
    }

    /** A message by its control id, once it is mapped. */
    JsonNode await(String controlId) throws IOException, InterruptedException {
        return awaitAll(controlId, 1).get(0);
    }

    /** All messages of a control id, once there are so many and all are mapped. */
    List<JsonNode> awaitAll(String controlId, int count) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + LONGEST_NANOS;
        while (System.nanoTime() < deadline) {
            List<JsonNode> found = search("controlId", controlId);
            boolean mapped = found.stream()
                    .noneMatch(message -> message.path("state").asText().equals("waiting"));
            if (found.size() == count && mapped) {
                return found;
            }
            Thread.sleep(20);
        }
        throw new AssertionError("not mapped after a minute");
    }

    /** Waits until no message waits. */
    void awaitMapped() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + LONGEST_NANOS;
        while (!search("state", "waiting").isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not mapped after a minute");
            }
            Thread.sleep(20);
        }
    }
}
