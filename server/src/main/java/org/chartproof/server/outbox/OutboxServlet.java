package org.chartproof.server.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.chartproof.hl7.out.BillingDestination;
import org.chartproof.server.hl7.operations.Hl7Access;
import org.chartproof.server.hl7.operations.Hl7Access.Administrator;
import org.chartproof.server.hl7.operations.OutgoingServlet;
import org.chartproof.server.hl7.operations.Refused;
import org.chartproof.server.hl7.operations.Requests;
import org.chartproof.server.outbox.Outbox.Standing;
import org.chartproof.server.outbox.Parcel.State;

/**
 * {@code /hl7/outbox/...}: what an administrator sees of what goes out, and does about it.
 *
 * <pre>
 * GET  destinations
 * POST search                    {"destination", "state", "claim", "controlId"}, each optional
 * GET  messages/{id}
 * GET  messages/{id}/raw         its very bytes
 * POST messages/{id}/retry       a dead letter, or one that waits for its next try: at once
 * POST messages/{id}/resend      one that was accepted, under the same control id: the receiver may have lost it
 * POST messages/{id}/discard     {"reason": ...}
 * </pre>
 */
final class OutboxServlet extends OutgoingServlet<Parcel> {
    private static final long serialVersionUID = 1L;

    private final transient List<BillingDestination> destinations;
    private final transient Outbox outbox;
    private final transient Runnable wakeCouriers;

    OutboxServlet(Hl7Access access, List<BillingDestination> destinations, Outbox outbox, Runnable wakeCouriers) {
        super(access);
        this.destinations = List.copyOf(destinations);
        this.outbox = outbox;
        this.wakeCouriers = wakeCouriers;
    }

    @Override
    protected boolean operate(
            List<String> parts, Administrator who, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        boolean raw = request.getMethod().equals("GET")
                && parts.size() == 3
                && parts.get(0).equals("messages")
                && parts.get(2).equals("raw");
        if (!raw) {
            return super.operate(parts, who, request, response);
        }
        Parcel parcel = message(parts.get(1), request);
        byte[] bytes =
                outbox.message(parcel.id()).orElseThrow(() -> new Refused(404, "Its message is not written yet."));
        outbox.audit(parcel.id(), who.name(), "view", "");
        response.setContentType(Requests.HL7_TYPE);
        response.getOutputStream().write(bytes);
        return true;
    }

    @Override
    protected boolean act(Parcel parcel, String act, Administrator who, JsonNode body) {
        switch (act) {
            case "retry" -> again(parcel, parcel.state() == State.DEAD || parcel.state() == State.WAITING);
            case "resend" -> again(parcel, parcel.state() == State.SENT);
            case "discard" -> discard(parcel, Requests.text(body, "reason"));
            default -> {
                return false;
            }
        }
        outbox.audit(
                parcel.id(), who.name(), act, Requests.optional(body, "reason").orElse(""));
        wakeCouriers.run();
        return true;
    }

    private void again(Parcel parcel, boolean fits) {
        if (!fits) {
            throw new Refused(CONFLICT, "It is " + word(parcel.state()) + ".");
        }
        if (!outbox.resend(parcel.id())) {
            throw new Refused(
                    CONFLICT,
                    "A newer message about the same claim was accepted, which this one would undo; or its message is not written yet.");
        }
    }

    private void discard(Parcel parcel, String reason) {
        if (!outbox.discard(parcel.id(), reason)) {
            throw new Refused(CONFLICT, "It is " + word(parcel.state()) + ".");
        }
    }

    @Override
    protected List<ObjectNode> destinations() {
        return destinations.stream().map(this::view).toList();
    }

    private ObjectNode view(BillingDestination destination) {
        Standing standing = outbox.standing(destination.name());
        ObjectNode view = JsonNodeFactory.instance
                .objectNode()
                .put("name", destination.name())
                .put("address", destination.destination().toString())
                .put("state", state(standing));
        ArrayNode kinds = view.putArray("messages");
        destination.kinds().stream().map(OutgoingServlet::word).sorted().forEach(kinds::add);
        return view.put("waiting", standing.waiting())
                .put("oldestWaitingSeconds", standing.oldest().toSeconds())
                .put("dead", standing.dead())
                .put("sent", standing.sent())
                .put("lastError", standing.fault().or(standing::lastError).orElse(""))
                .put("since", standing.faultSince().map(Object::toString).orElse(""));
    }

    /** alert: a person has to look. down: nobody there. retrying: the first in the queue was not accepted yet. */
    private static String state(Standing standing) {
        if (standing.alert()) {
            return "alert";
        }
        if (standing.fault().isPresent()) {
            return "down";
        }
        return standing.lastError().isPresent() ? "retrying" : "up";
    }

    @Override
    protected List<Parcel> search(JsonNode filter, OptionalLong before, int most) {
        return outbox.search(
                Requests.optional(filter, "destination"),
                state(filter, State.class),
                Requests.optional(filter, "claim"),
                Requests.optional(filter, "controlId"),
                before,
                most);
    }

    @Override
    protected Optional<Parcel> find(long id) {
        return outbox.find(id);
    }

    @Override
    protected long id(Parcel parcel) {
        return parcel.id();
    }

    @Override
    protected String claim(Parcel parcel) {
        return parcel.claim();
    }

    @Override
    protected ObjectNode view(Parcel parcel) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", Long.toString(parcel.id()))
                .put("destination", parcel.destination())
                .put("kind", word(parcel.kind()))
                .put("claim", parcel.claim())
                .put("state", word(parcel.state()))
                .put("queuedAt", parcel.queuedAt().toString())
                .put("changedAt", parcel.changedAt().toString())
                .put("tries", parcel.tries())
                .put("controlId", parcel.controlId().orElse(""))
                .put("ackCode", parcel.ackCode().orElse(""))
                .put("reason", parcel.reason().orElse(""));
    }
}
