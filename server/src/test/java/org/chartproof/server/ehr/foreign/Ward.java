package org.chartproof.server.ehr.foreign;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The EHR's users: they admit invented patients and write notes about them. */
final class Ward {

    private static final String[] FINDINGS = {
        "Essential hypertension, blood pressure at goal on lisinopril.",
        "Type 2 diabetes mellitus without complications, metformin continued.",
        "Community-acquired pneumonia, improving on antibiotics.",
        "Hypothyroidism, stable on levothyroxine."
    };

    private Ward() {}

    /** A visit with one note, numbered so that as many as are wanted can be made. */
    static void write(Tenant tenant, int number) {
        ObjectNode practitioner = resource("Practitioner", "doc-" + number % 5);
        practitioner.putArray("name").addObject().put("family", "Doctor" + number % 5);
        if (tenant.find("Practitioner/doc-" + number % 5).isEmpty()) {
            tenant.put(practitioner);
        }
        ObjectNode patient = resource("Patient", "p" + number);
        patient.put("gender", number % 2 == 0 ? "female" : "male").put("birthDate", "1958-02-03");
        patient.putArray("name").addObject().put("family", "Example" + number);
        tenant.put(patient);
        ObjectNode coverage = resource("Coverage", "c" + number).put("status", "active");
        coverage.putObject("beneficiary").put("reference", "Patient/p" + number);
        coverage.putArray("payor").addObject().put("display", "Example Insurance");
        tenant.put(coverage);
        ObjectNode encounter = resource("Encounter", "e" + number).put("status", "finished");
        encounter
                .putObject("class")
                .put("system", "http://terminology.hl7.org/CodeSystem/v3-ActCode")
                .put("code", "AMB");
        encounter.putObject("subject").put("reference", "Patient/p" + number);
        encounter.putObject("period").put("start", "2026-05-04T09:00:00Z").put("end", "2026-05-04T10:00:00Z");
        encounter
                .putArray("participant")
                .addObject()
                .putObject("individual")
                .put("reference", "Practitioner/doc-" + number % 5);
        tenant.put(encounter);
        note(tenant, number, FINDINGS[number % FINDINGS.length]);
    }

    /** Writes or rewrites a note. */
    static void note(Tenant tenant, int number, String finding) {
        String text = "Progress note\n\nAssessment:\n1. " + finding + "\n";
        tenant.put(resource("Binary", "b" + number)
                .put("contentType", "text/plain")
                .put("data", Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))));
        ObjectNode document = resource("DocumentReference", "n" + number)
                .put("status", "current")
                .put("docStatus", "final");
        document.putObject("type")
                .putArray("coding")
                .addObject()
                .put("system", "http://loinc.org")
                .put("code", "11506-3");
        document.putArray("category").addObject().putArray("coding").addObject().put("code", "clinical-note");
        document.putObject("subject").put("reference", "Patient/p" + number);
        document.put("date", "2026-05-04T10:05:00Z");
        document.putArray("author").addObject().put("reference", "Practitioner/doc-" + number % 5);
        document.putArray("content")
                .addObject()
                .putObject("attachment")
                .put("contentType", "text/plain")
                .put("url", "Binary/b" + number);
        document.putObject("context").putArray("encounter").addObject().put("reference", "Encounter/e" + number);
        tenant.put(document);
    }

    private static ObjectNode resource(String type, String id) {
        return Tenant.JSON.createObjectNode().put("resourceType", type).put("id", id);
    }
}
