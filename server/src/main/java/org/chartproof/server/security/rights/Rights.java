package org.chartproof.server.security.rights;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.chartproof.server.security.Caller;
import org.chartproof.server.security.Permission;
import org.chartproof.server.security.ResourceScope;
import org.chartproof.server.security.ResourceScope.Context;
import org.chartproof.server.security.Role;

/**
 * What a caller may do. A scope says what the program was granted, a role what the person may do; only what both allow is allowed.
 */
public final class Rights {

    private final Caller caller;

    public Rights(Caller caller) {
        this.caller = caller;
    }

    /** Whose rights they are. */
    public Caller caller() {
        return caller;
    }

    /** What covers doing something with resources of a type; a resource must be within one of them. */
    public List<Grant> grants(String type, Permission permission) {
        List<Grant> grants = new ArrayList<>();
        for (ResourceScope scope : caller.scopes().granting(type, permission)) {
            for (Role role : caller.roles()) {
                if (speaksFor(scope.context(), role) && RoleTypes.allow(role, type, permission)) {
                    extent(scope.context(), role).ifPresent(extent -> grants.add(new Grant(extent, scope.query())));
                }
            }
        }
        return grants;
    }

    /** Whether each resource of a type is covered. */
    public boolean isUnlimited(String type, Permission permission) {
        return grants(type, permission).stream().anyMatch(Grant::isUnlimited);
    }

    /** Whether the caller sees one chart at most, whatever the type. */
    public boolean isOfOneChart() {
        return caller.scopes().resources().stream()
                .flatMap(scope -> caller.roles().stream()
                        .filter(role -> speaksFor(scope.context(), role))
                        .flatMap(role -> extent(scope.context(), role).stream()))
                .noneMatch(Extent.Everything.class::isInstance);
    }

    /** Whether resources of a type are nobody's. */
    public static boolean isDirectory(String type) {
        return RoleTypes.isDirectory(type);
    }

    /** What is lacking to do something with resources of a type; empty if nothing is. */
    public Optional<Lack> lack(String type, Permission permission) {
        if (!grants(type, permission).isEmpty()) {
            return Optional.empty();
        }
        Context usual = caller.is(Role.SYSTEM) ? Context.SYSTEM : Context.USER;
        String scope = new ResourceScope(usual, type, java.util.Set.of(permission), "").toString();
        List<ResourceScope> granted = caller.scopes().granting(type, permission);
        if (granted.isEmpty()) {
            return Optional.of(new Lack("The token lacks the scope " + scope, scope));
        }
        boolean roleAllows = caller.roles().stream()
                .anyMatch(role -> RoleTypes.allow(role, type, permission)
                        && granted.stream().anyMatch(one -> speaksFor(one.context(), role)));
        return Optional.of(
                roleAllows
                        ? new Lack(
                                "The token names no patient, and its rights are those to one patient's chart",
                                "launch/patient")
                        : new Lack(
                                roles() + " may not " + permission.name().toLowerCase(Locale.ROOT) + " " + type,
                                scope));
    }

    /**
     * What is lacking.
     *
     * @param reason for the one who asked
     * @param scope  that would help, or would if the role allowed it
     */
    public record Lack(String reason, String scope) {}

    private String roles() {
        return caller.roles().isEmpty()
                ? "Who has no role"
                : caller.roles().stream().sorted().map(Role::word).collect(Collectors.joining(", ", "As ", " one"));
    }

    /** A program's scopes are no person's, and a person's no program's. */
    private static boolean speaksFor(Context context, Role role) {
        return (context == Context.SYSTEM) == (role == Role.SYSTEM);
    }

    private Optional<Extent> extent(Context context, Role role) {
        boolean clinician = role == Role.CLINICIAN;
        if (context != Context.PATIENT && !clinician) {
            return Optional.of(new Extent.Everything());
        }
        return caller.patient()
                .map(patient -> new Extent.Chart(patient, clinician ? caller.encounter() : Optional.empty()));
    }
}
