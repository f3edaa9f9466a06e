package org.chartproof.server.ehr.search;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.chartproof.server.ehr.connection.Ehr;
import org.chartproof.server.ehr.connection.EhrRequest;
import org.chartproof.server.ehr.connection.Reply;
import org.chartproof.server.ehr.http.EhrUnavailable;

/** Searches, page by page. */
public final class Searches {

    private static final int MOST_PAGES = 100_000;

    private Searches() {}

    /**
     * Hands over each page of a search.
     *
     * @param query such as {@code Encounter?patient=x}
     * @throws EhrUnavailable if the EHR does not answer, refuses, or sends something else than a search's result
     */
    public static void each(Ehr ehr, String query, Consumer<Page> take) {
        String next = query;
        Set<String> seen = new HashSet<>();
        while (seen.size() < MOST_PAGES && seen.add(next)) {
            JsonNode bundle = ask(ehr, next, take);
            Optional<String> link = next(ehr, bundle);
            if (link.isEmpty()) {
                return;
            }
            next = link.get();
        }
        throw EhrUnavailable.here("endless-search", "The pages of a search have no end");
    }

    private static JsonNode ask(Ehr ehr, String address, Consumer<Page> take) {
        Reply reply = ehr.client().send(EhrRequest.get(address));
        if (!(reply instanceof Reply.Done done)) {
            // A link to a next page that has expired as well: the search begins anew next time.
            String code = reply instanceof Reply.Refused refused ? refused.code() : "not-found";
            String reason = reply instanceof Reply.Refused refused ? refused.reason() : "HTTP 404 or 410.";
            throw EhrUnavailable.here(code, "A search was not answered: " + reason.replaceFirst("\\.$", ""));
        }
        JsonNode bundle = done.json();
        if (!bundle.path("resourceType").asText().equals("Bundle")) {
            throw EhrUnavailable.here("no-bundle", "A search was answered by something else than a Bundle in JSON");
        }
        List<JsonNode> matches = new ArrayList<>();
        for (JsonNode entry : bundle.path("entry")) {
            String mode = entry.at("/search/mode").asText("match");
            if (mode.equals("match") && entry.path("resource").isObject()) {
                matches.add(entry.path("resource"));
            }
        }
        take.accept(new Page(matches, asOf(done)));
        return bundle;
    }

    /** By the EHR's clock, which has whole seconds here; where it shows none by ours. */
    private static Instant asOf(Reply.Done done) {
        Optional<String> date = done.headers().firstValue("Date");
        try {
            return date.map(text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant()
                            // It was stamped when the answer began; the search was done before.
                            .minusSeconds(1))
                    .orElse(done.askedAt());
        } catch (DateTimeParseException e) {
            return done.askedAt();
        }
    }

    private static Optional<String> next(Ehr ehr, JsonNode bundle) {
        for (JsonNode link : bundle.path("link")) {
            if (link.path("relation").asText().equals("next")) {
                String url = link.path("url").asText();
                if (url.contains("://") && !ehr.client().isHome(URI.create(url))) {
                    throw EhrUnavailable.here("foreign-link", "The next page of a search lies on another host");
                }
                return Optional.of(url);
            }
        }
        return Optional.empty();
    }
}
