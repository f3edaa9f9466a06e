package org.chartproof.server.ehr.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** The resources of one EHR, in their versions, as its users change them. */
final class Tenant {

    static final ObjectMapper JSON = new ObjectMapper();

    /** How long an EHR may take from dating a change to its being found. */
    private static final int LATEST_MILLIS = 400;

    interface Listener {
        void changed(String key, long sequence);
    }

    /** The newest version; null where it was deleted. */
    record Stored(String key, JsonNode resource, boolean deleted, Instant updated) {}

    private final Map<String, Stored> resources = new LinkedHashMap<>();
    private final Map<String, ObjectNode> jobs = new LinkedHashMap<>();
    private final Map<String, Long> sequences = new LinkedHashMap<>();
    private final Random random = new Random(7);
    private final Journal journal;
    private Listener listener = (key, sequence) -> {};

    Tenant(Path file) {
        journal = new Journal(file, this::replay);
    }

    void listen(Listener given) {
        listener = given;
    }

    private synchronized void replay(JsonNode change) {
        if (change.has("job")) {
            jobs.put(change.path("job").path("id").asText(), (ObjectNode) change.path("job"));
            return;
        }
        String key = change.path("key").asText();
        Instant updated = Instant.parse(change.path("updated").asText());
        resources.remove(key);
        resources.put(
                key,
                new Stored(key, change.path("resource"), change.path("deleted").asBoolean(), updated));
        sequences.merge(type(key), 1L, Long::sum);
    }

    private static String type(String key) {
        return key.substring(0, key.indexOf('/'));
    }

    /** Creates or updates. */
    synchronized JsonNode put(ObjectNode resource) {
        String key = resource.path("resourceType").asText() + "/"
                + resource.path("id").asText();
        Stored before = resources.get(key);
        long version =
                before == null ? 1 : before.resource().at("/meta/versionId").asLong() + 1;
        // Dated a little before it is found, as by a transaction that takes its time.
        Instant updated = Instant.now()
                .truncatedTo(ChronoUnit.MILLIS)
                .minusMillis(before == null ? random.nextInt(LATEST_MILLIS) : 0);
        resource.withObject("/meta").put("versionId", Long.toString(version)).put("lastUpdated", updated.toString());
        change(key, resource, false, updated);
        return resource;
    }

    synchronized void delete(String key) {
        Stored before = resources.get(key);
        if (before != null) {
            change(key, before.resource(), true, Instant.now());
        }
    }

    private void change(String key, JsonNode resource, boolean deleted, Instant updated) {
        ObjectNode change =
                JSON.createObjectNode().put("key", key).put("deleted", deleted).put("updated", updated.toString());
        change.set("resource", resource);
        journal.append(change);
        resources.remove(key);
        resources.put(key, new Stored(key, resource, deleted, updated));
        listener.changed(key, sequences.merge(type(key), 1L, Long::sum));
    }

    /** How many changes there were of a type. */
    synchronized long sequence(String type) {
        return sequences.getOrDefault(type, 0L);
    }

    synchronized Optional<Stored> find(String key) {
        return Optional.ofNullable(resources.get(key));
    }

    /** In the order of their dates. */
    synchronized List<Stored> all(String type) {
        List<Stored> all = new ArrayList<>(resources.values().stream()
                .filter(one -> one.key().startsWith(type + "/"))
                .toList());
        all.sort(Comparator.comparing(Stored::updated));
        return all;
    }

    synchronized void job(ObjectNode job) {
        ObjectNode change = JSON.createObjectNode();
        change.set("job", job);
        journal.append(change);
        jobs.put(job.path("id").asText(), job);
    }

    synchronized Optional<ObjectNode> job(String id) {
        return Optional.ofNullable(jobs.get(id))
                .filter(job -> !job.path("deleted").asBoolean());
    }
}
