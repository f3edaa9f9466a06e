package org.chartproof.server.ehr.writeback;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.chartproof.server.config.EhrSource;
import org.chartproof.server.ehr.writeback.EhrOutbox.Standing;
import org.chartproof.server.ehr.writeback.Parcel.State;
import org.chartproof.server.hl7.operations.AdministratorServlet;
import org.chartproof.server.hl7.operations.Hl7Access;
import org.chartproof.server.hl7.operations.Hl7Access.Administrator;
import org.chartproof.server.hl7.operations.Refused;
import org.chartproof.server.hl7.operations.Requests;

/**
 * {@code /ehr/outbox/...}: what an administrator sees of what EHRs are told, and does about it, as JSON. It holds no identifier of a patient and no code.
 *
 * <pre>
 * GET  destinations              each EHR that is told anything, with its state, queue and last error
 * POST search                    {"source", "state", "claim"}, each optional; "before" and "most" for pages
 * GET  messages/{id}             one, with the resources that the EHR was given
 * POST messages/{id}/retry       a dead letter, or one that waits for its next try: at once
 * POST messages/{id}/discard     {"reason": ...}
 * </pre>
 */
final class EhrOutboxServlet extends AdministratorServlet {
    private static final long serialVersionUID = 1L;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE = 50;
    private static final int LARGEST_PAGE = 500;
    private static final int LONGEST_BODY = 64 * 1024;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final transient List<EhrSource> sources;
    private final transient EhrOutbox outbox;
    private final transient WrittenTable written;
    private final transient Runnable wakeCouriers;

    EhrOutboxServlet(
            Hl7Access access, List<EhrSource> sources, EhrOutbox outbox, WrittenTable written, Runnable wakeCouriers) {
        super(access);
        this.sources = List.copyOf(sources);
        this.outbox = outbox;
        this.written = written;
        this.wakeCouriers = wakeCouriers;
    }

    @Override
    protected boolean operate(
            List<String> parts, Administrator who, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        switch (request.getMethod()) {
            case "GET" -> write(response, get(parts));
            case "POST" -> write(response, post(parts, who, body(request)));
            default -> throw nothingThere();
        }
        return true;
    }

    private ObjectNode get(List<String> parts) {
        if (parts.equals(List.of("destinations"))) {
            return destinations();
        }
        if (parts.size() == 2 && parts.get(0).equals("messages")) {
            return details(find(parts.get(1)));
        }
        throw nothingThere();
    }

    private ObjectNode post(List<String> parts, Administrator who, JsonNode body) {
        if (parts.equals(List.of("search"))) {
            return search(body);
        }
        if (parts.size() != 3 || !parts.get(0).equals("messages")) {
            throw nothingThere();
        }
        Parcel parcel = find(parts.get(1));
        String reason = body.path("reason").asText("").strip();
        switch (parts.get(2)) {
            case "retry" -> require(outbox.retry(parcel.id()), parcel);
            case "discard" -> {
                if (reason.isEmpty()) {
                    throw new Refused(400, "'reason' is missing.");
                }
                require(outbox.discard(parcel.id(), reason), parcel);
            }
            default -> throw nothingThere();
        }
        outbox.audit(parcel.id(), who.name(), parts.get(2), reason);
        wakeCouriers.run();
        return details(find(parts.get(1)));
    }

    private static void require(boolean done, Parcel parcel) {
        if (!done) {
            throw new Refused(
                    CONFLICT,
                    parcel.state() == State.DEAD
                            ? "A newer one about the same claim waits already; it tells all that this one would."
                            : "It is " + word(parcel.state()) + ".");
        }
    }

    private Parcel find(String id) {
        try {
            return outbox.find(Long.parseLong(id)).orElseThrow(EhrOutboxServlet::nothingThere);
        } catch (NumberFormatException e) {
            throw nothingThere();
        }
    }

    private static Refused nothingThere() {
        return new Refused(NOT_FOUND, "There is no such message or operation.");
    }

    private ObjectNode destinations() {
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode list = answer.putArray("destinations");
        for (EhrSource source : sources) {
            Standing standing = outbox.standing(source.name());
            ObjectNode one = list.addObject()
                    .put("name", source.name())
                    .put("address", source.base().toString())
                    .put("state", standing.state());
            ArrayNode kinds = one.putArray("kinds");
            source.writeBack().kinds().stream()
                    .map(EhrOutboxServlet::word)
                    .sorted()
                    .forEach(kinds::add);
            one.put("waiting", standing.waiting())
                    .put("oldestWaitingSeconds", standing.oldest().toSeconds())
                    .put("dead", standing.dead())
                    .put("sent", standing.sent())
                    .put("lastError", standing.fault().or(standing::lastError).orElse(""))
                    .put("since", standing.faultSince().map(Object::toString).orElse(""));
        }
        return answer;
    }

    private ObjectNode search(JsonNode body) {
        int most = Requests.most(body, PAGE, LARGEST_PAGE);
        List<Parcel> found = outbox.search(
                Requests.optional(body, "source"),
                Requests.optional(body, "state").map(EhrOutboxServlet::state),
                Requests.optional(body, "claim"),
                before(body),
                most);
        ObjectNode page = JSON.createObjectNode();
        ArrayNode list = page.putArray("messages");
        found.forEach(parcel -> list.add(view(parcel)));
        if (found.size() == most) {
            page.put("before", Long.toString(found.get(most - 1).id()));
        }
        return page;
    }

    private static OptionalLong before(JsonNode body) {
        Optional<String> before = Requests.optional(body, "before");
        try {
            return before.isPresent() ? OptionalLong.of(Long.parseLong(before.get())) : OptionalLong.empty();
        } catch (NumberFormatException e) {
            throw new Refused(400, "'before' is the id of a message.");
        }
    }

    private static State state(String word) {
        try {
            return State.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new Refused(400, "'state' is waiting, sent, dead or discarded.");
        }
    }

    private ObjectNode details(Parcel parcel) {
        ObjectNode details = view(parcel);
        ArrayNode resources = details.putArray("resources");
        written.of(parcel.source(), parcel.claim(), parcel.kind()).values().forEach(one -> resources
                .addObject()
                .put("name", one.name())
                .put("type", one.type())
                .put("foreignId", one.foreignId().orElse(""))
                .put("withdrawn", one.withdrawn()));
        return details;
    }

    private static ObjectNode view(Parcel parcel) {
        return JSON.createObjectNode()
                .put("id", Long.toString(parcel.id()))
                .put("source", parcel.source())
                .put("kind", word(parcel.kind()))
                .put("claim", parcel.claim())
                .put("state", word(parcel.state()))
                .put("queuedAt", parcel.queuedAt().toString())
                .put("changedAt", parcel.changedAt().toString())
                .put("tries", parcel.tries())
                .put("reason", parcel.reason().orElse(""))
                .put("hint", parcel.hint().orElse(""));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static JsonNode body(HttpServletRequest request) throws IOException {
        Requests.requireType(request, Requests.JSON_TYPE);
        byte[] body = request.getInputStream().readNBytes(LONGEST_BODY + 1);
        try {
            JsonNode read = JSON.readTree(body);
            if (body.length <= LONGEST_BODY && read != null && read.isObject()) {
                return read;
            }
        } catch (JsonProcessingException e) {
            throw new Refused(400, "The body is not JSON.");
        }
        throw new Refused(400, "The body has to be a JSON object.");
    }
}
