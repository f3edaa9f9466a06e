package org.chartproof.server.hl7.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.chartproof.server.audit.Disclosure;
import org.chartproof.server.hl7.ledger.MessageDetails;
import org.chartproof.server.hl7.ledger.MessageFilter;
import org.chartproof.server.hl7.ledger.MessageSummary;
import org.chartproof.server.hl7.operations.Hl7Access.Administrator;
import org.chartproof.server.hl7.operations.Messages.Edit;

/**
 * {@code /hl7/...}: what an administrator sees and does, as JSON. Identifiers of patients travel in bodies, never in a URL.
 *
 * <pre>
 * GET  feeds                          each feed with its figures
 * POST feeds/{name}/start|stop|restart
 * GET  dead-letters                   how many, by the kind of their reason
 * POST dead-letters/retry             {"reasonCode": ...}
 * POST messages/search                a filter; "before" and "most" for pages
 * GET  messages/{id}                  all of one message
 * GET  messages/{id}/raw              its very bytes
 * POST messages/{id}/retry
 * POST messages/{id}/discard          {"reason": ...}
 * POST messages/{id}/edited-copy      a message; ?reason=
 * POST replay                         a filter; "dryRun": true shows what would change
 * POST preview/{feed}                 a message: what would be answered and made of it
 * </pre>
 */
final class Hl7Servlet extends AdministratorServlet {
    private static final long serialVersionUID = 1L;

    private static final int PAGE = 50;
    private static final int LARGEST_PAGE = 500;
    private static final int LARGEST_DRY_RUN = 100;
    private static final int LARGEST_REPLAY = 1_000_000;

    private final transient Messages messages;
    private final transient FeedOperations feeds;
    private final transient Requests requests;
    private final transient JsonViews views;

    Hl7Servlet(Hl7Access access, Messages messages, FeedOperations feeds, Requests requests, JsonViews views) {
        super(access);
        this.messages = messages;
        this.feeds = feeds;
        this.requests = requests;
        this.views = views;
    }

    @Override
    protected boolean operate(
            List<String> parts, Administrator who, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        return switch (request.getMethod()) {
            case "GET" -> get(parts, who, request, response);
            case "POST" -> post(parts, who, request, response);
            default -> false;
        };
    }

    private boolean get(List<String> parts, Administrator who, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        switch (String.join("/", parts)) {
            case "feeds" -> write(response, feeds.figures(views));
            case "dead-letters" -> write(response, deadLetters());
            default -> {
                return parts.get(0).equals("messages") && parts.size() > 1 && getMessage(parts, who, request, response);
            }
        }
        return true;
    }

    private boolean getMessage(
            List<String> parts, Administrator who, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        boolean raw = parts.size() == 3 && parts.get(2).equals("raw");
        if (parts.size() != 2 && !raw) {
            return false;
        }
        MessageDetails message = messages.view(Requests.number(parts.get(1)), who)
                .orElseThrow(() -> new Refused(404, "There is no such message."));
        Disclosure.of(request, views.written(message));
        if (raw) {
            response.setContentType(Requests.HL7_TYPE);
            response.getOutputStream().write(message.raw());
        } else {
            write(response, views.details(message));
        }
        return true;
    }

    private ObjectNode deadLetters() {
        ObjectNode counts = views.object();
        messages.deadByReason().forEach(counts::put);
        return counts;
    }

    private boolean post(
            List<String> parts, Administrator who, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        switch (String.join("/", parts)) {
            case "dead-letters/retry" ->
                write(
                        response,
                        views.object()
                                .put(
                                        "retried",
                                        messages.retryAlike(Requests.text(requests.json(request), "reasonCode"), who)));
            case "messages/search" -> write(response, search(requests.json(request)));
            case "replay" -> write(response, replay(request, requests.json(request), who));
            default -> {
                if (parts.size() == 2 && parts.get(0).equals("preview")) {
                    ObjectNode preview = feeds.preview(parts.get(1), requests.message(request), views);
                    Disclosure.of(request, JsonViews.changed(preview));
                    write(response, preview);
                    return true;
                }
                if (parts.size() == 3 && parts.get(0).equals("feeds")) {
                    requests.json(request);
                    write(response, feeds.act(parts.get(1), parts.get(2), who, views));
                    return true;
                }
                return parts.size() == 3
                        && parts.get(0).equals("messages")
                        && postMessage(Requests.number(parts.get(1)), parts.get(2), who, request, response);
            }
        }
        return true;
    }

    private boolean postMessage(
            long id, String act, Administrator who, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        switch (act) {
            case "retry" -> {
                requests.json(request);
                write(response, views.object().put("retried", messages.retry(id, who) ? 1 : 0));
            }
            case "discard" -> {
                String reason = Requests.text(requests.json(request), "reason");
                write(response, views.object().put("discarded", messages.discard(id, reason, who) ? 1 : 0));
            }
            case "edited-copy" -> write(response, editedCopy(id, request, who));
            default -> {
                return false;
            }
        }
        return true;
    }

    private ObjectNode editedCopy(long id, HttpServletRequest request, Administrator who) throws IOException {
        String reason = Optional.ofNullable(request.getParameter("reason")).orElse("");
        if (reason.isBlank()) {
            throw new Refused(400, "'reason' is missing: why the copy differs.");
        }
        Edit edit = messages.editedCopy(id, requests.message(request), reason, who);
        if (edit instanceof Edit.Refused refused) {
            throw new Refused(409, refused.reason());
        }
        return views.object().put("id", Long.toString(((Edit.Accepted) edit).id()));
    }

    private ObjectNode search(JsonNode body) {
        int most = Requests.most(body, PAGE, LARGEST_PAGE);
        List<MessageSummary> found = messages.search(Requests.filter(body), Requests.before(body), most);
        ObjectNode page = views.object();
        ArrayNode list = page.putArray("messages");
        found.forEach(message -> list.add(views.summary(message)));
        if (found.size() == most) {
            page.put("before", Long.toString(found.get(most - 1).id()));
        }
        return page;
    }

    private ObjectNode replay(HttpServletRequest request, JsonNode body, Administrator who) {
        MessageFilter filter = Requests.filter(body);
        if (filter.equals(MessageFilter.ALL)) {
            throw new Refused(400, "Say which messages: a filter with at least one part.");
        }
        if (!body.path("dryRun").asBoolean(false)) {
            int most = Requests.most(body, LARGEST_REPLAY, LARGEST_REPLAY);
            return views.object().put("replayed", messages.replay(filter, most, who));
        }
        ObjectNode node = views.object().put("total", messages.count(filter));
        ArrayNode list = node.putArray("messages");
        messages.prospects(filter, Requests.most(body, LARGEST_DRY_RUN, LARGEST_DRY_RUN), who)
                .forEach(prospect -> {
                    ObjectNode one = list.addObject();
                    one.set("message", views.summary(prospect.message()));
                    ObjectNode outcome = one.putObject("outcome");
                    views.rehearsal(outcome, prospect.rehearsal());
                    Disclosure.of(request, JsonViews.changed(outcome));
                });
        return node;
    }
}
