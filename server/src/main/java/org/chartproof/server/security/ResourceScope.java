package org.chartproof.server.security;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One scope on resources, such as {@code patient/Observation.rs?category=laboratory}.
 *
 * @param context     whose resources
 * @param type        resource type, {@code *} for all
 * @param permissions at least one
 * @param query       search parameters that a resource must match, as in a URL; empty where it need match none
 */
public record ResourceScope(Context context, String type, Set<Permission> permissions, String query) {

    /** All types. */
    public static final String ANY = "*";

    private static final Pattern FORM =
            Pattern.compile("(patient|user|system)/(\\*|[A-Z][A-Za-z]{1,63})\\.([a-z]{1,5}|\\*)(?:\\?(.+))?");

    /** Whose resources a scope is about. */
    public enum Context {
        /** Those of the patient that was launched with. */
        PATIENT,
        /** Those that the person who signed in may see. */
        USER,
        /** Those that a program may see that acts for itself. */
        SYSTEM
    }

    public ResourceScope {
        permissions = Set.copyOf(permissions);
        if (permissions.isEmpty()) {
            throw new IllegalArgumentException("A scope permits something");
        }
    }

    /**
     * @param scope one scope
     * @return it; empty if it is none on resources, or none that SMART knows
     */
    public static Optional<ResourceScope> parse(String scope) {
        Matcher form = FORM.matcher(scope);
        if (!form.matches()) {
            return Optional.empty();
        }
        String query = form.group(4) == null ? "" : form.group(4);
        return Permission.of(form.group(3))
                .map(permissions -> new ResourceScope(
                        Context.valueOf(form.group(1).toUpperCase(Locale.ROOT)), form.group(2), permissions, query));
    }

    /** Whether it is about resources of a type and permits that. */
    public boolean grants(String resourceType, Permission permission) {
        return (type.equals(ANY) || type.equals(resourceType)) && permissions.contains(permission);
    }

    /** What both grant; empty if that is nothing. Two different searches have nothing in common that could be said as one. */
    public Optional<ResourceScope> and(ResourceScope other) {
        boolean sameSearch = query.isEmpty() || other.query.isEmpty() || query.equals(other.query);
        boolean sameType = type.equals(ANY) || other.type.equals(ANY) || type.equals(other.type);
        Set<Permission> both =
                permissions.stream().filter(other.permissions::contains).collect(Collectors.toSet());
        if (context != other.context || !sameSearch || !sameType || both.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ResourceScope(
                context, type.equals(ANY) ? other.type : type, both, query.isEmpty() ? other.query : query));
    }

    /** Both as one, where they are for the same resources and differ in what may be done with them. */
    public Optional<ResourceScope> or(ResourceScope other) {
        if (context != other.context || !type.equals(other.type) || !query.equals(other.query)) {
            return Optional.empty();
        }
        Set<Permission> either =
                Stream.concat(permissions.stream(), other.permissions.stream()).collect(Collectors.toSet());
        return Optional.of(new ResourceScope(context, type, either, query));
    }

    /** Whether it grants all that another one does. */
    public boolean covers(ResourceScope other) {
        return and(other).filter(other::equals).isPresent();
    }

    /** Whether a resource need match nothing but the type. */
    public boolean isUnconditional() {
        return query.isEmpty();
    }

    /** In the writing of SMART 2. */
    @Override
    public String toString() {
        String letters = permissions.stream()
                .sorted()
                .map(permission -> String.valueOf(permission.letter()))
                .collect(Collectors.joining());
        return context.name().toLowerCase(Locale.ROOT) + "/" + type + "." + letters
                + (query.isEmpty() ? "" : "?" + query);
    }
}
