package org.chartproof.server.cdshooks;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.chartproof.server.cdshooks.Feedback.Outcome;
import org.chartproof.server.cdshooks.Feedback.Reason;

/** Reads what an EHR tells about cards; what is wrong is said by the place of the entry. */
final class FeedbackReader {

    private static final int MOST = 100;
    private static final int LONGEST_CODE = 64;
    private static final int LONGEST_COMMENT = 4000;

    private FeedbackReader() {}

    static List<Feedback> read(JsonNode body) {
        JsonNode entries = body.path("feedback");
        if (!entries.isArray() || entries.isEmpty() || entries.size() > MOST) {
            throw HookRefused.badRequest("'feedback' has to be an array of 1 to " + MOST + " entries.");
        }
        List<Feedback> all = new ArrayList<>();
        for (JsonNode entry : entries) {
            String place = "'feedback[" + all.size() + "]";
            all.add(new Feedback(card(entry, place), outcome(entry, place), time(entry, place)));
        }
        return all;
    }

    private static UUID card(JsonNode entry, String place) {
        try {
            return UUID.fromString(entry.path("card").asText());
        } catch (IllegalArgumentException e) {
            throw HookRefused.badRequest(place + ".card' has to be the UUID of a card.");
        }
    }

    private static Instant time(JsonNode entry, String place) {
        try {
            return OffsetDateTime.parse(entry.path("outcomeTimestamp").asText()).toInstant();
        } catch (DateTimeException e) {
            throw HookRefused.badRequest(place + ".outcomeTimestamp' has to be a time such as 2026-05-04T09:00:00Z.");
        }
    }

    private static Outcome outcome(JsonNode entry, String place) {
        return switch (entry.path("outcome").asText()) {
            case "accepted" ->
                new Outcome.Accepted(entry.path("acceptedSuggestions").size() > 0);
            case "overridden" -> {
                JsonNode override = entry.path("overrideReason");
                yield new Outcome.Overridden(reason(override.path("reason"), place), comment(override, place));
            }
            default -> throw HookRefused.badRequest(place + ".outcome' has to be accepted or overridden.");
        };
    }

    private static Optional<Reason> reason(JsonNode reason, String place) {
        String code = reason.path("code").asText("").strip();
        if (code.isEmpty()) {
            return Optional.empty();
        }
        if (code.length() > LONGEST_CODE) {
            throw HookRefused.badRequest(place + ".overrideReason.reason.code' is longer than a code.");
        }
        String system = reason.path("system").asText("").strip();
        // An EHR that hands on the code alone means one of those that the card offered.
        boolean ours = (system.isEmpty() || system.equals(OverrideReason.SYSTEM));
        Optional<OverrideReason> known = Arrays.stream(OverrideReason.values())
                .filter(one -> ours && one.code().equals(code))
                .findFirst();
        return Optional.of(new Reason(
                known.isPresent() ? OverrideReason.SYSTEM : system,
                code,
                known.map(OverrideReason::display).orElse("")));
    }

    private static Optional<String> comment(JsonNode override, String place) {
        String comment = override.path("userComment").asText("").strip();
        if (comment.length() > LONGEST_COMMENT) {
            throw HookRefused.badRequest(
                    place + ".overrideReason.userComment' is longer than " + LONGEST_COMMENT + " characters.");
        }
        return Optional.of(comment).filter(text -> !text.isEmpty());
    }
}
