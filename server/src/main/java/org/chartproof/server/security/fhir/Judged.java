package org.chartproof.server.security.fhir;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Optional;
import org.chartproof.server.security.Caller;
import org.chartproof.server.security.rights.Rights;
import org.jspecify.annotations.Nullable;

/** Which requests are judged: not what this process does by itself, nor anybody's while access is open. */
final class Judged {

    private Judged() {}

    /** The rights that a request is judged by; empty if it is not judged. */
    static Optional<Rights> rights(@Nullable RequestDetails request) {
        return Caller.of(request)
                .filter(caller -> !caller.equals(Caller.anyone()))
                .map(Rights::new);
    }
}
