package org.chartproof.server.security.fhir;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.ResponseDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import org.chartproof.server.security.Caller;
import org.chartproof.server.security.rights.Rights;
import org.hl7.fhir.r4.model.Bundle;
import org.jspecify.annotations.Nullable;

/** Rights where requests come in and answers go out. */
@Interceptor
public final class RequestRules {

    private final RequestGate gate;
    private final Narrowing narrowing;

    RequestRules(RequestGate gate, Narrowing narrowing) {
        this.gate = gate;
        this.narrowing = narrowing;
    }

    /** Judges what a request asks for. */
    @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
    public void asked(RequestDetails request, RestOperationTypeEnum operation) {
        if (Caller.of(request).isEmpty() && operation != RestOperationTypeEnum.METADATA) {
            throw Refusal.unknownCaller();
        }
        Judged.rights(request).ifPresent(rights -> gate.judge(rights, operation, request));
    }

    /** A Bundle doesn't tell how many there would have been. */
    @Hook(Pointcut.SERVER_OUTGOING_RESPONSE)
    public void answered(RequestDetails request, ResponseDetails response) {
        if (response.getResponseResource() instanceof Bundle bundle) {
            Judged.rights(request).ifPresent(rights -> withoutTotals(rights, request, bundle));
        }
    }

    /** Who sees one chart is not told that there was something in another. */
    @Hook(Pointcut.SERVER_PRE_PROCESS_OUTGOING_EXCEPTION)
    public @Nullable BaseServerResponseException failed(@Nullable RequestDetails request, Throwable thrown) {
        return thrown instanceof ResourceGoneException
                        && Judged.rights(request).filter(Rights::isOfOneChart).isPresent()
                ? new ResourceNotFoundException("There is no such resource, or none that this token shows")
                : null;
    }

    private void withoutTotals(Rights rights, RequestDetails request, Bundle bundle) {
        String type = request.getResourceName();
        boolean counts = type == null ? !rights.isOfOneChart() : narrowing.mayCount(rights, type);
        if (!counts && bundle.hasTotal()) {
            bundle.setTotalElement(null);
        }
        bundle.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(Bundle.class::isInstance)
                .map(Bundle.class::cast)
                .filter(inner -> rights.isOfOneChart())
                .forEach(inner -> inner.setTotalElement(null));
    }
}
