package org.chartproof.hl7.map;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeSearchParam;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * A workspace in memory that keeps its resources over several messages: for tests, and to show what a message would make. Each message is mapped between {@link #begin} and
 * {@link #commit}; without a commit nothing of it stays. Not for use by several threads.
 */
public final class MemoryWorkspace implements Workspace {

    private static final FhirContext FHIR = FhirContext.forR4Cached();

    private final Map<String, Stored> stored = new LinkedHashMap<>();
    private final Map<Identity, String> identities = new HashMap<>();

    private final Map<String, Resource> opened = new LinkedHashMap<>();
    private final Map<Identity, String> aliases = new LinkedHashMap<>();
    private final Set<String> completed = new HashSet<>();
    private final List<Warning> warnings = new ArrayList<>();
    private Optional<Instant> recorded = Optional.empty();

    /** @param recorded when the newest message that changed it was */
    private record Stored(Resource resource, Optional<Instant> recorded) {}

    /**
     * Begins a message: forgets what one that was not committed did.
     *
     * @param time when it was recorded; without one it counts as new
     */
    public void begin(Optional<Instant> time) {
        opened.clear();
        aliases.clear();
        completed.clear();
        warnings.clear();
        recorded = time;
    }

    /** Keeps what the message changed, but for resources that a later event has changed already. Returns the resources that were made or changed, in the order of first use. */
    public List<Resource> commit() {
        List<Resource> changed = new ArrayList<>();
        for (Map.Entry<String, Resource> one : new LinkedHashMap<>(opened).entrySet()) {
            Optional<Stored> before = Optional.ofNullable(stored.get(one.getKey()));
            if (before.isPresent() && isSame(before.get().resource(), one.getValue())
                    || before.isEmpty() && isBare(one.getValue())) {
                continue;
            }
            Optional<Instant> later = before.flatMap(Stored::recorded).filter(this::isLaterThanEvent);
            if (later.isPresent() && !completed.contains(one.getKey())) {
                warn(new Warning(
                        "",
                        "stale-event",
                        "A later event has changed this " + one.getValue().fhirType()
                                + " already: what this one says of it was left out."));
                continue;
            }
            Resource written = written(one.getValue());
            stored.put(one.getKey(), new Stored(written, later.or(() -> recorded)));
            changed.add(written.copy());
        }
        aliases.entrySet().stream()
                .filter(alias -> stored.containsKey(alias.getValue()))
                .forEach(alias -> identities.put(alias.getKey(), alias.getValue()));
        opened.clear();
        aliases.clear();
        return changed;
    }

    /** What was odd about the message that was begun last. */
    public List<Warning> warnings() {
        return List.copyOf(warnings);
    }

    /** Copies of all that is kept, in the order of first sight. */
    public List<Resource> resources() {
        return stored.values().stream().map(one -> one.resource().copy()).toList();
    }

    /** Copies of what is kept of a type, in the order of first sight. */
    public <T extends Resource> List<T> resources(Class<T> type) {
        return resources().stream().filter(type::isInstance).map(type::cast).toList();
    }

    @Override
    public <T extends Resource> T open(Class<T> type, Identity identity) {
        return find(type, identity).orElseGet(() -> {
            T created = type.cast(FHIR.getResourceDefinition(type).newInstance());
            created.setId(ResourceId.of(identity));
            String key = key(created);
            aliases.put(identity, key);
            opened.put(key, created);
            return created;
        });
    }

    @Override
    public <T extends Resource> Optional<T> find(Class<T> type, Identity identity) {
        if (!identity.type().equals(type.getSimpleName())) {
            throw new IllegalArgumentException(
                    "an identity of " + identity.type() + " is none of " + type.getSimpleName());
        }
        return Optional.ofNullable(aliases.getOrDefault(identity, identities.get(identity)))
                .map(key -> type.cast(copy(key)));
    }

    @Override
    public void alias(Identity identity, Resource resource) {
        if (!opened.containsKey(key(resource))) {
            throw new IllegalArgumentException("the resource is not from this workspace");
        }
        aliases.put(identity, key(resource));
    }

    @Override
    public <T extends Resource> List<T> referring(Class<T> type, String parameter, Resource target) {
        RuntimeSearchParam search = FHIR.getResourceDefinition(type).getSearchParam(parameter);
        if (search == null) {
            throw new IllegalArgumentException(type.getSimpleName() + " has no search parameter " + parameter);
        }
        List<String> paths = search.getPathsSplit().stream()
                .map(path -> path.strip().replaceAll("\\.where\\(.*\\)$", ""))
                .filter(path -> path.startsWith(type.getSimpleName() + "."))
                .toList();
        Map<String, Resource> all = new LinkedHashMap<>();
        stored.forEach((key, one) -> all.put(key, one.resource()));
        all.putAll(opened);
        return all.entrySet().stream()
                .filter(one -> type.isInstance(one.getValue()) && refers(one.getValue(), paths, key(target)))
                .map(one -> type.cast(copy(one.getKey())))
                .toList();
    }

    @Override
    public void complete(Resource resource) {
        completed.add(key(resource));
    }

    @Override
    public void warn(Warning warning) {
        if (!warnings.contains(warning)) {
            warnings.add(warning);
        }
    }

    private boolean isLaterThanEvent(Instant time) {
        return recorded.filter(time::isAfter).isPresent();
    }

    private Resource copy(String key) {
        return opened.computeIfAbsent(key, missing -> {
            Stored found = stored.get(missing);
            if (found == null) {
                throw new IllegalStateException("an identity leads to nothing");
            }
            return found.resource().copy();
        });
    }

    private static boolean refers(Resource resource, List<String> paths, String target) {
        return paths.stream()
                .flatMap(path -> FHIR.newTerser().getValues(resource, path, IBase.class).stream())
                .anyMatch(value -> value instanceof Reference reference && target.equals(reference.getReference()));
    }

    /** As a reader of the store gets it: empty elements and none are the same. */
    private static Resource written(Resource resource) {
        return (Resource)
                FHIR.newJsonParser().parseResource(FHIR.newJsonParser().encodeResourceToString(resource));
    }

    private static boolean isSame(Resource before, Resource after) {
        return before.equalsDeep(after) || before.equalsDeep(written(after));
    }

    /** Whether a resource holds nothing but its id. */
    private static boolean isBare(Resource resource) {
        Resource copy = resource.copy();
        copy.setIdElement(null);
        return copy.isEmpty();
    }

    private static String key(Resource resource) {
        return resource.fhirType() + "/" + resource.getIdElement().getIdPart();
    }
}
