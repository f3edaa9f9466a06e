package org.chartproof.server.security.fhir;

import java.util.EnumSet;
import java.util.Set;
import org.chartproof.server.security.Role;

/**
 * Who may use an operation: define a bean of this type for each that a package adds.
 *
 * @param name  with its $
 * @param roles one of which the caller needs
 * @param reads types that it reads beside the one that it is called on; the caller must be able to read them
 */
public record OperationAccess(String name, Set<Role> roles, Set<String> reads) {

    public OperationAccess {
        roles = Set.copyOf(roles);
        reads = Set.copyOf(reads);
    }

    /** For each that has a role. */
    public static OperationAccess forAll(String name) {
        return new OperationAccess(name, EnumSet.allOf(Role.class), Set.of());
    }

    /** For some, who need be able to read nothing for it. */
    public static OperationAccess forRoles(String name, Role... roles) {
        return new OperationAccess(name, Set.of(roles), Set.of());
    }
}
