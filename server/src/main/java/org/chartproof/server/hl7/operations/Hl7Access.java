package org.chartproof.server.hl7.operations;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.chartproof.server.config.ChartproofConfig;
import org.chartproof.server.config.ChartproofConfig.Access;
import org.chartproof.server.config.ChartproofConfig.Administrators;
import org.chartproof.server.security.Caller;
import org.chartproof.server.security.LocalRequest;
import org.chartproof.server.security.Role;

/**
 * Who may look at messages and act on them: the one place that decides. Whoever has signed in as an administrator; while access is open, whoever sits at this machine, or whoever something before the
 * server has let through.
 */
public final class Hl7Access {

    private final Access access;
    private final Administrators administrators;

    public Hl7Access(ChartproofConfig config) {
        this.access = config.security().access();
        this.administrators = config.hl7().administrators();
    }

    /**
     * Who sends a request.
     *
     * @param name under which what they do is kept
     */
    public record Administrator(String name) {}

    /** The administrator who sends a request; empty if it is none. */
    public Optional<Administrator> administrator(HttpServletRequest request) {
        if (access != Access.OPEN) {
            return Caller.of(request)
                    .filter(caller -> caller.is(Role.ADMINISTRATOR))
                    .map(caller -> new Administrator(caller.fhirUser().orElse(caller.subject())));
        }
        if (administrators == Administrators.NETWORK) {
            return Optional.of(new Administrator("administrator at " + request.getRemoteAddr()));
        }
        return LocalRequest.is(request)
                ? Optional.of(new Administrator("administrator at this machine"))
                : Optional.empty();
    }

    /** What whoever is none is told. */
    String required() {
        return access == Access.OPEN
                ? "This is for an administrator at the server's own machine (hl7.administrators)."
                : "This is for those who have signed in as an administrator.";
    }
}
