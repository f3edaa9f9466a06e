package org.chartproof.server.authserver.user;

import java.util.Optional;
import java.util.Set;
import org.chartproof.server.security.Role;

/**
 * Who a token is for.
 *
 * @param roles    that they have now
 * @param fhirUser reference to who they are, such as {@code Practitioner/ID}
 */
public record Person(Set<Role> roles, Optional<String> fhirUser) {
    public Person {
        roles = Set.copyOf(roles);
    }
}
