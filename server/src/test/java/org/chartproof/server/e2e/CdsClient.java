package org.chartproof.server.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;

/** An EHR as CDS Hooks sees it: asks for cards, and tells what became of them. */
final class CdsClient {

    static final String DISCHARGE = "chartproof-encounter-discharge";
    static final String ORDERS = "chartproof-order-sign";
    static final String CHART = "chartproof-patient-view";

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI root;

    CdsClient(URI root) {
        this.root = root;
    }

    /** What came back. */
    record Answer(int status, HttpResponse<String> response, JsonNode body) {
        JsonNode cards() {
            if (status != 200) {
                throw new AssertionError("HTTP " + status + ": " + body);
            }
            return body.path("cards");
        }

        String error() {
            return body.path("error").asText();
        }
    }

    /** A request with all that a hook has to say. */
    static ObjectNode hook(String service, String user, String patient, String encounter) {
        ObjectNode request = TestNote.JSON
                .createObjectNode()
                .put("hook", service.substring("chartproof-".length()))
                .put("hookInstance", "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea");
        ObjectNode context = request.putObject("context").put("userId", user).put("patientId", patient);
        if (!encounter.isEmpty()) {
            context.put("encounterId", encounter);
        }
        return request;
    }

    Answer discovery() throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(root.resolve("/cds-services")).build());
    }

    Answer ask(String service, JsonNode body) throws IOException, InterruptedException {
        return post("/cds-services/" + service, body.toString(), Optional.empty());
    }

    Answer ask(String service, JsonNode body, String token) throws IOException, InterruptedException {
        return post("/cds-services/" + service, body.toString(), Optional.of(token));
    }

    /** Tells what a clinician did with a card. */
    Answer tell(String service, ObjectNode entry) throws IOException, InterruptedException {
        ObjectNode body = TestNote.JSON.createObjectNode();
        body.putArray("feedback").add(entry);
        return post("/cds-services/" + service + "/feedback", body.toString(), Optional.empty());
    }

    Answer post(String path, String body, Optional<String> token) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(root.resolve(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        token.ifPresent(one -> request.header("Authorization", "Bearer " + one));
        return send(request.build());
    }

    Answer send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        JsonNode body = response.body().isEmpty() ? MissingNode.getInstance() : TestNote.JSON.readTree(response.body());
        return new Answer(response.statusCode(), response, body);
    }
}
