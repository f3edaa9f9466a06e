package org.chartproof.server.authserver.token;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.chartproof.server.authserver.user.Person;
import org.chartproof.server.security.Role;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;

/**
 * What every access token says.
 *
 * @param base address of the server
 */
record AccessClaims(String base) {

    /** Those of a backend service. */
    void system(JwtClaimsSet.Builder claims, String client, Collection<String> scopes) {
        common(claims, client, scopes, List.of(Role.SYSTEM));
    }

    /** Those of a person. */
    void person(JwtClaimsSet.Builder claims, String client, Collection<String> scopes, Person person) {
        common(claims, client, scopes, person.roles());
        person.fhirUser().ifPresent(reference -> claims.claim("fhirUser", reference));
    }

    private void common(JwtClaimsSet.Builder claims, String client, Collection<String> scopes, Collection<Role> roles) {
        // Lists that can be stored and read again.
        List<String> words = new ArrayList<>();
        roles.stream().map(Role::word).sorted().forEach(words::add);
        claims.audience(new ArrayList<>(List.of(base + "/fhir")))
                .claim("client_id", client)
                .claim("scope", String.join(" ", new TreeSet<>(scopes)))
                .claim("chartproof_roles", words);
    }
}
