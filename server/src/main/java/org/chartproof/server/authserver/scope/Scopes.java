package org.chartproof.server.authserver.scope;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chartproof.server.security.ResourceScope;

/** Scopes as a set of words. */
public final class Scopes {
    /** The id of the patient or encounter that an app is opened on. */
    public static final String LAUNCH = "launch";

    public static final String LAUNCH_PATIENT = "launch/patient";
    public static final String LAUNCH_ENCOUNTER = "launch/encounter";
    public static final String OPENID = "openid";
    public static final String FHIR_USER = "fhirUser";
    public static final String PROFILE = "profile";
    public static final String OFFLINE_ACCESS = "offline_access";
    public static final String ONLINE_ACCESS = "online_access";

    private Scopes() {}

    /** The words of a text. */
    public static Set<String> of(String text) {
        return Stream.of(text.strip().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * What of the asked scopes is within all limits. A scope that is within them only in part is given in that part, as scopes of SMART 2.
     *
     * @param asked  in any order
     * @param limits such as what a client and what a role may have
     */
    @SafeVarargs
    public static Set<String> within(Collection<String> asked, Collection<String>... limits) {
        Set<String> granted = new LinkedHashSet<>();
        for (String one : asked) {
            granted.addAll(within(one, List.of(limits)));
        }
        return granted;
    }

    /** Whether any of them is about resources of the patient that the app is opened on. */
    public static boolean needPatient(Collection<String> scopes) {
        return scopes.contains(LAUNCH_PATIENT)
                || scopes.contains(LAUNCH_ENCOUNTER)
                || scopes.stream().anyMatch(scope -> scope.startsWith("patient/"));
    }

    /** Whether any of them lets the app into charts. */
    public static boolean readResources(Collection<String> scopes) {
        return scopes.stream().anyMatch(scope -> ResourceScope.parse(scope).isPresent());
    }

    private static Collection<String> within(String asked, List<Collection<String>> limits) {
        Optional<ResourceScope> resources = ResourceScope.parse(asked);
        if (resources.isEmpty()) {
            return limits.stream().allMatch(limit -> limit.contains(asked)) ? List.of(asked) : List.of();
        }
        Set<ResourceScope> left = new LinkedHashSet<>(Set.of(resources.get()));
        for (Collection<String> limit : limits) {
            List<ResourceScope> allowed = limit.stream()
                    .flatMap(word -> ResourceScope.parse(word).stream())
                    .toList();
            left = left.stream()
                    .flatMap(one -> allowed.stream().flatMap(other -> one.and(other).stream()))
                    .collect(Collectors.toCollection(LinkedHashSet::new));
        }
        List<ResourceScope> all = joined(left);
        if (all.contains(resources.get())) {
            return List.of(asked);
        }
        return all.stream()
                .filter(one -> all.stream().noneMatch(other -> !other.equals(one) && other.covers(one)))
                .map(ResourceScope::toString)
                .sorted()
                .toList();
    }

    /** Those for the same resources as one. */
    private static List<ResourceScope> joined(Collection<ResourceScope> scopes) {
        List<ResourceScope> joined = new ArrayList<>();
        for (ResourceScope scope : scopes) {
            ResourceScope all = scope;
            for (int i = joined.size() - 1; i >= 0; i--) {
                Optional<ResourceScope> both = joined.get(i).or(all);
                if (both.isPresent()) {
                    all = both.get();
                    joined.remove(i);
                }
            }
            joined.add(all);
        }
        return joined;
    }
}
