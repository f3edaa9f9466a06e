package org.chartproof.server.ehr.writeback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.chartproof.server.config.EhrSource;
import org.chartproof.server.ehr.turn.TurnTable;
import org.chartproof.server.ehr.turn.Turns;
import org.chartproof.server.ehr.writeback.EhrOutbox.Standing;
import org.chartproof.server.ehr.writeback.Parcel.State;
import org.chartproof.server.hl7.operations.Hl7Access;
import org.chartproof.server.hl7.operations.Hl7Access.Administrator;
import org.chartproof.server.hl7.operations.OutgoingServlet;
import org.chartproof.server.hl7.operations.Refused;
import org.chartproof.server.hl7.operations.Requests;

/**
 * {@code /ehr/outbox/...}: what an administrator sees of what EHRs are told, and does about it. It holds no identifier of a patient and no code.
 *
 * <pre>
 * GET  destinations              each EHR that is told anything
 * POST search                    {"source", "state", "claim"}, each optional
 * GET  messages/{id}             one, with the resources that the EHR was given
 * POST messages/{id}/retry       a dead letter, or one that waits for its next try: at once
 * POST messages/{id}/discard     {"reason": ...}
 * </pre>
 */
final class EhrOutboxServlet extends OutgoingServlet<Parcel> {
    private static final long serialVersionUID = 1L;

    private final transient List<EhrSource> sources;
    private final transient EhrOutbox outbox;
    private final transient WrittenTable written;
    private final transient TurnTable table;
    private final transient Turns turns;

    EhrOutboxServlet(
            Hl7Access access,
            List<EhrSource> sources,
            EhrOutbox outbox,
            WrittenTable written,
            TurnTable table,
            Turns turns) {
        super(access);
        this.sources = List.copyOf(sources);
        this.outbox = outbox;
        this.written = written;
        this.table = table;
        this.turns = turns;
    }

    @Override
    protected List<ObjectNode> destinations() {
        return sources.stream().map(this::view).toList();
    }

    private ObjectNode view(EhrSource source) {
        Standing standing = outbox.standing(source.name());
        Optional<String> fault = table.standings(source.name()).stream()
                .filter(turn -> turn.work().equals(Courier.WORK))
                .flatMap(turn -> turn.fault().stream())
                .findFirst();
        ObjectNode view = JsonNodeFactory.instance
                .objectNode()
                .put("name", source.name())
                .put("address", source.base().toString())
                .put("state", fault.isPresent() ? "down" : standing.lastError().isPresent() ? "retrying" : "up");
        ArrayNode kinds = view.putArray("kinds");
        source.writeBack().kinds().stream().map(OutgoingServlet::word).sorted().forEach(kinds::add);
        return view.put("waiting", standing.waiting())
                .put("oldestWaitingSeconds", standing.oldest().toSeconds())
                .put("dead", standing.dead())
                .put("sent", standing.sent())
                .put("lastError", fault.or(standing::lastError).orElse(""));
    }

    @Override
    protected List<Parcel> search(JsonNode filter, OptionalLong before, int most) {
        return outbox.search(
                Requests.optional(filter, "source"),
                state(filter, State.class),
                Requests.optional(filter, "claim"),
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
    protected boolean act(Parcel parcel, String act, Administrator who, JsonNode body) {
        boolean done;
        switch (act) {
            case "retry" -> done = outbox.retry(parcel.id());
            case "discard" -> done = outbox.discard(parcel.id(), Requests.text(body, "reason"));
            default -> {
                return false;
            }
        }
        if (!done) {
            throw new Refused(
                    CONFLICT,
                    parcel.state() == State.DEAD
                            ? "A newer one about the same claim waits already; it tells all that this one would."
                            : "It is " + word(parcel.state()) + ".");
        }
        outbox.audit(
                parcel.id(), who.name(), act, Requests.optional(body, "reason").orElse(""));
        boolean unused = turns.ask(parcel.source(), Courier.WORK);
        return true;
    }

    @Override
    protected ObjectNode details(Parcel parcel) {
        ObjectNode details = view(parcel);
        ArrayNode resources = details.putArray("resources");
        written.of(parcel.source(), parcel.claim(), parcel.kind()).values().forEach(one -> resources
                .addObject()
                .put("name", one.id().name())
                .put("type", one.type())
                .put("foreignId", one.foreignId().orElse(""))
                .put("withdrawn", one.withdrawn()));
        return details;
    }

    @Override
    protected ObjectNode view(Parcel parcel) {
        return JsonNodeFactory.instance
                .objectNode()
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
}
