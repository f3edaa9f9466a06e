package org.chartproof.server.security;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.http.HttpServletRequest;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who sends a request, as their access token says.
 *
 * @param subject   who it is for, at the issuer
 * @param client    the program that they use
 * @param fhirUser  the person as a resource here, such as {@code Practitioner/example}, or by the whole address of a resource elsewhere;
 *                  empty for a program
 * @param roles     what they work as
 * @param scopes    what the token was granted
 * @param patient   id of the patient that is open; empty if none was launched with
 * @param encounter id of the encounter that is open; empty if none was launched with
 */
public record Caller(
        String subject,
        String client,
        Optional<String> fhirUser,
        Set<Role> roles,
        Scopes scopes,
        Optional<String> patient,
        Optional<String> encounter) {

    private static final String ATTRIBUTE = Caller.class.getName();

    /** Whoever calls while the access is open. */
    private static final Caller ANYONE = new Caller(
            "anyone",
            "open",
            Optional.empty(),
            EnumSet.allOf(Role.class),
            Scopes.parse("user/*.cruds system/*.cruds"),
            Optional.empty(),
            Optional.empty());

    public Caller {
        roles = Set.copyOf(roles);
    }

    /** Whoever calls while access is open: with all roles, and none of them in person. */
    public static Caller anyone() {
        return ANYONE;
    }

    /** Who sends a request of HTTP; empty if they showed no token. */
    public static Optional<Caller> of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Caller caller ? Optional.of(caller) : Optional.empty();
    }

    /** Who sends a request of FHIR, or the Bundle that it is an entry of; empty if they showed no token, and for what this process does by itself. */
    public static Optional<Caller> of(@Nullable RequestDetails request) {
        return request instanceof ServletRequestDetails servlet && servlet.getServletRequest() != null
                ? of(servlet.getServletRequest())
                : Optional.empty();
    }

    /** Whether they work as that. */
    public boolean is(Role role) {
        return roles.contains(role);
    }

    void putOn(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }
}
