package org.chartproof.server.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.chartproof.bundles.client.FhirClient;

/** What the tests ask a server, in the words of the tests. */
final class Fhir {

    private static final long LONGEST_NANOS = 60_000_000_000L;

    private final FhirClient client;

    Fhir(FhirClient client) {
        this.client = client;
    }

    FhirClient.Answer put(JsonNode resource) throws IOException, InterruptedException {
        return client.put(
                resource.path("resourceType").asText() + "/"
                        + resource.path("id").asText(),
                resource);
    }

    JsonNode read(String path) throws IOException, InterruptedException {
        FhirClient.Answer answer = client.get(path);
        if (!answer.ok()) {
            throw new AssertionError(path + ": " + answer.problem());
        }
        return answer.body();
    }

    /** Every resource of a search, page by page. */
    List<JsonNode> all(String type) throws IOException, InterruptedException {
        List<JsonNode> resources = new ArrayList<>();
        int offset = 0;
        JsonNode page;
        do {
            page = read(type + "?_count=200&_offset=" + offset + "&_sort=_id");
            page.path("entry").forEach(entry -> resources.add(entry.path("resource")));
            offset += 200;
        } while (page.path("entry").size() == 200);
        return resources;
    }

    /** Waits until nothing is left to code. */
    void awaitCoded() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + LONGEST_NANOS;
        while (queue("depth").path("valueInteger").asInt(-1) != 0) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not coded after a minute");
            }
            Thread.sleep(20);
        }
    }

    JsonNode queue(String parameter) throws IOException, InterruptedException {
        for (JsonNode one : read("$coding-queue").path("parameter")) {
            if (one.path("name").asText().equals(parameter)) {
                return one;
            }
        }
        throw new AssertionError("$coding-queue has no " + parameter);
    }

    /** Why a document waits: the code of its reason; empty if it does not wait. */
    String waitingReason(String documentId) throws IOException, InterruptedException {
        String reason = "";
        for (JsonNode parameter : read("$coding-queue").path("parameter")) {
            if (parameter.path("name").asText().equals("parked")
                    && parameter.toString().contains("\"DocumentReference/" + documentId + "\"")) {
                reason = parameter
                        .at("/part")
                        .findPath("details")
                        .at("/coding/0/code")
                        .asText();
            }
        }
        return reason;
    }

    static List<String> codes(JsonNode claim) {
        List<String> codes = new ArrayList<>();
        claim.path("diagnosis")
                .forEach(diagnosis -> codes.add(
                        diagnosis.at("/diagnosisCodeableConcept/coding/0/code").asText()));
        return codes;
    }

    static JsonNode extension(JsonNode element, String name) {
        for (JsonNode extension : element.path("extension")) {
            if (extension.path("url").asText().endsWith(name)) {
                return extension;
            }
        }
        throw new AssertionError("no extension " + name);
    }
}
