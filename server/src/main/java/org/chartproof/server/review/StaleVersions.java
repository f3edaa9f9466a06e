package org.chartproof.server.review;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import org.jspecify.annotations.Nullable;

/** Answers a change of an old version with 412, as FHIR says, where HAPI says 409: a client then knows that it has to read again. */
@Interceptor
public final class StaleVersions {

    /** An error is about to be answered. */
    @Hook(Pointcut.SERVER_PRE_PROCESS_OUTGOING_EXCEPTION)
    public @Nullable BaseServerResponseException told(Throwable thrown, RequestDetails request) {
        boolean stale = thrown instanceof ResourceVersionConflictException
                && (request.getHeader("If-Match") != null || request.getRequestType() == RequestTypeEnum.POST);
        return stale
                ? Breaches.of(Rule.VERSION_STALE, "Somebody has changed this since it was read: read it again")
                : null;
    }
}
