package org.chartproof.server.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Asks a server about its HL7 messages, as an administrator at its machine does. */
final class FeedClient {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI root;

    FeedClient(URI root) {
        this.root = root;
    }

    /** How many messages a filter means. */
    int count(String filter) throws IOException, InterruptedException {
        String body = "{" + filter + ",\"dryRun\":true,\"most\":1}";
        return post("replay", body).path("total").asInt();
    }

    /** Whether any message is still to be mapped. */
    boolean anyWaiting() throws IOException, InterruptedException {
        return !post("messages/search", "{\"state\":\"waiting\",\"most\":1}")
                .path("messages")
                .isEmpty();
    }

    JsonNode post(String path, String json) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(root.resolve("/hl7/" + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("the server answered HTTP " + answer.statusCode());
        }
        return JSON.readTree(answer.body());
    }
}
