package org.chartproof.server.subscription;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import java.util.Optional;
import org.chartproof.server.database.AfterCommit;
import org.chartproof.server.queue.Change;
import org.chartproof.server.queue.WorkQueue;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Subscription;

/**
 * Turns stored documents and encounters into work, in the transaction that stores them: if that commits the work is there, if it
 * does not the work never was. (HAPI's own Subscription delivery loses events when the process is killed.)
 */
@Interceptor
public final class CodingTriggers {

    private final WorkQueue queue;
    private final CodingSubscriptions subscriptions;
    private final Runnable wakeWorkers;
    private final Runnable refreshSubscriptions;

    /**
     * @param wakeWorkers called after a commit that added work
     * @param refreshSubscriptions called after a commit that changed a Subscription; must return at once, since the finished
     *     transaction is still bound to the calling thread
     */
    public CodingTriggers(
            WorkQueue queue, CodingSubscriptions subscriptions, Runnable wakeWorkers, Runnable refreshSubscriptions) {
        this.queue = queue;
        this.subscriptions = subscriptions;
        this.wakeWorkers = wakeWorkers;
        this.refreshSubscriptions = refreshSubscriptions;
    }

    /** A resource was created. */
    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_CREATED)
    public void created(IBaseResource resource) {
        stored(resource);
    }

    /** A resource has a new version. */
    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_UPDATED)
    public void updated(IBaseResource before, IBaseResource after) {
        stored(after);
        boolean left = after instanceof Encounter && !subscriptions.match(after) && subscriptions.match(before);
        if (left) {
            // No longer finished or cancelled: what was withdrawn or coded finally is coded anew.
            enqueue("Encounter/" + after.getIdElement().getIdPart(), after);
        }
    }

    /** A resource was deleted: what was coded from a document goes with it. */
    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_DELETED)
    public void deleted(IBaseResource resource) {
        if (resource instanceof DocumentReference document) {
            String id = document.getIdElement().getIdPart();
            queue.unassign(id).ifPresent(encounter -> enqueue("Encounter/" + encounter, document));
        } else if (resource instanceof Subscription) {
            AfterCommit.run(refreshSubscriptions);
        }
    }

    private void stored(IBaseResource resource) {
        if (resource instanceof DocumentReference document) {
            stored(document);
        } else if (resource instanceof Encounter encounter && subscriptions.match(encounter)) {
            enqueue("Encounter/" + encounter.getIdElement().getIdPart(), encounter);
        } else if (resource instanceof Subscription) {
            AfterCommit.run(refreshSubscriptions);
        }
    }

    private void stored(DocumentReference document) {
        String id = document.getIdElement().getIdPart();
        Optional<String> encounter = encounterOf(document);
        Optional<String> before = encounter.isPresent() ? queue.assign(id, encounter.get()) : queue.unassign(id);
        if (!subscriptions.match(document)) {
            return;
        }
        enqueue(encounter.map(one -> "Encounter/" + one).orElse("DocumentReference/" + id), document);
        // A document that moved leaves codes behind at its former encounter.
        before.filter(former -> !Optional.of(former).equals(encounter))
                .ifPresent(former -> enqueue("Encounter/" + former, document));
    }

    private static Optional<String> encounterOf(DocumentReference document) {
        return document.getContext().getEncounter().stream()
                .map(Reference::getReferenceElement)
                .filter(reference -> "Encounter".equals(reference.getResourceType()))
                .map(reference -> reference.getIdPart())
                .findFirst();
    }

    private void enqueue(String unit, IBaseResource resource) {
        String key = resource.fhirType() + "/" + resource.getIdElement().getIdPart();
        queue.enqueue(new Change(unit, key, resource.getIdElement().getVersionIdPartAsLong()));
        AfterCommit.run(wakeWorkers);
    }
}
