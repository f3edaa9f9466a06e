package org.chartproof.server.ehr.subscription;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.chartproof.server.config.EhrSource.Subscribing;
import org.chartproof.server.config.EhrSource.Subscribing.Payload;
import org.chartproof.server.config.EhrSource.Subscribing.Way;

/** The Subscription resource that an EHR is asked to serve: that of R4, or that of the Subscriptions R5 Backport guide. */
final class SubscriptionRequest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BACKPORT =
            "http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/backport-";
    private static final int HEARTBEAT_SECONDS = 60;
    private static final int TIMEOUT_SECONDS = 30;
    private static final int MOST_EVENTS = 20;

    private final Subscribing settings;
    private final URI endpoint;

    SubscriptionRequest(Subscribing settings, URI endpoint) {
        this.settings = settings;
        this.endpoint = endpoint;
    }

    /** @param criteria a search, such as {@code Encounter?status=finished} */
    ObjectNode build(String type, String criteria, Instant end) {
        ObjectNode subscription = JSON.createObjectNode().put("resourceType", "Subscription");
        subscription
                .put("status", "requested")
                .put("reason", "Coding of encounters from their documentation")
                .put("end", end.truncatedTo(ChronoUnit.SECONDS).toString());
        ObjectNode channel = JSON.createObjectNode().put("type", "rest-hook").put("endpoint", endpoint.toString());
        if (settings.way() == Way.TOPIC) {
            topic(subscription, channel, type, criteria);
        } else {
            subscription.put("criteria", criteria);
            if (settings.payload() == Payload.FULL) {
                channel.put("payload", "application/fhir+json");
            }
        }
        subscription.set("channel", channel);
        return subscription;
    }

    private void topic(ObjectNode subscription, ObjectNode channel, String type, String criteria) {
        subscription.putObject("meta").putArray("profile").add(BACKPORT + "subscription");
        subscription.put("criteria", settings.topic().replace("TYPE", type));
        subscription
                .putObject("_criteria")
                .putArray("extension")
                .addObject()
                .put("url", BACKPORT + "filter-criteria")
                .put("valueString", criteria);
        channel.put("payload", "application/fhir+json");
        channel.putObject("_payload")
                .putArray("extension")
                .addObject()
                .put("url", BACKPORT + "payload-content")
                .put(
                        "valueCode",
                        switch (settings.payload()) {
                            case EMPTY -> "empty";
                            case ID -> "id-only";
                            case FULL -> "full-resource";
                        });
        channel.putArray("extension")
                .add(number("heartbeat-period", "valueUnsignedInt", HEARTBEAT_SECONDS))
                .add(number("timeout", "valueUnsignedInt", TIMEOUT_SECONDS))
                .add(number("max-count", "valuePositiveInt", MOST_EVENTS));
    }

    private static ObjectNode number(String name, String field, int value) {
        return JSON.createObjectNode().put("url", BACKPORT + name).put(field, value);
    }
}
