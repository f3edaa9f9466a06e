package org.chartproof.server.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.IntConsumer;
import org.chartproof.bundles.client.FhirClient;
import org.chartproof.bundles.demo.DemoDocument;
import org.chartproof.bundles.demo.DemoEncounter;
import org.chartproof.bundles.demo.DemoEncounters;

/** Sends the demo's people, encounters and notes as an EHR would, and waits for what is coded from them. */
public final class DemoPlayer {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONGEST_CODING = Duration.ofSeconds(120);

    private final FhirClient client;

    public DemoPlayer(FhirClient client) {
        this.client = client;
    }

    /**
     * A demo encounter and what the server made of it.
     *
     * @param claim the Claim as read back
     */
    public record Played(DemoEncounter encounter, JsonNode claim) {

        /** The codes of the claim, in order. */
        public List<String> codes() {
            List<String> codes = new ArrayList<>();
            for (JsonNode diagnosis : claim.path("diagnosis")) {
                codes.add(
                        diagnosis.at("/diagnosisCodeableConcept/coding/0/code").asText());
            }
            return codes;
        }
    }

    /**
     * Plays all encounters.
     *
     * @param progress called with the number of encounters sent and coded so far
     * @throws IOException if the server refuses something or codes too slowly
     */
    public List<Played> play(DemoEncounters demo, IntConsumer progress) throws IOException, InterruptedException {
        require(client.post("", JSON.readTree(demo.people())));
        for (DemoEncounter encounter : demo.encounters()) {
            send(encounter);
            progress.accept(Math.max(0, sent(demo, encounter) - depth()));
        }
        awaitEmptyQueue(left -> progress.accept(Math.max(0, demo.encounters().size() - left)));
        List<Played> all = new ArrayList<>();
        for (DemoEncounter encounter : demo.encounters()) {
            all.add(new Played(
                    encounter,
                    require(client.get("Claim/claim-" + id(encounter))).body()));
        }
        return all;
    }

    private static int sent(DemoEncounters demo, DemoEncounter last) {
        return demo.encounters().indexOf(last) + 1;
    }

    private static String id(DemoEncounter encounter) throws IOException {
        return JSON.readTree(encounter.encounterJson()).path("id").asText();
    }

    private void send(DemoEncounter encounter) throws IOException, InterruptedException {
        ObjectNode resource = (ObjectNode) JSON.readTree(encounter.encounterJson());
        require(client.put("Encounter/" + resource.path("id").asText(), resource));
        for (DemoDocument document : encounter.documents()) {
            require(client.put("DocumentReference/" + document.id(), document(document, resource)));
        }
    }

    private void awaitEmptyQueue(IntConsumer left) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + LONGEST_CODING.toNanos();
        for (int depth = depth(); depth > 0; depth = depth()) {
            left.accept(depth);
            if (System.nanoTime() > deadline) {
                throw new IOException("The notes were not coded within " + LONGEST_CODING.toSeconds()
                        + " s: see $coding-queue for what waits and why");
            }
            Thread.sleep(100);
        }
        left.accept(0);
    }

    /** How many changes the server has yet to code. */
    private int depth() throws IOException, InterruptedException {
        for (JsonNode parameter : require(client.get("$coding-queue")).body().path("parameter")) {
            if (parameter.path("name").asText().equals("depth")) {
                return parameter.path("valueInteger").asInt();
            }
        }
        throw new IOException("The server did not tell its queue's depth");
    }

    private static ObjectNode document(DemoDocument document, ObjectNode encounter) {
        ObjectNode resource = JSON.createObjectNode()
                .put("resourceType", "DocumentReference")
                .put("id", document.id())
                .put("status", "current")
                .put("docStatus", "final")
                .put("date", document.date().toString());
        resource.putObject("type")
                .putArray("coding")
                .addObject()
                .put("system", "http://loinc.org")
                .put("code", document.loinc())
                .put("display", document.loincDisplay());
        resource.set("subject", encounter.path("subject"));
        resource.putArray("author").addObject().put("reference", document.author());
        resource.putArray("content")
                .addObject()
                .putObject("attachment")
                .put("contentType", document.contentType())
                .put("title", document.title())
                .put("data", Base64.getEncoder().encodeToString(document.bytes()));
        resource.putObject("context")
                .putArray("encounter")
                .addObject()
                .put("reference", "Encounter/" + encounter.path("id").asText());
        return resource;
    }

    private static FhirClient.Answer require(FhirClient.Answer answer) throws IOException {
        if (!answer.ok()) {
            throw new IOException("The server refused part of the demo: " + answer.problem());
        }
        return answer;
    }
}
