package org.chartproof.server.authserver.user;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.chartproof.server.config.Secret;
import org.chartproof.server.security.Role;

/**
 * Someone who may sign in.
 *
 * @param name         that they sign in with
 * @param display      that others know them by
 * @param roles        at least one
 * @param fhirUser     reference to who they are, such as {@code Practitioner/ID}
 * @param passwordHash bcrypt
 */
public record UserAccount(
        String name, String display, Set<Role> roles, Optional<String> fhirUser, Secret passwordHash) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");
    private static final Pattern REFERENCE =
            Pattern.compile("(Practitioner|PractitionerRole|Person)/[A-Za-z0-9.-]{1,64}");

    public UserAccount {
        roles = Set.copyOf(roles);
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a user's name has letters, digits and . _ @ -, begins with a letter or digit and has 64 at most");
        }
        if (display.isBlank() || display.length() > 200) {
            throw new IllegalArgumentException("a user's display is empty or longer than 200 characters");
        }
        if (roles.isEmpty() || roles.contains(Role.SYSTEM)) {
            throw new IllegalArgumentException(
                    "a user's roles are some of coder, clinician, auditor and administrator");
        }
        if (fhirUser.isPresent() && !REFERENCE.matcher(fhirUser.get()).matches()) {
            throw new IllegalArgumentException("a user's fhir-user is a reference such as Practitioner/ID");
        }
    }

    /** Who they are to a token. */
    public Person person() {
        return new Person(roles, fhirUser);
    }
}
