package org.chartproof.server.authserver.scope;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A scope for resources, such as {@code patient/Observation.rs}; those of SMART 1, such as {@code patient/*.read}, are read as what they mean.
 *
 * @param context     patient, user or system
 * @param type        of resources, or {@code *}
 * @param permissions some of {@code cruds}, in that order
 * @param query       search that narrows it, such as {@code category=laboratory}
 */
record ResourceScope(String context, String type, String permissions, Optional<String> query) {
    private static final String ALL = "cruds";
    private static final Pattern FORM =
            Pattern.compile("(patient|user|system)/(\\*|[A-Z][A-Za-z]+)\\.(read|write|\\*|c?r?u?d?s?)(?:\\?(\\S+))?");

    /** A scope for resources; empty for any other scope. */
    static Optional<ResourceScope> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches() || form.group(3).isEmpty()) {
            return Optional.empty();
        }
        String permissions =
                switch (form.group(3)) {
                    case "read" -> "rs";
                    case "write" -> "cud";
                    case "*" -> ALL;
                    default -> form.group(3);
                };
        return Optional.of(
                new ResourceScope(form.group(1), form.group(2), permissions, Optional.ofNullable(form.group(4))));
    }

    /** What both allow; empty if that is nothing. Two different searches have nothing in common that could be said as one. */
    Optional<ResourceScope> and(ResourceScope other) {
        boolean sameSearch = query.isEmpty() || other.query.isEmpty() || query.equals(other.query);
        boolean sameType = type.equals("*") || other.type.equals("*") || type.equals(other.type);
        String both = permissions
                .chars()
                .filter(one -> other.permissions.indexOf(one) >= 0)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        if (!context.equals(other.context) || !sameSearch || !sameType || both.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ResourceScope(
                context, type.equals("*") ? other.type : type, both, query.isPresent() ? query : other.query));
    }

    /** Both as one, where they are for the same resources and differ in what may be done with them. */
    Optional<ResourceScope> or(ResourceScope other) {
        if (!context.equals(other.context) || !type.equals(other.type) || !query.equals(other.query)) {
            return Optional.empty();
        }
        StringBuilder either = new StringBuilder();
        for (int i = 0; i < ALL.length(); i++) {
            char one = ALL.charAt(i);
            if (permissions.indexOf(one) >= 0 || other.permissions.indexOf(one) >= 0) {
                either.append(one);
            }
        }
        return Optional.of(new ResourceScope(context, type, either.toString(), query));
    }

    /** Whether it allows all that another one does. */
    boolean covers(ResourceScope other) {
        return and(other).filter(other::equals).isPresent();
    }

    String text() {
        return context + "/" + type + "." + permissions
                + query.map(search -> "?" + search).orElse("");
    }
}
