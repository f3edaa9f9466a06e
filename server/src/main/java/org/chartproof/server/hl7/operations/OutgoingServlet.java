package org.chartproof.server.hl7.operations;

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
import org.chartproof.server.audit.Disclosure;
import org.chartproof.server.hl7.operations.Hl7Access.Administrator;

/**
 * What an administrator sees of an outbox, and does about it, as JSON.
 *
 * <pre>
 * GET  destinations              each with its state, queue and last error
 * POST search                    a filter; "before" and "most" for pages
 * GET  messages/{id}
 * POST messages/{id}/{act}       retry, discard with {"reason": ...}, and what else there is
 * </pre>
 *
 * @param <M> a message of the outbox
 */
public abstract class OutgoingServlet<M> extends AdministratorServlet {
    private static final long serialVersionUID = 1L;

    /** HTTP status of what does not fit how a message stands. */
    protected static final int CONFLICT = 409;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE = 50;
    private static final int LARGEST_PAGE = 500;
    private static final int NOT_FOUND = 404;

    /** @param access decides who is an administrator */
    protected OutgoingServlet(Hl7Access access) {
        super(access);
    }

    /** Those that messages go to, in the order of the configuration. */
    protected abstract List<ObjectNode> destinations();

    /** Messages that match the filter of a request, newest first. */
    protected abstract List<M> search(JsonNode filter, OptionalLong before, int most);

    /** One of them. */
    protected abstract Optional<M> find(long id);

    /** Its number. */
    protected abstract long id(M message);

    /** Id of the Claim that it is about. */
    protected abstract String claim(M message);

    /** How a list shows it. */
    protected abstract ObjectNode view(M message);

    /** How it is shown alone. */
    protected ObjectNode details(M message) {
        return view(message);
    }

    /**
     * Does something about a message.
     *
     * @param act last part of the path
     * @return whether there is such an act
     * @throws Refused if it can't be done
     */
    protected abstract boolean act(M message, String act, Administrator who, JsonNode body);

    @Override
    protected boolean operate(
            List<String> parts, Administrator who, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        switch (request.getMethod()) {
            case "GET" -> write(response, get(parts, request));
            case "POST" -> write(response, post(parts, who, request));
            default -> throw nothingThere();
        }
        return true;
    }

    private ObjectNode get(List<String> parts, HttpServletRequest request) {
        if (parts.equals(List.of("destinations"))) {
            ObjectNode answer = JSON.createObjectNode();
            answer.putArray("destinations").addAll(destinations());
            return answer;
        }
        if (parts.size() == 2 && parts.get(0).equals("messages")) {
            return details(message(parts.get(1), request));
        }
        throw nothingThere();
    }

    private ObjectNode post(List<String> parts, Administrator who, HttpServletRequest request) throws IOException {
        JsonNode body = Requests.shortJson(request);
        if (parts.equals(List.of("search"))) {
            return page(body);
        }
        if (parts.size() == 3
                && parts.get(0).equals("messages")
                && act(message(parts.get(1), request), parts.get(2), who, body)) {
            return details(message(parts.get(1), request));
        }
        throw nothingThere();
    }

    private ObjectNode page(JsonNode body) {
        int most = Requests.most(body, PAGE, LARGEST_PAGE);
        List<M> found = search(body, Requests.before(body, "message"), most);
        ObjectNode page = JSON.createObjectNode();
        ArrayNode list = page.putArray("messages");
        found.forEach(one -> list.add(view(one)));
        if (found.size() == most) {
            page.put("before", Long.toString(id(found.get(most - 1))));
        }
        return page;
    }

    /**
     * The message that a path names, for whoever asks: that is recorded as about the claim's patient.
     *
     * @throws Refused if there is none
     */
    protected final M message(String id, HttpServletRequest request) {
        try {
            M message = find(Long.parseLong(id)).orElseThrow(OutgoingServlet::nothingThere);
            Disclosure.of(request, List.of("Claim/" + claim(message)));
            return message;
        } catch (NumberFormatException e) {
            throw nothingThere();
        }
    }

    /** That there is nothing under a path. */
    protected static Refused nothingThere() {
        return new Refused(NOT_FOUND, "There is no such message or operation.");
    }

    /** A constant as requests and answers have it. */
    protected static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /**
     * The state that a filter names.
     *
     * @throws Refused if it names none of them
     */
    protected static <S extends Enum<S>> Optional<S> state(JsonNode filter, Class<S> states) {
        try {
            return Requests.optional(filter, "state").map(word -> Enum.valueOf(states, word.toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
            throw new Refused(400, "'state' is waiting, sent, dead or discarded.");
        }
    }
}
