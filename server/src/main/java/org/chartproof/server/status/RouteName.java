package org.chartproof.server.status;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Names the route of a request for metrics: the path with identifiers taken out, and with nothing in it that a client can make up,
 * so that metrics hold no identifier and don't grow without end.
 */
public final class RouteName {
    private static final String FHIR = "fhir";
    private static final Set<String> FHIR_WORDS = Set.of("metadata", "_search", "_history");

    private final Set<String> resourceTypes;

    /** @param resourceTypes those that the server knows */
    public RouteName(Set<String> resourceTypes) {
        this.resourceTypes = Set.copyOf(resourceTypes);
    }

    /**
     * @param path   of the request, without parameters
     * @param status of the response; an operation's name is known to be one of ours only when it was found
     * @return such as {@code /fhir/Patient/{id}/_history/{id}}
     */
    String of(String path, int status) {
        List<String> parts = new ArrayList<>(List.of(path.split("/", 8)));
        parts.removeIf(String::isEmpty);
        if (parts.isEmpty()) {
            return "/";
        }
        if (!parts.get(0).equals(FHIR)) {
            return switch (parts.get(0)) {
                case "health", "metrics" -> path.length() < 20 ? path : "/other";
                // Beyond these names stand ids, secrets and names of files.
                case "app", "auth", "cds-services", "ehr", "hl7", "launcher", "notify" -> "/" + parts.get(0);
                default -> "/other";
            };
        }
        StringBuilder route = new StringBuilder("/fhir");
        for (int i = 1; i < parts.size(); i++) {
            String part = parts.get(i);
            if (FHIR_WORDS.contains(part)) {
                route.append('/').append(part);
            } else if (part.startsWith("$")) {
                route.append('/').append(status < 300 ? part : "$operation");
            } else if (i == 1) {
                route.append('/').append(resourceTypes.contains(part) ? part : "{unknown}");
            } else {
                route.append("/{id}");
            }
        }
        return route.toString();
    }
}
