package org.chartproof.server.security.fhir;

import ca.uhn.fhir.rest.server.exceptions.AuthenticationException;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import org.chartproof.server.security.rights.Rights.Lack;

/** How FHIR says no. */
final class Refusal {
    private static final String HEADER = "WWW-Authenticate";

    private Refusal() {}

    /** 403, with the scope that would help (RFC 6750). */
    static BaseServerResponseException lacking(Lack lack) {
        ForbiddenOperationException refusal = new ForbiddenOperationException(lack.reason());
        refusal.addResponseHeader(
                HEADER, "Bearer realm=\"Chartproof\", error=\"insufficient_scope\", scope=\"" + lack.scope() + "\"");
        return refusal;
    }

    /** 403, where no scope would help. */
    static BaseServerResponseException because(String reason) {
        ForbiddenOperationException refusal = new ForbiddenOperationException(reason);
        refusal.addResponseHeader(HEADER, "Bearer realm=\"Chartproof\", error=\"insufficient_scope\"");
        return refusal;
    }

    /** 403, for a resource that the rights to its type don't reach. */
    static BaseServerResponseException outside(String type) {
        return because(
                "This " + type
                        + " is not within what the token is for: the patient and encounter that it names, and the conditions of its scopes");
    }

    /** 401. */
    static BaseServerResponseException unknownCaller() {
        AuthenticationException refusal = new AuthenticationException("This needs an access token");
        refusal.addResponseHeader(HEADER, "Bearer realm=\"Chartproof\"");
        return refusal;
    }
}
