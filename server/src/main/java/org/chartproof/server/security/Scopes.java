package org.chartproof.server.security;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a token was granted, by SMART App Launch 1 and 2.
 *
 * @param resources scopes on resources
 * @param others    all else, as it was written: {@code launch/encounter}, {@code openid}, {@code offline_access}, and what nobody here knows
 */
public record Scopes(List<ResourceScope> resources, Set<String> others) {

    public Scopes {
        resources = List.copyOf(resources);
        others = Set.copyOf(others);
    }

    /** @param scopes parted by spaces, as in a token */
    public static Scopes parse(String scopes) {
        return of(List.of(scopes.strip().split("\\s+")));
    }

    /** @param scopes one each */
    public static Scopes of(Collection<String> scopes) {
        List<ResourceScope> resources = new ArrayList<>();
        Set<String> others = new LinkedHashSet<>();
        for (String scope : scopes) {
            Optional<ResourceScope> resource = ResourceScope.parse(scope);
            if (resource.isPresent()) {
                resources.add(resource.get());
            } else if (!scope.isBlank()) {
                others.add(scope);
            }
        }
        return new Scopes(resources, others);
    }

    /** Whether a scope that is not on resources was granted, such as {@code launch/encounter}. */
    public boolean has(String scope) {
        return others.contains(scope);
    }

    /** The scopes that permit something on resources of a type, on some of them at least. */
    public List<ResourceScope> granting(String type, Permission permission) {
        return resources.stream()
                .filter(scope -> scope.grants(type, permission))
                .toList();
    }

    /** Parted by spaces. */
    @Override
    public String toString() {
        return Stream.concat(
                        resources.stream().map(ResourceScope::toString),
                        others.stream().sorted())
                .collect(Collectors.joining(" "));
    }
}
