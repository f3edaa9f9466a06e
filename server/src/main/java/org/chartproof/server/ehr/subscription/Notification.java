package org.chartproof.server.ehr.subscription;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.chartproof.server.ehr.arrival.ResourceKey;

/**
 * What a notification says.
 *
 * @param resources that it tells of
 * @param first     number of its first event; empty where it has no numbers
 * @param last      number of its last event, or how many there were so far
 * @param unnamed   whether something happened that it does not name: only a search finds it
 */
record Notification(Set<ResourceKey> resources, OptionalLong first, OptionalLong last, boolean unnamed) {

    Notification {
        resources = Set.copyOf(resources);
    }

    /** That something happened, as R4 says it without a payload. */
    static Notification empty() {
        return new Notification(Set.of(), OptionalLong.empty(), OptionalLong.empty(), true);
    }

    /** As R4 says it in the address. */
    static Notification of(ResourceKey key) {
        return new Notification(Set.of(key), OptionalLong.empty(), OptionalLong.empty(), false);
    }

    /**
     * As it stands in a body: a resource, or a Bundle that begins with the status of the Subscription.
     *
     * @param base FHIR base of the EHR
     */
    static Notification of(JsonNode body, String base) {
        if (!body.path("resourceType").asText().equals("Bundle")) {
            return ResourceKey.parse(body.path("resourceType").asText() + "/"
                            + body.path("id").asText())
                    .map(Notification::of)
                    .orElseGet(Notification::empty);
        }
        JsonNode status = body.at("/entry/0/resource");
        return status.path("resourceType").asText().equals("SubscriptionStatus")
                ? ofStatus(status, body, base)
                : ofParameters(status, body, base);
    }

    /** R4B and R5. */
    private static Notification ofStatus(JsonNode status, JsonNode bundle, String base) {
        List<Event> events = new ArrayList<>();
        for (JsonNode event : status.path("notificationEvent")) {
            events.add(new Event(
                    number(event.path("eventNumber")),
                    event.at("/focus/reference").asText()));
        }
        return of(
                status.path("type").asText(),
                number(status.path("eventsSinceSubscriptionStart")),
                events,
                bundle,
                base);
    }

    /** R4, where the status is a Parameters. */
    private static Notification ofParameters(JsonNode status, JsonNode bundle, String base) {
        String type = "";
        OptionalLong soFar = OptionalLong.empty();
        List<Event> events = new ArrayList<>();
        for (JsonNode parameter : status.path("parameter")) {
            switch (parameter.path("name").asText()) {
                case "type" -> type = value(parameter).asText();
                case "events-since-subscription-start" -> soFar = number(value(parameter));
                case "notification-event" -> events.add(event(parameter));
                default -> {
                    // who it is about and what went wrong is asked of the EHR itself
                }
            }
        }
        return of(type, soFar, events, bundle, base);
    }

    private record Event(OptionalLong number, String focus) {}

    private static Event event(JsonNode parameter) {
        OptionalLong number = OptionalLong.empty();
        String focus = "";
        for (JsonNode part : parameter.path("part")) {
            switch (part.path("name").asText()) {
                case "event-number" -> number = number(value(part));
                case "focus" -> focus = value(part).path("reference").asText();
                default -> {
                    // nothing that is needed
                }
            }
        }
        return new Event(number, focus);
    }

    private static Notification of(String type, OptionalLong soFar, List<Event> events, JsonNode bundle, String base) {
        boolean tells = type.equals("event-notification") || type.equals("query-event");
        Set<ResourceKey> resources = new LinkedHashSet<>();
        if (tells) {
            events.forEach(event -> ResourceKey.of(event.focus(), base).ifPresent(resources::add));
            for (JsonNode entry : bundle.path("entry")) {
                keyOf(entry, base).ifPresent(resources::add);
            }
        }
        OptionalLong first =
                events.stream().flatMapToLong(event -> event.number().stream()).min();
        OptionalLong last =
                events.stream().flatMapToLong(event -> event.number().stream()).max();
        return new Notification(resources, first, last.isPresent() ? last : soFar, tells && resources.isEmpty());
    }

    private static Optional<ResourceKey> keyOf(JsonNode entry, String base) {
        Optional<ResourceKey> named = ResourceKey.of(entry.path("fullUrl").asText(), base);
        return named.or(() -> ResourceKey.parse(entry.at("/resource/resourceType")
                                .asText() + "/" + entry.at("/resource/id").asText()))
                .filter(key -> !key.type().equals("Parameters") && !key.type().equals("SubscriptionStatus"));
    }

    private static JsonNode value(JsonNode parameter) {
        for (String name : List.of(
                "valueCode",
                "valueString",
                "valueUnsignedInt",
                "valueInteger",
                "valueInteger64",
                "valueReference",
                "valueId")) {
            if (parameter.has(name)) {
                return parameter.path(name);
            }
        }
        return parameter.path("value");
    }

    private static OptionalLong number(JsonNode value) {
        String text = value.asText();
        return text.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }
}
