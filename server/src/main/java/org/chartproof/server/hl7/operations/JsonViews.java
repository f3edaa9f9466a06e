package org.chartproof.server.hl7.operations;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.chartproof.server.hl7.ledger.MessageDetails;
import org.chartproof.server.hl7.ledger.MessageSummary;
import org.chartproof.server.hl7.ledger.Reason;
import org.chartproof.server.hl7.mapping.Rehearsal;
import org.chartproof.server.hl7.workspace.Draft;
import org.hl7.fhir.r4.model.Resource;

/** Messages and what comes of them as JSON. */
final class JsonViews {

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    private final ObjectMapper json = new ObjectMapper();
    private final FhirContext fhir;

    JsonViews(FhirContext fhir) {
        this.fhir = fhir;
    }

    ObjectNode object() {
        return json.createObjectNode();
    }

    JsonNode parse(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the ledger holds JSON", e);
        }
    }

    ObjectNode summary(MessageSummary message) {
        // Numbers beyond 2^53 lose digits in a browser: as text.
        ObjectNode node = object().put("id", Long.toString(message.id()))
                .put("feed", message.feed())
                .put("receivedAt", message.receivedAt().toString())
                .put("peer", message.peer())
                .put("controlId", message.controlId())
                .put("event", message.event())
                .put("state", message.state().column())
                .put("tries", message.tries())
                .put("changedAt", message.changedAt().toString());
        message.ackCode().ifPresent(code -> node.put("ackCode", code));
        message.reason().ifPresent(reason -> node.set("reason", reason(reason)));
        message.copyOf().ifPresent(original -> node.put("copyOf", Long.toString(original)));
        return node;
    }

    ObjectNode reason(Reason reason) {
        return object().put("code", reason.code())
                .put("place", reason.place())
                .put("text", reason.text())
                .put("hint", reason.hint());
    }

    ObjectNode details(MessageDetails message) {
        ObjectNode node = summary(message.summary());
        content(node, "raw", message.raw());
        message.ack().ifPresent(ack -> content(node, "ack", ack));
        node.set("warnings", parse(message.warnings()));
        node.set("resources", parse(message.resources()));
        ArrayNode lanes = node.putArray("lanes").add(message.lanes().first());
        message.lanes().second().ifPresent(lanes::add);
        ArrayNode history = node.putArray("history");
        message.history().forEach(action -> history.addObject()
                .put("at", action.at().toString())
                .put("who", action.who())
                .put("what", action.what())
                .put("detail", action.detail()));
        return node;
    }

    /** As text to read, and as the very bytes. */
    void content(ObjectNode node, String name, byte[] bytes) {
        node.put(name, text(bytes));
        node.put(name + "Base64", Base64.getEncoder().encodeToString(bytes));
    }

    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, WINDOWS_1252);
        }
    }

    void rehearsal(ObjectNode node, Rehearsal rehearsal) {
        node.put("state", rehearsal.state().column());
        rehearsal.reason().ifPresent(reason -> node.set("reason", reason(reason)));
        ArrayNode changes = node.putArray("changes");
        for (Draft draft : rehearsal.drafts()) {
            ObjectNode change = changes.addObject().put("resource", draft.key());
            change.put("kept", !draft.stale());
            draft.before().ifPresent(before -> change.set("before", resource(before)));
            change.set("after", resource(draft.after()));
        }
        ArrayNode warnings = node.putArray("warnings");
        rehearsal.warnings().forEach(warning -> warnings.addObject()
                .put("place", warning.place())
                .put("code", warning.code())
                .put("text", warning.text()));
    }

    /** The resources that a message wrote, such as {@code Patient/example}. */
    List<String> written(MessageDetails message) {
        return parse(message.resources()).findValuesAsText("resource");
    }

    /** The resources that a rehearsal shows. */
    static List<String> changed(ObjectNode rehearsal) {
        List<String> changed = new ArrayList<>();
        rehearsal
                .path("changes")
                .forEach(change -> changed.add(change.path("resource").asText()));
        return changed;
    }

    private JsonNode resource(Resource resource) {
        return parse(fhir.newJsonParser().encodeResourceToString(resource));
    }
}
