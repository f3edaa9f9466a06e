package org.chartproof.server.cdshooks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.chartproof.server.status.PublicAddress;
import org.chartproof.server.writeback.Canonical;

/** Writes cards as CDS Hooks 2.0 has them. */
final class Cards {

    /** What a card suggests. */
    static final String SUGGESTION = "Put it on my task list";

    private static final ObjectMapper JSON = new ObjectMapper();
    /** CDS Hooks: fewer than 140 characters. */
    private static final int LONGEST_SUMMARY = 139;

    private final PublicAddress address;
    private final boolean suggestTask;

    Cards(PublicAddress address, boolean suggestTask) {
        this.address = address;
        this.suggestTask = suggestTask;
    }

    /** The card of a question. */
    ObjectNode card(UUID id, OpenQuery query, HookService service, HookRequest request) {
        String asked = "Not documented: " + query.axis();
        String summary = query.about().isEmpty() ? asked : asked + " (" + query.about() + ")";
        ObjectNode card = JSON.createObjectNode()
                .put("uuid", id.toString())
                .put("summary", shortened(summary))
                .put("detail", detail(query))
                .put("indicator", service.indicator());
        ObjectNode source = source(card);
        source.putObject("topic")
                .put("system", Canonical.DOCUMENTATION_AXIS)
                .put("code", query.axis())
                .put("display", query.axis());
        ArrayNode reasons = card.putArray("overrideReasons");
        for (OverrideReason reason : OverrideReason.values()) {
            reasons.addObject()
                    .put("system", OverrideReason.SYSTEM)
                    .put("code", reason.code())
                    .put("display", reason.display());
        }
        if (suggestTask) {
            card.put("selectionBehavior", "any");
            card.putArray("suggestions").add(suggestion(id, query, request));
        }
        link(card, "Open the note in Chartproof", query.encounter(), query.issue());
        return card;
    }

    /** The card that stands for all that are too many. */
    ObjectNode more(UUID id, int left, OpenQuery first) {
        ObjectNode card = JSON.createObjectNode()
                .put("uuid", id.toString())
                .put("summary", left == 1 ? "One more question is open" : left + " more questions are open")
                .put("indicator", "info");
        source(card);
        link(card, "See all in Chartproof", first.encounter(), first.issue());
        return card;
    }

    private ObjectNode source(ObjectNode card) {
        return card.putObject("source")
                .put("label", "Chartproof")
                .put("url", address.base().toString());
    }

    private void link(ObjectNode card, String label, String encounter, String issue) {
        String context = JSON.createObjectNode()
                .put("encounter", "Encounter/" + encounter)
                .put("query", "DetectedIssue/" + issue)
                .toString();
        card.putArray("links")
                .addObject()
                .put("label", label)
                .put("type", "smart")
                .put("url", address.at("/app/launch.html"))
                .put("appContext", context);
    }

    private static String detail(OpenQuery query) {
        StringBuilder detail = new StringBuilder(escaped(query.question()));
        if (!query.words().isEmpty()) {
            detail.append("\n\nThe note says: ");
            for (int i = 0; i < query.words().size(); i++) {
                detail.append(i == 0 ? "" : ", ")
                        .append('\u201c')
                        .append(escaped(query.words().get(i)));
                detail.append('\u201d');
            }
        }
        return detail.append("\n\nAn addendum to the note answers it: the encounter is coded anew by itself.")
                .toString();
    }

    /** A reminder, in the ids of the EHR that will store it. */
    private static ObjectNode suggestion(UUID card, OpenQuery query, HookRequest request) {
        ObjectNode suggestion = JSON.createObjectNode()
                .put("label", SUGGESTION)
                .put(
                        "uuid",
                        UUID.nameUUIDFromBytes(("task of " + card).getBytes(StandardCharsets.UTF_8))
                                .toString());
        ObjectNode action = suggestion.putArray("actions").addObject();
        action.put("type", "create").put("description", "A task to answer the question in the note");
        ObjectNode task = action.putObject("resource")
                .put("resourceType", "Task")
                .put("status", "requested")
                .put("intent", "proposal")
                .put("description", query.question());
        task.putObject("code").put("text", "Answer a documentation query");
        task.putObject("for").put("reference", "Patient/" + request.patient());
        request.encounter().ifPresent(id -> task.putObject("encounter").put("reference", "Encounter/" + id));
        task.putObject("owner").put("reference", request.user());
        return suggestion;
    }

    /** Words of a note are shown as words: in Markdown nothing of them marks anything up. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (char one : text.replaceAll("\\s+", " ").toCharArray()) {
            if ("\\`*_[]~".indexOf(one) >= 0) {
                escaped.append('\\');
            }
            escaped.append(one == '<' ? "&lt;" : one == '&' ? "&amp;" : String.valueOf(one));
        }
        return escaped.toString();
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_SUMMARY ? text : text.substring(0, LONGEST_SUMMARY - 1) + "\u2026";
    }
}
