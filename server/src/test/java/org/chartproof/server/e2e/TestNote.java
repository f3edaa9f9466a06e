package org.chartproof.server.e2e;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Resources of an invented visit, as JSON that a test can bend. */
final class TestNote {

    static final ObjectMapper JSON = new ObjectMapper();

    private TestNote() {}

    static ObjectNode patient(String id) {
        return JSON.createObjectNode()
                .put("resourceType", "Patient")
                .put("id", id)
                .put("gender", "female")
                .put("birthDate", "1958-02-03");
    }

    static ObjectNode encounter(String id, String patient, String encounterClass, String status) {
        ObjectNode encounter = JSON.createObjectNode()
                .put("resourceType", "Encounter")
                .put("id", id)
                .put("status", status);
        encounter
                .putObject("class")
                .put("system", "http://terminology.hl7.org/CodeSystem/v3-ActCode")
                .put("code", encounterClass);
        encounter.putObject("subject").put("reference", "Patient/" + patient);
        encounter.putObject("period").put("start", "2026-05-04T09:00:00Z").put("end", "2026-05-04T10:00:00Z");
        return encounter;
    }

    static ObjectNode document(String id, String patient, String encounter, String text) {
        return document(id, patient, encounter, "text/plain", text.getBytes(StandardCharsets.UTF_8));
    }

    static ObjectNode document(String id, String patient, String encounter, String contentType, byte[] content) {
        ObjectNode document = JSON.createObjectNode()
                .put("resourceType", "DocumentReference")
                .put("id", id)
                .put("status", "current")
                .put("docStatus", "final")
                .put("date", "2026-05-04T09:50:00Z");
        document.putObject("subject").put("reference", "Patient/" + patient);
        document.putObject("context").putArray("encounter").addObject().put("reference", "Encounter/" + encounter);
        document.putArray("content")
                .addObject()
                .putObject("attachment")
                .put("contentType", contentType)
                .put("data", Base64.getEncoder().encodeToString(content));
        return document;
    }
}
