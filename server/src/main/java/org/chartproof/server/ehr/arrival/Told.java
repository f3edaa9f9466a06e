package org.chartproof.server.ehr.arrival;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * News of a resource.
 *
 * @param key     which
 * @param edition which state of it; empty: whatever it is now
 * @param body    the resource as it came; empty: to be fetched
 * @param deleted whether it is no longer there
 * @param patient whose it is, where that is known
 */
public record Told(
        ResourceKey key,
        Optional<Edition> edition,
        Optional<String> body,
        boolean deleted,
        Optional<ResourceKey> patient) {

    /** That something happened to it. */
    public static Told of(ResourceKey key) {
        return new Told(key, Optional.empty(), Optional.empty(), false, Optional.empty());
    }

    /** That it is gone. */
    public static Told deletion(ResourceKey key) {
        return new Told(key, Optional.empty(), Optional.empty(), true, Optional.empty());
    }

    /**
     * What a resource says of itself.
     *
     * @param base FHIR base of the EHR
     * @return empty if it has no type or no id
     */
    public static Optional<Told> of(JsonNode resource, String base) {
        String name = resource.path("resourceType").asText() + "/"
                + resource.path("id").asText();
        return ResourceKey.parse(name)
                .map(key -> new Told(
                        key,
                        Optional.of(Edition.of(resource)),
                        Optional.of(resource.toString()),
                        false,
                        patient(key, resource, base)));
    }

    private static Optional<ResourceKey> patient(ResourceKey key, JsonNode resource, String base) {
        if (key.type().equals("Patient")) {
            return Optional.of(key);
        }
        String path = key.type().equals("Coverage") ? "/beneficiary/reference" : "/subject/reference";
        return ResourceKey.of(resource.at(path).asText(), base)
                .filter(target -> target.type().equals("Patient"));
    }
}
