package org.chartproof.server.audit;

import java.util.Optional;
import java.util.Set;
import org.chartproof.server.security.Role;

/** What the audit asks of whoever signs people in here: who is known, and what was granted. */
public interface Accounts {

    /**
     * Somebody who may sign in.
     *
     * @param fhirUser who they are as a resource, such as {@code Practitioner/ada}
     */
    record Account(String name, Optional<String> fhirUser, Set<Role> roles) {
        public Account {
            roles = Set.copyOf(roles);
        }
    }

    /**
     * What an app was granted and can still use.
     *
     * @param subject who granted it
     * @param client  the app
     */
    record Grant(String subject, String client) {}

    /** The user of a name; empty if there is none. */
    Optional<Account> account(String name);

    /** Whether an app or service is known. */
    boolean isClient(String id);

    /** What a token, of whichever kind, stands for; empty if it has ended or was never given. */
    Optional<Grant> grant(String token);
}
