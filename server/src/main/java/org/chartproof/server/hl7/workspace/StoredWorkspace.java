package org.chartproof.server.hl7.workspace;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.chartproof.hl7.map.Identity;
import org.chartproof.hl7.map.ResourceId;
import org.chartproof.hl7.map.Warning;
import org.chartproof.hl7.map.Workspace;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** The workspace of one message on this server's storage. Lives within one transaction, of one thread. */
public final class StoredWorkspace implements Workspace {

    private static final FhirContext FHIR = FhirContext.forR4Cached();

    private final ResourceReader reader;
    private final IdentityTable identityTable;
    private final EventTable events;

    private final Map<String, Sheet> sheets = new LinkedHashMap<>();
    private final Map<Identity, String> known = new HashMap<>();
    private final Map<Identity, String> added = new LinkedHashMap<>();
    private final Map<Identity, String> moved = new LinkedHashMap<>();
    private final Set<String> completed = new HashSet<>();
    private final List<Warning> warnings = new ArrayList<>();

    StoredWorkspace(ResourceReader reader, IdentityTable identityTable, EventTable events) {
        this.reader = reader;
        this.identityTable = identityTable;
        this.events = events;
    }

    /** A resource that was handed out, and as it was then: what is stored, or an empty one. */
    private record Sheet(Resource resource, Resource original, boolean stored, boolean opened) {
        static Sheet of(Resource resource, boolean stored, boolean opened) {
            return new Sheet(resource, resource.copy(), stored, opened);
        }

        /** Whether a reader of the store would see a difference: empty elements and none are the same to it. */
        boolean changed() {
            return stored ? !resource.equalsDeep(original) && !asStored().equalsDeep(original) : says();
        }

        /** Whether there is more than an id. */
        private boolean says() {
            Resource content = resource.copy();
            content.setIdElement(null);
            return !content.isEmpty();
        }

        private Resource asStored() {
            IParser parser = FHIR.newJsonParser();
            return (Resource) parser.parseResource(parser.encodeResourceToString(resource));
        }
    }

    @Override
    public <T extends Resource> T open(Class<T> type, Identity identity) {
        Optional<String> id = idOf(identity);
        if (id.isPresent()) {
            return sheet(type, id.get(), true);
        }
        String made = ResourceId.of(identity);
        known.put(identity, made);
        added.put(identity, made);
        return sheet(type, made, true);
    }

    private <T extends Resource> T sheet(Class<T> type, String id, boolean opened) {
        String key = key(type, id);
        Sheet sheet = sheets.get(key);
        if (sheet == null) {
            Optional<T> stored = reader.read(type, id);
            sheet = Sheet.of(stored.orElseGet(() -> empty(type, id)), stored.isPresent(), opened);
        } else if (opened && !sheet.opened()) {
            sheet = new Sheet(sheet.resource(), sheet.original(), sheet.stored(), true);
        }
        sheets.put(key, sheet);
        return type.cast(sheet.resource());
    }

    @Override
    public <T extends Resource> Optional<T> find(Class<T> type, Identity identity) {
        Optional<String> id = idOf(identity);
        if (id.isEmpty()) {
            return Optional.empty();
        }
        Sheet sheet = sheets.get(key(type, id.get()));
        if (sheet != null) {
            return Optional.of(type.cast(sheet.resource()));
        }
        Optional<T> stored = reader.read(type, id.get());
        stored.ifPresent(resource -> sheets.put(key(type, id.get()), Sheet.of(resource, true, false)));
        return stored;
    }

    private Optional<String> idOf(Identity identity) {
        String id = known.get(identity);
        if (id != null) {
            return Optional.of(id);
        }
        Optional<String> found = identityTable.find(identity);
        found.ifPresent(one -> known.put(identity, one));
        return found;
    }

    @Override
    public void alias(Identity identity, Resource resource) {
        String id = resource.getIdElement().getIdPart();
        if (!Optional.of(id).equals(idOf(identity))) {
            known.put(identity, id);
            added.remove(identity);
            moved.put(identity, id);
        }
    }

    @Override
    public <T extends Resource> List<T> referring(Class<T> type, String parameter, Resource target) {
        String key = key(target);
        for (T resource : reader.referring(type, parameter, key)) {
            sheets.computeIfAbsent(key(resource), none -> Sheet.of(resource, true, false));
        }
        // As this message leaves them: those that it has turned away no longer count, those that it has turned here do.
        return sheets.values().stream()
                .map(Sheet::resource)
                .filter(type::isInstance)
                .map(type::cast)
                .filter(resource -> refers(resource, key))
                .sorted(Comparator.comparing(resource -> resource.getIdElement().getIdPart()))
                .toList();
    }

    private static boolean refers(Base element, String key) {
        if (element instanceof Reference reference) {
            return key.equals(
                    reference.getReferenceElement().toUnqualifiedVersionless().getValue());
        }
        for (Property property : element.children()) {
            for (Base value : property.getValues()) {
                if (value != null && refers(value, key)) {
                    return true;
                }
            }
        }
        return false;
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

    /** What the mapping noted. */
    public List<Warning> warnings() {
        return List.copyOf(warnings);
    }

    /**
     * What the mapping changed; each change that is not kept is noted as a warning.
     *
     * @param stamp of the message
     */
    public List<Draft> drafts(EventStamp stamp) {
        Map<String, EventStamp> newest = events.newest(sheets.keySet());
        List<Draft> drafts = new ArrayList<>();
        sheets.forEach((key, sheet) -> {
            if (sheet.changed()) {
                EventStamp other = newest.get(key);
                boolean stale = other != null && stamp.compareTo(other) < 0 && !completed.contains(key);
                if (stale) {
                    warn(
                            new Warning(
                                    "",
                                    "stale-event",
                                    sheet.resource().fhirType()
                                            + " was changed by a newer event already; what this message says of it is not kept."));
                }
                drafts.add(new Draft(
                        sheet.resource(), sheet.stored() ? Optional.of(sheet.original()) : Optional.empty(), stale));
            }
        });
        return drafts;
    }

    /** Makes the identities known and notes the event, for drafts that are about to be written. */
    void settle(List<Draft> written, EventStamp stamp) {
        Set<String> keys = written.stream().map(Draft::key).collect(Collectors.toCollection(TreeSet::new));
        identityTable.add(ofExisting(added, keys));
        identityTable.move(ofExisting(moved, keys));
        sheets.forEach((key, sheet) -> {
            if (sheet.opened() && sheet.stored()) {
                keys.add(key);
            }
        });
        events.changed(keys, stamp);
    }

    /** Without those of resources that the mapping opened and left empty. */
    private Map<Identity, String> ofExisting(Map<Identity, String> identities, Set<String> written) {
        Map<Identity, String> existing = new LinkedHashMap<>();
        identities.forEach((identity, id) -> {
            String key = identity.type() + "/" + id;
            Sheet sheet = sheets.get(key);
            if (written.contains(key) || sheet != null && sheet.stored()) {
                existing.put(identity, id);
            }
        });
        return existing;
    }

    private static <T extends Resource> T empty(Class<T> type, String id) {
        try {
            T resource = type.getDeclaredConstructor().newInstance();
            resource.setId(key(type, id));
            return resource;
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(type.getSimpleName() + " can't be made", e);
        }
    }

    private static String key(Class<? extends Resource> type, String id) {
        return type.getSimpleName() + "/" + id;
    }

    private static String key(Resource resource) {
        return resource.fhirType() + "/" + resource.getIdElement().getIdPart();
    }
}
