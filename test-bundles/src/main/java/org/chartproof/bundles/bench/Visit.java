package org.chartproof.bundles.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** An invented visit with one note of about 3 kB, numbered so that as many as are wanted can be made. */
final class Visit {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final List<String> ASSESSMENTS = List.of(
            "Essential hypertension, not at goal. Type 2 diabetes mellitus.",
            "Acute bronchitis. No evidence of pneumonia.",
            "Hypothyroidism, stable. Hyperlipidemia.",
            "Gastroesophageal reflux disease. Obesity.",
            "Migraine without aura. Anxiety.");

    private static final String FILLER =
            """
            Patient describes the course of the last weeks in detail. Sleep is fair, appetite is good, weight is steady.
            Walks half an hour on most days. Takes the tablets as prescribed and has brought the list along.
            Denies fever, chills, chest pain, shortness of breath, nausea, vomiting or diarrhea.
            """;

    private final String run;
    private final int number;

    Visit(String run, int number) {
        this.run = run;
        this.number = number;
    }

    String encounterId() {
        return "bench-" + run + "-e" + number;
    }

    String documentId() {
        return "bench-" + run + "-d" + number;
    }

    /** The id that the server gives to the claim of this visit. */
    String claimId() {
        return "claim-" + encounterId();
    }

    /** Patient and encounter, as the EHR would have sent them before the note. */
    ObjectNode encounterTransaction() {
        ObjectNode bundle =
                JSON.createObjectNode().put("resourceType", "Bundle").put("type", "transaction");
        ObjectNode patient = JSON.createObjectNode()
                .put("resourceType", "Patient")
                .put("id", patientId())
                .put("gender", number % 2 == 0 ? "female" : "male")
                .put("birthDate", "1961-04-12");
        ObjectNode encounter = JSON.createObjectNode()
                .put("resourceType", "Encounter")
                .put("id", encounterId())
                .put("status", "in-progress");
        encounter
                .putObject("class")
                .put("system", "http://terminology.hl7.org/CodeSystem/v3-ActCode")
                .put("code", "AMB");
        encounter.putObject("subject").put("reference", "Patient/" + patientId());
        encounter.putObject("period").put("start", "2026-05-04T09:00:00Z");
        entry(bundle, "Patient/" + patientId(), patient);
        entry(bundle, "Encounter/" + encounterId(), encounter);
        return bundle;
    }

    /** The note. */
    ObjectNode document() {
        ObjectNode document = JSON.createObjectNode()
                .put("resourceType", "DocumentReference")
                .put("id", documentId())
                .put("status", "current")
                .put("docStatus", "final")
                .put("date", "2026-05-04T09:40:00Z");
        document.putObject("subject").put("reference", "Patient/" + patientId());
        document.putObject("context").putArray("encounter").addObject().put("reference", "Encounter/" + encounterId());
        document.putArray("content")
                .addObject()
                .putObject("attachment")
                .put("contentType", "text/plain; charset=utf-8")
                .put("data", Base64.getEncoder().encodeToString(text().getBytes(StandardCharsets.UTF_8)));
        return document;
    }

    private String patientId() {
        return "bench-" + run + "-p" + number;
    }

    private String text() {
        return "Visit number " + number + "\n\nHISTORY OF PRESENT ILLNESS:\n" + FILLER.repeat(8)
                + "\nFAMILY HISTORY:\nFather had a stroke.\n\nASSESSMENT:\n"
                + ASSESSMENTS.get(number % ASSESSMENTS.size()) + "\n\nPLAN:\nContinue. Return in three months.\n";
    }

    /** Adds a PUT to a transaction. */
    static void entry(ObjectNode bundle, String url, ObjectNode resource) {
        ObjectNode entry = bundle.withArray("entry").addObject();
        entry.set("resource", resource);
        entry.putObject("request").put("method", "PUT").put("url", url);
    }
}
