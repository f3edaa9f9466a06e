package org.chartproof.server.audit;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;
import org.chartproof.server.audit.AuditRecord.Agent;
import org.chartproof.server.security.Caller;
import org.chartproof.server.security.Role;

/** Who acts, as the audit tells it. */
final class Agents {
    /** Of whom nothing is known but the address. */
    static final String UNKNOWN = "unknown";

    private Agents() {}

    static Agent of(HttpServletRequest request) {
        return of(Caller.of(request), request);
    }

    static Agent of(Optional<Caller> caller, HttpServletRequest request) {
        return new Agent(
                caller.map(Caller::subject).orElse(UNKNOWN),
                caller.map(Caller::client).orElse(UNKNOWN),
                caller.flatMap(Caller::fhirUser),
                caller.map(one -> words(one.roles())).orElse(""),
                request.getRemoteAddr(),
                caller.flatMap(Agents::purpose));
    }

    /** Somebody who has shown no token of ours: an app, or a person on the way to one. */
    static Agent of(String subject, String client, HttpServletRequest request) {
        return new Agent(subject, client, Optional.empty(), "", request.getRemoteAddr(), Optional.empty());
    }

    /** As a record has them. */
    static String words(Collection<Role> roles) {
        return roles.stream().map(Role::word).sorted().collect(Collectors.joining(" "));
    }

    /** Why somebody of that role looks at charts, of the code system v3-ActReason; empty for who has several. */
    private static Optional<String> purpose(Caller caller) {
        if (caller.roles().size() != 1) {
            return Optional.empty();
        }
        return Optional.of(
                switch (caller.roles().iterator().next()) {
                    case CLINICIAN -> "TREAT";
                    case AUDITOR -> "HCOMPL";
                    case ADMINISTRATOR -> "HSYSADMIN";
                    case CODER, SYSTEM -> "HPAYMT";
                });
    }
}
