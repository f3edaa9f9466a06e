package org.chartproof.server.hl7.operations;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.chartproof.server.hl7.ledger.MessageFilter;
import org.chartproof.server.hl7.ledger.MessageState;

/** Reads what an administrator's request says. */
public final class Requests {

    /** A message as it travels over HTTP (HL7 over HTTP): no form of a web page can send this type to another site. */
    public static final String HL7_TYPE = "application/hl7-v2";

    /** JSON, which no form of a web page can send to another site either. */
    public static final String JSON_TYPE = "application/json";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> FILTER = Set.of(
            "feed",
            "patient",
            "visit",
            "controlId",
            "event",
            "state",
            "reasonCode",
            "from",
            "to",
            "before",
            "most",
            "dryRun");

    private static final int LONGEST_SHORT_BODY = 64 * 1024;

    private final int longestBody;

    /** @param longestBody in bytes */
    Requests(int longestBody) {
        this.longestBody = longestBody;
    }

    /** The body as JSON. */
    JsonNode json(HttpServletRequest request) throws IOException {
        requireType(request, JSON_TYPE);
        try {
            JsonNode body = JSON.readTree(body(request));
            if (body == null || !body.isObject()) {
                throw new Refused(400, "The body has to be a JSON object.");
            }
            return body;
        } catch (JsonProcessingException e) {
            throw new Refused(400, "The body is not JSON.");
        }
    }

    /** A body of a few lines as JSON, for operations that need no more. */
    public static JsonNode shortJson(HttpServletRequest request) throws IOException {
        requireType(request, JSON_TYPE);
        byte[] body = request.getInputStream().readNBytes(LONGEST_SHORT_BODY + 1);
        try {
            JsonNode read = JSON.readTree(body);
            if (body.length <= LONGEST_SHORT_BODY && read != null && read.isObject()) {
                return read;
            }
        } catch (JsonProcessingException e) {
            throw new Refused(400, "The body is not JSON.");
        }
        throw new Refused(400, "The body has to be a JSON object.");
    }

    /** The body as bytes of a message. */
    byte[] message(HttpServletRequest request) throws IOException {
        requireType(request, HL7_TYPE);
        byte[] body = body(request);
        if (body.length == 0) {
            throw new Refused(400, "The body has to be a message.");
        }
        return body;
    }

    /** Refuses a body of another type: no form of a web page can send ours to another site. */
    public static void requireType(HttpServletRequest request, String type) {
        String given = request.getContentType();
        if (given == null || !given.split(";", 2)[0].strip().equalsIgnoreCase(type)) {
            throw new Refused(415, "The Content-Type has to be " + type + ".");
        }
    }

    private byte[] body(HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readNBytes(longestBody + 1);
        if (body.length > longestBody) {
            throw new Refused(413, "The body is longer than server.max-request-bytes allows.");
        }
        return body;
    }

    public static String text(JsonNode body, String name) {
        String text = body.path(name).asText("").strip();
        if (text.isEmpty()) {
            throw new Refused(400, "'" + name + "' is missing.");
        }
        return text;
    }

    /** The filter of a search or replay; an unknown part is refused, lest more is meant than was said. */
    static MessageFilter filter(JsonNode body) {
        for (Iterator<String> names = body.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!FILTER.contains(name)) {
                throw new Refused(
                        400,
                        "Unknown part of a filter; known are "
                                + FILTER.stream().sorted().toList() + ".");
            }
        }
        return new MessageFilter(
                optional(body, "feed"),
                optional(body, "patient"),
                optional(body, "visit"),
                optional(body, "controlId"),
                optional(body, "event"),
                optional(body, "state").map(Requests::state),
                optional(body, "reasonCode"),
                optional(body, "from").map(Requests::time),
                optional(body, "to").map(Requests::time));
    }

    static OptionalLong before(JsonNode body) {
        return optional(body, "before")
                .map(text -> OptionalLong.of(number(text)))
                .orElse(OptionalLong.empty());
    }

    /**
     * Where the page before ended.
     *
     * @param what is numbered, as it is told to whoever gives something else
     */
    public static OptionalLong before(JsonNode body, String what) {
        Optional<String> before = optional(body, "before");
        try {
            return before.isPresent() ? OptionalLong.of(Long.parseLong(before.get())) : OptionalLong.empty();
        } catch (NumberFormatException e) {
            throw new Refused(400, "'before' is the id of a " + what + ".");
        }
    }

    /** How many a page is to hold. */
    public static int most(JsonNode body, int standard, int highest) {
        return Math.max(1, Math.min(body.path("most").asInt(standard), highest));
    }

    static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new Refused(404, "There is no such message.");
        }
    }

    /** A text of the body that may be absent. */
    public static Optional<String> optional(JsonNode body, String name) {
        return Optional.of(body.path(name).asText("").strip()).filter(text -> !text.isEmpty());
    }

    private static MessageState state(String text) {
        try {
            return MessageState.of(text);
        } catch (IllegalArgumentException e) {
            throw new Refused(400, "'state' has to be one of waiting, done, kept, dead, refused, discarded.");
        }
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new Refused(400, "'from' and 'to' have to be times such as 2026-05-04T09:00:00Z.");
        }
    }
}
