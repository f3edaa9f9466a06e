package org.chartproof.server.ehr.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.chartproof.server.ehr.arrival.Arrivals;
import org.chartproof.server.ehr.arrival.Arrivals.Seen;
import org.chartproof.server.ehr.arrival.Arrivals.Standing;
import org.chartproof.server.ehr.bulk.ExportTable;
import org.chartproof.server.ehr.bulk.Exporter;
import org.chartproof.server.ehr.connection.Ehr;
import org.chartproof.server.ehr.connection.Ehrs;
import org.chartproof.server.ehr.polling.Polling;
import org.chartproof.server.ehr.subscription.SubscriptionTable;
import org.chartproof.server.ehr.turn.TurnTable;
import org.chartproof.server.ehr.turn.Turns;
import org.chartproof.server.hl7.operations.AdministratorServlet;
import org.chartproof.server.hl7.operations.Hl7Access;
import org.chartproof.server.hl7.operations.Hl7Access.Administrator;
import org.chartproof.server.hl7.operations.Refused;
import org.chartproof.server.hl7.operations.Requests;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /ehr/...}: what an administrator sees of the EHRs, and does about them, as JSON.
 *
 * <pre>
 * GET  sources                        each with its health, what it is asked for, and how many of its resources wait or are dead
 * POST sources/{name}/poll            searches at once
 * POST sources/{name}/export          {"since": ...}: exports its Group, all of it or what changed since then
 * POST resources/search               {"source", "state", "reasonCode", "resource"}, each optional; "before" and "most" for pages
 * POST resources/retry                {"source", "reasonCode"}: all dead ones of one reason
 * GET  resources/{id}
 * POST resources/{id}/retry           fetches it anew, at once
 * POST resources/{id}/withdraw        treats it as deleted in the EHR
 * POST resources/{id}/discard         {"reason": ...}; one that waits or is dead
 * </pre>
 */
public final class EhrServlet extends AdministratorServlet {
    private static final long serialVersionUID = 1L;

    private static final Logger LOG = LoggerFactory.getLogger(EhrServlet.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE = 50;
    private static final int LARGEST_PAGE = 500;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final transient Ehrs ehrs;
    private final transient Arrivals arrivals;
    private final transient TurnTable turnTable;
    private final transient Turns turns;
    private final transient SubscriptionTable subscriptions;
    private final transient ExportTable exports;

    public EhrServlet(
            Hl7Access access,
            Ehrs ehrs,
            Arrivals arrivals,
            TurnTable turnTable,
            Turns turns,
            SubscriptionTable subscriptions,
            ExportTable exports) {
        super(access);
        this.ehrs = ehrs;
        this.arrivals = arrivals;
        this.turnTable = turnTable;
        this.turns = turns;
        this.subscriptions = subscriptions;
        this.exports = exports;
    }

    @Override
    protected boolean operate(
            List<String> parts, Administrator who, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        switch (request.getMethod()) {
            case "GET" -> write(response, get(parts));
            case "POST" -> {
                JsonNode body = Requests.shortJson(request);
                write(response, post(parts, body));
                if (!parts.contains("search")) {
                    LOG.info("{}: {}", who.name(), parts.get(parts.size() - 1));
                }
            }
            default -> throw nothingThere();
        }
        return true;
    }

    private ObjectNode get(List<String> parts) {
        if (parts.equals(List.of("sources"))) {
            ObjectNode answer = JSON.createObjectNode();
            ArrayNode list = answer.putArray("sources");
            ehrs.all().forEach(ehr -> list.add(view(ehr)));
            return answer;
        }
        if (parts.size() == 2 && parts.get(0).equals("resources")) {
            return view(find(parts.get(1)));
        }
        throw nothingThere();
    }

    private ObjectNode post(List<String> parts, JsonNode body) {
        return switch (String.join("/", parts)) {
            case "resources/search" -> search(body);
            case "resources/retry" ->
                JSON.createObjectNode()
                        .put(
                                "retried",
                                arrivals.retryAlike(Requests.text(body, "source"), Requests.text(body, "reasonCode")));
            default -> {
                if (parts.size() == 3 && parts.get(0).equals("sources")) {
                    yield ask(ehrs.named(parts.get(1)).orElseThrow(EhrServlet::nothingThere), parts.get(2), body);
                }
                if (parts.size() == 3 && parts.get(0).equals("resources")) {
                    act(find(parts.get(1)), parts.get(2), body);
                    yield view(find(parts.get(1)));
                }
                throw nothingThere();
            }
        };
    }

    private ObjectNode ask(Ehr ehr, String what, JsonNode body) {
        switch (what) {
            case "poll" -> {
                if (!turns.ask(ehr.name(), Polling.WORK)) {
                    throw new Refused(CONFLICT, "It is not polled.");
                }
            }
            case "export" -> {
                if (ehr.source().bulk().group().isEmpty()) {
                    throw new Refused(CONFLICT, "It has no bulk.group to export.");
                }
                if (!exports.request(ehr.name(), since(body))) {
                    throw new Refused(CONFLICT, "An export is under way.");
                }
                boolean unused = turns.ask(ehr.name(), Exporter.WORK);
            }
            default -> throw nothingThere();
        }
        return view(ehr);
    }

    private static Optional<Instant> since(JsonNode body) {
        try {
            return Requests.optional(body, "since").map(Instant::parse);
        } catch (java.time.DateTimeException e) {
            throw new Refused(400, "'since' is a moment such as 2026-05-04T09:00:00Z.");
        }
    }

    private void act(Seen seen, String act, JsonNode body) {
        boolean done =
                switch (act) {
                    case "retry" -> arrivals.retry(seen.id());
                    case "withdraw" -> arrivals.withdraw(seen.id());
                    case "discard" -> arrivals.discard(seen.id(), Requests.text(body, "reason"));
                    default -> throw nothingThere();
                };
        if (!done) {
            throw new Refused(CONFLICT, "It is " + seen.state() + ".");
        }
    }

    private Seen find(String id) {
        try {
            return arrivals.find(Long.parseLong(id)).orElseThrow(EhrServlet::nothingThere);
        } catch (NumberFormatException e) {
            throw nothingThere();
        }
    }

    private static Refused nothingThere() {
        return new Refused(NOT_FOUND, "There is no such source, resource or operation.");
    }

    private ObjectNode search(JsonNode body) {
        int most = Requests.most(body, PAGE, LARGEST_PAGE);
        List<Seen> found = arrivals.search(
                Requests.optional(body, "source"),
                Requests.optional(body, "state"),
                Requests.optional(body, "reasonCode"),
                Requests.optional(body, "resource"),
                Requests.before(body, "resource"),
                most);
        ObjectNode page = JSON.createObjectNode();
        ArrayNode list = page.putArray("resources");
        found.forEach(one -> list.add(view(one)));
        if (found.size() == most) {
            page.put("before", Long.toString(found.get(most - 1).id()));
        }
        return page;
    }

    private ObjectNode view(Ehr ehr) {
        Standing standing = arrivals.standing(ehr.name());
        ObjectNode node = JSON.createObjectNode()
                .put("name", ehr.name())
                .put("base", ehr.source().base().toString())
                .put("shape", ehr.source().shape().name().toLowerCase(Locale.ROOT))
                .put("state", ehr.health().trouble().isPresent() ? "down" : "up")
                .put("trouble", ehr.health().trouble().map(one -> one.reason()).orElse(""))
                .put(
                        "lastAnswer",
                        ehr.health().lastAnswer().map(Instant::toString).orElse(""))
                .put("waiting", standing.waiting())
                .put("oldestWaitingSeconds", standing.oldest().toSeconds())
                .put("stored", standing.stored())
                .put("skipped", standing.skipped())
                .put("dead", standing.dead());
        ArrayNode work = node.putArray("work");
        turnTable.standings(ehr.name()).forEach(turn -> work.addObject()
                .put("name", turn.work())
                .put("dueAt", turn.dueAt().toString())
                .put("doneAt", turn.doneAt().map(Instant::toString).orElse(""))
                .put("fault", turn.fault().orElse("")));
        ArrayNode subscribed = node.putArray("subscriptions");
        subscriptions.standings(ehr.name()).forEach(one -> subscribed
                .addObject()
                .put("type", one.type())
                .put("status", one.status())
                .put("endsAt", one.endsAt().map(Instant::toString).orElse(""))
                .put("heardAt", one.heardAt().map(Instant::toString).orElse("")));
        ArrayNode loads = node.putArray("exports");
        exports.all(ehr.name()).forEach(one -> loads.addObject()
                .put("state", one.state())
                .put("progress", one.progress().orElse(""))
                .put("errors", one.errors())
                .put("reason", one.reason().orElse(""))
                .put("changedAt", one.changedAt().toString()));
        return node;
    }

    private static ObjectNode view(Seen one) {
        return JSON.createObjectNode()
                .put("id", Long.toString(one.id()))
                .put("source", one.source())
                .put("resource", one.resource())
                .put("local", one.local().orElse(""))
                .put("state", one.state())
                .put("way", one.way())
                .put("tries", one.tries())
                .put("reasonCode", one.reasonCode())
                .put("reason", one.reason())
                .put("hint", one.hint())
                .put("firstToldAt", one.firstToldAt().toString())
                .put("changedAt", one.changedAt().toString())
                .put("dueAt", one.dueAt().toString());
    }
}
