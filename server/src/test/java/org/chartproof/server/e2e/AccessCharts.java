package org.chartproof.server.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Two patients' charts, one resource of each type in each, two encounters of the first; and what belongs to nobody. */
final class AccessCharts {

    /**
     * A resource that is stored.
     *
     * @param owner     id of the patient; empty if it is nobody's
     * @param encounter id of the encounter; empty if it is of none
     * @param category  what a scope may ask for; empty if it has none
     * @param json      with {@code {ID}} where its id stands
     */
    record Thing(String type, String id, String owner, String encounter, String category, String json) {
        String reference() {
            return type + "/" + id;
        }

        /** Stands in the resource alone, so that an answer with it has shown the resource. */
        String mark() {
            return "mark-" + id;
        }

        String body(String otherId) {
            return json.replace("{ID}", "\"id\":\"" + otherId + "\",").replace("{MARK}", "mark-" + otherId);
        }

        String body() {
            return body(id);
        }

        String bodyWithoutId() {
            return json.replace("{ID}", "").replace("{MARK}", "mark-new");
        }
    }

    static final String ANNA = "anna";
    static final String BORIS = "boris";
    static final String VISIT = "anna-visit";
    static final String STAY = "anna-stay";

    /** Types of no patient. */
    static final Set<String> NOBODYS =
            Set.of("Practitioner", "PractitionerRole", "Organization", "Location", "ValueSet");

    private AccessCharts() {}

    static List<Thing> all() {
        List<Thing> things = new ArrayList<>();
        add(things, "Practitioner", "practitioner", "", "", "", "");
        add(things, "Organization", "organization", "", "", "", "\"name\":\"Clinic\"");
        add(things, "Location", "location", "", "", "", "\"name\":\"Ward\"");
        add(
                things,
                "PractitionerRole",
                "practitionerrole",
                "",
                "",
                "",
                "\"practitioner\":{\"reference\":\"Practitioner/practitioner\"}");
        add(
                things,
                "ValueSet",
                "valueset",
                "",
                "",
                "",
                "\"status\":\"active\",\"url\":\"https://chartproof.example/vs\"");
        add(
                things,
                "Device",
                "scanner",
                "",
                "",
                "",
                "\"deviceName\":[{\"name\":\"Scanner\",\"type\":\"user-friendly-name\"}]");
        chart(things, ANNA, VISIT);
        chart(things, BORIS, "boris-visit");
        add(things, "Encounter", STAY, ANNA, STAY, "", encounter(ANNA));
        stay(things);
        return List.copyOf(things);
    }

    private static void chart(List<Thing> things, String patient, String visit) {
        String subject = "\"subject\":{\"reference\":\"Patient/" + patient + "\"}";
        String owner = "\"patient\":{\"reference\":\"Patient/" + patient + "\"}";
        String code = "\"code\":{\"text\":\"something\"}";
        add(things, "Patient", patient, patient, "", "", "\"name\":[{\"family\":\"Family-" + patient + "\"}]");
        add(things, "Encounter", visit, patient, visit, "", encounter(patient));
        add(things, "RelatedPerson", patient + "-relative", patient, "", "", owner);
        add(
                things,
                "Coverage",
                patient + "-coverage",
                patient,
                "",
                "",
                "\"status\":\"active\",\"payor\":[{\"reference\":\"Organization/organization\"}],\"beneficiary\":{\"reference\":\"Patient/"
                        + patient + "\"}");
        add(
                things,
                "Account",
                patient + "-account",
                patient,
                "",
                "",
                "\"status\":\"active\",\"subject\":[{\"reference\":\"Patient/" + patient + "\"}]");
        add(things, "AllergyIntolerance", patient + "-allergy", patient, "", "", owner);
        add(things, "Device", patient + "-device", patient, "", "", owner);
        add(
                things,
                "Condition",
                patient + "-problem",
                patient,
                "",
                "problem-list-item",
                subject + "," + category("problem-list-item") + "," + code);
        add(
                things,
                "Condition",
                patient + "-diagnosis",
                patient,
                visit,
                "encounter-diagnosis",
                subject + "," + of(visit) + "," + category("encounter-diagnosis") + "," + code);
        add(
                things,
                "Observation",
                patient + "-lab",
                patient,
                visit,
                "laboratory",
                "\"status\":\"final\"," + subject + "," + of(visit) + "," + category("laboratory") + "," + code);
        add(
                things,
                "Procedure",
                patient + "-procedure",
                patient,
                visit,
                "",
                "\"status\":\"completed\"," + subject + "," + of(visit));
        add(
                things,
                "DiagnosticReport",
                patient + "-report",
                patient,
                visit,
                "",
                "\"status\":\"final\"," + subject + "," + of(visit) + "," + code);
        add(
                things,
                "ServiceRequest",
                patient + "-order",
                patient,
                visit,
                "",
                "\"status\":\"active\",\"intent\":\"order\"," + subject + "," + of(visit));
        add(
                things,
                "MedicationRequest",
                patient + "-drug",
                patient,
                visit,
                "",
                "\"status\":\"active\",\"intent\":\"order\"," + subject + "," + of(visit)
                        + ",\"medicationCodeableConcept\":{\"text\":\"drug\"}");
        add(
                things,
                "Immunization",
                patient + "-vaccine",
                patient,
                visit,
                "",
                "\"status\":\"completed\"," + owner + "," + of(visit)
                        + ",\"vaccineCode\":{\"text\":\"v\"},\"occurrenceString\":\"once\"");
        add(
                things,
                "ChargeItem",
                patient + "-charge",
                patient,
                visit,
                "",
                "\"status\":\"billable\"," + subject + ",\"context\":{\"reference\":\"Encounter/" + visit + "\"},"
                        + code);
        add(
                things,
                "Communication",
                patient + "-message",
                patient,
                visit,
                "",
                "\"status\":\"completed\"," + subject + "," + of(visit));
        add(things, "DetectedIssue", patient + "-issue", patient, "", "", "\"status\":\"final\"," + owner);
        add(
                things,
                "DocumentReference",
                patient + "-note",
                patient,
                visit,
                "",
                "\"status\":\"current\"," + subject + ",\"context\":{\"encounter\":[{\"reference\":\"Encounter/" + visit
                        + "\"}]},\"content\":[{\"attachment\":{\"contentType\":\"text/plain\",\"data\":\"c2VjcmV0\"}}]");
        add(
                things,
                "Binary",
                patient + "-text",
                patient,
                visit,
                "",
                "\"contentType\":\"text/plain\",\"securityContext\":{\"reference\":\"DocumentReference/" + patient
                        + "-note\"},\"data\":\"c2VjcmV0\"");
        add(things, "Claim", patient + "-claim", patient, visit, "", claim(patient, visit));
        add(
                things,
                "Task",
                patient + "-task",
                patient,
                visit,
                "",
                "\"status\":\"requested\",\"intent\":\"order\",\"for\":{\"reference\":\"Patient/" + patient + "\"},"
                        + of(visit));
        add(things, "Provenance", patient + "-proof", patient, visit, "", proof(patient + "-claim"));
    }

    /** Of Anna's other encounter. */
    private static void stay(List<Thing> things) {
        String subject = "\"subject\":{\"reference\":\"Patient/" + ANNA + "\"}";
        add(
                things,
                "Condition",
                "anna-stay-diagnosis",
                ANNA,
                STAY,
                "encounter-diagnosis",
                subject + "," + of(STAY) + "," + category("encounter-diagnosis")
                        + ",\"code\":{\"text\":\"something\"}");
        add(
                things,
                "Observation",
                "anna-stay-lab",
                ANNA,
                STAY,
                "vital-signs",
                "\"status\":\"final\"," + subject + "," + of(STAY) + "," + category("vital-signs")
                        + ",\"code\":{\"text\":\"something\"}");
        add(things, "Claim", "anna-stay-claim", ANNA, STAY, "", claim(ANNA, STAY));
        add(things, "Provenance", "anna-stay-proof", ANNA, STAY, "", proof("anna-stay-claim"));
    }

    private static String encounter(String patient) {
        return "\"status\":\"in-progress\",\"class\":{\"code\":\"AMB\"},\"subject\":{\"reference\":\"Patient/" + patient
                + "\"},\"serviceProvider\":{\"reference\":\"Organization/organization\"}";
    }

    private static String claim(String patient, String encounter) {
        return "\"status\":\"draft\",\"type\":{\"text\":\"professional\"},\"use\":\"claim\",\"created\":\"2026-01-01\",\"patient\":{\"reference\":\"Patient/"
                + patient
                + "\"},\"provider\":{\"reference\":\"Organization/organization\"},\"priority\":{\"text\":\"normal\"},"
                + "\"insurance\":[{\"sequence\":1,\"focal\":true,\"coverage\":{\"reference\":\"Coverage/" + patient
                + "-coverage\"}}],\"item\":[{\"sequence\":1,\"productOrService\":{\"text\":\"visit\"},\"encounter\":[{\"reference\":\"Encounter/"
                + encounter + "\"}]}]";
    }

    private static String proof(String claim) {
        return "\"target\":[{\"reference\":\"Claim/" + claim
                + "\"}],\"recorded\":\"2026-01-01T00:00:00Z\",\"agent\":[{\"who\":{\"reference\":\"Practitioner/practitioner\"}}]";
    }

    private static String of(String encounter) {
        return "\"encounter\":{\"reference\":\"Encounter/" + encounter + "\"}";
    }

    private static String category(String code) {
        return "\"category\":[{\"coding\":[{\"code\":\"" + code + "\"}]}]";
    }

    private static void add(
            List<Thing> things,
            String type,
            String id,
            String owner,
            String encounter,
            String category,
            String content) {
        String tagged = "{\"resourceType\":\"" + type
                + "\",{ID}\"meta\":{\"tag\":[{\"system\":\"https://chartproof.example/mark\",\"code\":\"{MARK}\"}]}"
                + (content.isEmpty() ? "" : "," + content) + "}";
        things.add(new Thing(type, id, owner, encounter, category, tagged));
    }
}
