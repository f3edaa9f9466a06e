package org.chartproof.server.authserver.user;

import java.util.Map;
import java.util.Optional;
import org.chartproof.server.security.Role;

/**
 * People whom an EHR has signed in. They have no account here: what they work as stands in the configuration of their EHR, and is gone when it is taken out there.
 *
 * @param roles by the name of the EHR
 */
public record LaunchedPeople(Map<String, Role> roles) {
    /** No user of the file can be called so. */
    private static final String PREFIX = "ehr:";

    public LaunchedPeople {
        roles = Map.copyOf(roles);
    }

    /**
     * What one of them is called here.
     *
     * @param ehr     name of the EHR
     * @param subject that the EHR knows them by
     */
    public static String name(String ehr, String subject) {
        return PREFIX + ehr + ":" + subject;
    }

    /** What one of them works as; empty of somebody else, and of those whose EHR has no role. */
    public Optional<Role> role(String name) {
        String[] parts = name.split(":", 3);
        return name.startsWith(PREFIX) && parts.length == 3
                ? Optional.ofNullable(roles.get(parts[1]))
                : Optional.empty();
    }
}
