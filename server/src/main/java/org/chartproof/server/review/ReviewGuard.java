package org.chartproof.server.review;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.hl7.fhir.instance.model.api.IBaseBundle;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryRequestComponent;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Watches what clients change of codings, and has it judged before the commit. The server's own work, which comes without a request of a client, is not watched.
 */
@Interceptor
public final class ReviewGuard {

    private static final String VERSIONED = "chartproof-versioned";

    private final ReviewRules rules;
    private final Function<RequestDetails, Optional<Person>> callers;

    ReviewGuard(ReviewRules rules, Function<RequestDetails, Optional<Person>> callers) {
        this.rules = rules;
        this.callers = callers;
    }

    /** A bundle comes in: remembers which of its entries say which version they change. */
    @Hook(Pointcut.STORAGE_TRANSACTION_PROCESSING)
    public void begins(IBaseBundle bundle, RequestDetails request) {
        if (isOwn(request) || !(bundle instanceof Bundle transaction)) {
            return;
        }
        Set<String> versioned = versioned(request);
        transaction.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getRequest)
                .filter(BundleEntryRequestComponent::hasIfMatch)
                .map(BundleEntryRequestComponent::getUrl)
                .map(url -> new IdType(url).toUnqualifiedVersionless().getValue())
                .forEach(versioned::add);
    }

    /** A resource is about to have a new version. */
    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED)
    public void updating(IBaseResource before, IBaseResource after, RequestDetails request) {
        if (!isOwn(request) && after instanceof Task task && Results.is(task)) {
            rules.stamp(task);
        }
    }

    /** A resource was created. */
    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_CREATED)
    public void created(IBaseResource resource, RequestDetails request) {
        if (isOwn(request)) {
            return;
        }
        boolean forged = Results.isProof(resource)
                && !(resource instanceof Provenance provenance && !Results.isEngines(provenance));
        if (forged) {
            throw Breaches.of(Rule.ENGINE_PROOF, "The engine alone writes its proof and the texts that it points into");
        }
        changed(Optional.empty(), resource, request);
    }

    /** A resource has a new version. */
    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_UPDATED)
    public void updated(IBaseResource before, IBaseResource after, RequestDetails request) {
        if (isOwn(request)) {
            return;
        }
        if (Results.isProof(before) || Results.isProof(after)) {
            throw Breaches.of(Rule.ENGINE_PROOF, "What proves a code is never changed");
        }
        changed(Optional.of(before), after, request);
    }

    /** A resource is deleted. */
    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_DELETED)
    public void deleted(IBaseResource resource, RequestDetails request) {
        if (isOwn(request)) {
            return;
        }
        if (Results.isProof(resource)) {
            throw Breaches.of(Rule.ENGINE_PROOF, "What proves a code is never deleted");
        }
        if (Results.is(resource) || Results.isQuestion(resource)) {
            throw Breaches.of(Rule.NOT_DELETED, "A part of a coding is withdrawn by its status, never deleted");
        }
    }

    private void changed(Optional<IBaseResource> before, IBaseResource after, RequestDetails request) {
        boolean watched = Results.is(after)
                || before.filter(Results::is).isPresent()
                || Results.isQuestion(after)
                || before.filter(Results::isQuestion).isPresent()
                || after instanceof Provenance provenance && Results.isReview(provenance);
        if (watched) {
            pending(request).add(before.map(Resource.class::cast), (Resource) after);
        }
    }

    /** What the transaction under way has changed so far; judged when it ends. */
    private Pending pending(RequestDetails request) {
        Object known = TransactionSynchronizationManager.getResource(this);
        if (known instanceof Pending pending) {
            return pending;
        }
        Pending pending = new Pending(
                rules,
                versioned(request),
                callers.apply(request),
                () -> TransactionSynchronizationManager.unbindResourceIfPossible(this));
        TransactionSynchronizationManager.bindResource(this, pending);
        TransactionSynchronizationManager.registerSynchronization(pending);
        return pending;
    }

    @SuppressWarnings("unchecked")
    private static Set<String> versioned(RequestDetails request) {
        Set<String> versioned =
                (Set<String>) request.getUserData().computeIfAbsent(VERSIONED, none -> new HashSet<String>());
        if (request.getHeader("If-Match") != null && request.getId() != null) {
            versioned.add(request.getResourceName() + "/" + request.getId().getIdPart());
        }
        return versioned;
    }

    private static boolean isOwn(@Nullable RequestDetails request) {
        return request == null || request instanceof SystemRequestDetails;
    }
}
