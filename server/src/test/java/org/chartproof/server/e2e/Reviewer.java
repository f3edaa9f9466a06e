package org.chartproof.server.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.chartproof.bundles.client.FhirClient;

/** A person at an invented encounter, who decides as docs/review.md says. */
final class Reviewer {

    static final String CONDITION = "https://chartproof.org/fhir/StructureDefinition/diagnosis-condition";
    private static final String OURS = "https://chartproof.org/fhir/";
    private static final String ICD_10_CM = "http://hl7.org/fhir/sid/icd-10-cm";

    private final FhirClient client;
    private final String encounter;
    private final String name;

    /**
     * @param encounter its id
     * @param name of the person, who is no Practitioner of the server
     */
    Reviewer(FhirClient client, String encounter, String name) {
        this.client = client;
        this.encounter = encounter;
        this.name = name;
    }

    ObjectNode claim() throws IOException, InterruptedException {
        return (ObjectNode) new Fhir(client).read("Claim/claim-" + encounter);
    }

    ObjectNode task() throws IOException, InterruptedException {
        return (ObjectNode) new Fhir(client).read("Task/review-" + encounter);
    }

    /** The condition of a code at the encounter. */
    ObjectNode condition(String code) throws IOException, InterruptedException {
        JsonNode found = new Fhir(client)
                .read("Condition?encounter=Encounter/" + encounter + "&code=" + ICD_10_CM + "%7C" + code);
        if (found.path("entry").size() != 1) {
            throw new AssertionError(found.path("entry").size() + " conditions of " + code);
        }
        return (ObjectNode) found.at("/entry/0/resource");
    }

    ObjectNode who() {
        ObjectNode who = TestNote.JSON.createObjectNode().put("display", name);
        who.putObject("identifier").put("system", OURS + "identifier/reviewer").put("value", name);
        return who;
    }

    static String version(JsonNode resource) {
        return resource.at("/meta/versionId").asText();
    }

    /** Takes the case, or keeps it. */
    FhirClient.Answer take() throws IOException, InterruptedException {
        ObjectNode task = task();
        return client.put("Task/review-" + encounter, taken(task, "in-progress"), version(task));
    }

    /** Gives the case back. */
    FhirClient.Answer release() throws IOException, InterruptedException {
        ObjectNode task = task();
        task.put("status", "ready").remove("owner");
        return client.put("Task/review-" + encounter, task, version(task));
    }

    private ObjectNode taken(ObjectNode task, String status) {
        task.put("status", status).set("owner", who());
        return task;
    }

    /** A transaction in the making; the case is taken in it. */
    Decision decide() throws IOException, InterruptedException {
        return new Decision(claim(), task());
    }

    /** Accepts what stands on a claim, rejects what the engine had beside, and attests; reopens it first if it is attested. */
    void attest(ObjectNode claim) throws IOException, InterruptedException {
        reopened();
        Decision decision = decide();
        decision.takeOver(claim);
        Set<String> left = new HashSet<>(Fhir.codes(decision.claim));
        for (String code : Fhir.codes(claim())) {
            if (!left.contains(code)) {
                decision.reject(code, "not-reportable");
            }
        }
        for (String code : left) {
            if (!condition(code)
                    .at("/verificationStatus/coding/0/code")
                    .asText()
                    .equals("confirmed")) {
                decision.accept(code);
            }
        }
        decision.attest().mustSend();
    }

    /** Cancels a claim, attested or not. */
    void cancel() throws IOException, InterruptedException {
        reopened();
        Decision decision = decide();
        for (String code : Fhir.codes(claim())) {
            decision.reject(code, "not-reportable");
        }
        decision.cancel().mustSend();
    }

    private void reopened() throws IOException, InterruptedException {
        if (claim().path("status").asText().equals("active")) {
            decide().reopen("a mistake of ours").mustSend();
        }
    }

    /** One transaction. */
    final class Decision {
        final ObjectNode claim;
        final ObjectNode task;
        private final String claimVersion;
        private final String taskVersion;
        private final List<ObjectNode> entries = new ArrayList<>();
        private boolean withTask = true;
        private boolean versioned = true;

        Decision(ObjectNode claim, ObjectNode task) {
            this.claim = claim;
            this.task = taken(task, "in-progress");
            this.claimVersion = version(claim);
            this.taskVersion = version(task);
            claim.set("enterer", who());
        }

        /** All that a claim says elsewhere. */
        void takeOver(ObjectNode other) {
            claim.removeAll();
            claim.setAll(other);
            claim.put("status", "draft").set("enterer", who());
        }

        Decision withoutTask() {
            withTask = false;
            return this;
        }

        Decision withoutVersions() {
            versioned = false;
            return this;
        }

        Decision accept(String code) throws IOException, InterruptedException {
            decided(code, "confirmed", "accept", "");
            return this;
        }

        Decision reject(String code, String reason) throws IOException, InterruptedException {
            decided(code, "refuted", "reject", reason);
            ArrayNode diagnoses = (ArrayNode) claim.path("diagnosis");
            for (int i = 0; i < diagnoses.size(); i++) {
                if (diagnoses
                        .get(i)
                        .at("/diagnosisCodeableConcept/coding/0/code")
                        .asText()
                        .equals(code)) {
                    diagnoses.remove(i);
                }
            }
            number();
            return this;
        }

        private void decided(String code, String status, String activity, String reason)
                throws IOException, InterruptedException {
            ObjectNode condition = condition(code);
            ((ObjectNode) condition.at("/verificationStatus/coding/0")).put("code", status);
            condition.set("recorder", who());
            put(condition, "");
            String id = "Condition/" + condition.path("id").asText();
            signed(activity, "verifier", reason, id);
        }

        /** Adds a code; what it rests on is put into the answer, the Provenance. */
        ObjectNode add(String code) throws IOException, InterruptedException {
            String urn = "urn:uuid:" + java.util.UUID.randomUUID();
            ObjectNode condition = TestNote.JSON.createObjectNode().put("resourceType", "Condition");
            condition
                    .putArray("identifier")
                    .addObject()
                    .put("system", OURS + "identifier/result")
                    .put("value", urn);
            condition
                    .putObject("clinicalStatus")
                    .putArray("coding")
                    .addObject()
                    .put("system", "http://terminology.hl7.org/CodeSystem/condition-clinical")
                    .put("code", "active");
            condition
                    .putObject("verificationStatus")
                    .putArray("coding")
                    .addObject()
                    .put("system", "http://terminology.hl7.org/CodeSystem/condition-ver-status")
                    .put("code", "confirmed");
            ObjectNode coding = condition.putObject("code").putArray("coding").addObject();
            coding.put("system", ICD_10_CM).put("code", code);
            condition.set("subject", claim.path("patient"));
            condition.putObject("encounter").put("reference", "Encounter/" + encounter);
            condition.set("recorder", who());
            entry("POST", "Condition", condition).put("fullUrl", urn);
            ObjectNode diagnosis =
                    ((ArrayNode) claim.withArray("diagnosis")).addObject().put("id", "dx-" + code);
            diagnosis
                    .putArray("extension")
                    .addObject()
                    .put("url", CONDITION)
                    .putObject("valueReference")
                    .put("reference", urn);
            diagnosis.putObject("diagnosisCodeableConcept").putArray("coding").add(coding.deepCopy());
            number();
            return signed("add", "verifier", "", urn);
        }

        /** Numbers the diagnoses, and makes the first one the first-listed or principal one. */
        Decision number() {
            boolean admitted = claim.at("/type/coding/0/code").asText().equals("institutional");
            int sequence = 1;
            for (JsonNode diagnosis : claim.path("diagnosis")) {
                ObjectNode one = (ObjectNode) diagnosis;
                one.remove("type");
                if (sequence == 1) {
                    one.putArray("type")
                            .addObject()
                            .putArray("coding")
                            .addObject()
                            .put(
                                    "system",
                                    admitted
                                            ? "http://terminology.hl7.org/CodeSystem/ex-diagnosistype"
                                            : OURS + "CodeSystem/diagnosis-role")
                            .put("code", admitted ? "principal" : "first-listed");
                }
                one.put("sequence", sequence++);
            }
            if (claim.path("diagnosis").isEmpty()) {
                claim.remove("diagnosis");
            }
            return this;
        }

        Decision attest() {
            claim.put("status", "active");
            task.put("status", "completed");
            signed("attest", "attester", "");
            return this;
        }

        Decision cancel() {
            claim.put("status", "cancelled");
            task.put("status", "completed");
            signed("cancel", "attester", "not-reportable");
            return this;
        }

        Decision reopen(String why) {
            claim.put("status", "draft");
            ObjectNode provenance = signed("reopen", "verifier", "correction");
            ((ObjectNode) provenance.at("/reason/0")).put("text", why);
            return this;
        }

        /** A Provenance by this person about the claim and what is given. */
        ObjectNode signed(String activity, String agent, String reason, String... targets) {
            ObjectNode provenance = TestNote.JSON.createObjectNode().put("resourceType", "Provenance");
            provenance.putObject("meta").putArray("profile").add(OURS + "StructureDefinition/chartproof-review");
            ArrayNode about = provenance.putArray("target");
            for (String target : targets) {
                about.addObject().put("reference", target);
            }
            about.addObject().put("reference", "Claim/claim-" + encounter);
            provenance.put("recorded", "2026-05-05T10:00:00.000Z");
            provenance
                    .putObject("activity")
                    .putArray("coding")
                    .addObject()
                    .put("system", OURS + "CodeSystem/review-activity")
                    .put("code", activity);
            if (!reason.isEmpty()) {
                provenance
                        .putArray("reason")
                        .addObject()
                        .putArray("coding")
                        .addObject()
                        .put("system", OURS + "CodeSystem/review-reason")
                        .put("code", reason);
            }
            ObjectNode who = provenance.putArray("agent").addObject();
            who.putObject("type")
                    .putArray("coding")
                    .addObject()
                    .put("system", "http://terminology.hl7.org/CodeSystem/provenance-participant-type")
                    .put("code", agent);
            who.set("who", who());
            entry("POST", "Provenance", provenance);
            return provenance;
        }

        void put(ObjectNode resource, String ifMatch) {
            ObjectNode entry = entry(
                    "PUT",
                    resource.path("resourceType").asText() + "/"
                            + resource.path("id").asText(),
                    resource);
            if (!ifMatch.isEmpty()) {
                ((ObjectNode) entry.path("request")).put("ifMatch", "W/\"" + ifMatch + "\"");
            }
        }

        private ObjectNode entry(String method, String url, ObjectNode resource) {
            ObjectNode entry = TestNote.JSON.createObjectNode();
            entry.set("resource", resource);
            entry.putObject("request").put("method", method).put("url", url);
            entries.add(entry);
            return entry;
        }

        FhirClient.Answer send() throws IOException, InterruptedException {
            put(claim, versioned ? claimVersion : "");
            if (withTask) {
                put(task, versioned ? taskVersion : "");
            }
            ObjectNode bundle = TestNote.JSON
                    .createObjectNode()
                    .put("resourceType", "Bundle")
                    .put("type", "transaction");
            bundle.putArray("entry").addAll(entries);
            return client.post("", bundle);
        }

        void mustSend() throws IOException, InterruptedException {
            FhirClient.Answer answer = send();
            if (!answer.ok()) {
                throw new AssertionError(answer.status() + " " + answer.body().toPrettyString());
            }
        }
    }
}
