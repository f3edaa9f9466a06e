package org.chartproof.server.ehr.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The EHR's Subscriptions: it tells, tries a few times, and then no more; what it has not told yet is forgotten when its process ends. */
final class Hooks {

    private static final int TRIES = 3;
    private static final String BACKPORT =
            "http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/backport-";

    private final Tenant tenant;
    private final String base;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final ExecutorService sender = Executors.newFixedThreadPool(2, Hooks::daemon);
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor(Hooks::daemon);

    Hooks(Tenant tenant, String base) {
        this.tenant = tenant;
        this.base = base;
        tenant.listen(this::changed);
        heart.scheduleWithFixedDelay(this::beat, 1, 1, TimeUnit.SECONDS);
    }

    private static Thread daemon(Runnable runnable) {
        Thread thread = new Thread(runnable, "hooks");
        thread.setDaemon(true);
        return thread;
    }

    private void changed(String key, long sequence) {
        if (key.startsWith("Subscription/")) {
            return;
        }
        for (Tenant.Stored one : tenant.all("Subscription")) {
            if (!one.deleted() && type(one.resource()).equals(key.substring(0, key.indexOf('/')))) {
                sender.execute(() -> tell(one.resource(), key, sequence));
            }
        }
    }

    /** So that a subscriber sees what it was not told of. */
    private void beat() {
        for (Tenant.Stored one : tenant.all("Subscription")) {
            JsonNode subscription = one.resource();
            if (isTopic(subscription) && !one.deleted()) {
                ObjectNode status = status(subscription, "heartbeat", tenant.sequence(type(subscription)));
                post(subscription, "POST", "", bundle(status).toString());
            }
        }
    }

    private static boolean isTopic(JsonNode subscription) {
        return subscription.path("criteria").asText().startsWith("http");
    }

    /** The type that its criteria name. */
    private static String type(JsonNode subscription) {
        String criteria = isTopic(subscription)
                ? subscription.at("/_criteria/extension/0/valueString").asText()
                : subscription.path("criteria").asText();
        return criteria.substring(0, Math.max(0, criteria.indexOf('?')));
    }

    private void tell(JsonNode subscription, String key, long sequence) {
        String address = "";
        String method = "POST";
        String body = "";
        if (isTopic(subscription)) {
            ObjectNode status = status(subscription, "event-notification", sequence);
            ArrayNode parts = ((ArrayNode) status.path("parameter"))
                    .addObject()
                    .put("name", "notification-event")
                    .putArray("part");
            parts.addObject().put("name", "event-number").put("valueString", Long.toString(sequence));
            parts.addObject().put("name", "focus").putObject("valueReference").put("reference", base + "/" + key);
            body = bundle(status).toString();
        } else if (subscription.at("/channel/payload").isTextual()) {
            address = "/" + key;
            method = "PUT";
            body = tenant.find(key).orElseThrow().resource().toString();
        }
        for (int i = 0; i < TRIES && !post(subscription, method, address, body); i++) {
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ObjectNode status(JsonNode subscription, String type, long sequence) {
        ObjectNode status = Tenant.JSON.createObjectNode().put("resourceType", "Parameters");
        ArrayNode parameters = status.putArray("parameter");
        parameters
                .addObject()
                .put("name", "subscription")
                .putObject("valueReference")
                .put("reference", "Subscription/" + subscription.path("id").asText());
        parameters.addObject().put("name", "status").put("valueCode", "active");
        parameters.addObject().put("name", "type").put("valueCode", type);
        parameters
                .addObject()
                .put("name", "events-since-subscription-start")
                .put("valueString", Long.toString(sequence));
        return status;
    }

    private static ObjectNode bundle(ObjectNode status) {
        ObjectNode bundle =
                Tenant.JSON.createObjectNode().put("resourceType", "Bundle").put("type", "history");
        bundle.withObject("/meta").putArray("profile").add(BACKPORT + "subscription-notification-r4");
        bundle.putArray("entry").addObject().set("resource", status);
        return bundle;
    }

    private boolean post(JsonNode subscription, String method, String address, String body) {
        try {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(subscription.at("/channel/endpoint").asText() + address))
                    .timeout(Duration.ofSeconds(10))
                    .header("Content-Type", "application/fhir+json")
                    .method(method, BodyPublishers.ofString(body))
                    .build();
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
