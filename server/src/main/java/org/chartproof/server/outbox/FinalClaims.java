package org.chartproof.server.outbox;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import java.util.List;
import org.chartproof.hl7.out.BillingDestination;
import org.chartproof.server.database.AfterCommit;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Task;

/**
 * Puts claims that may have become final into the outbox, in the transaction that stores them. Whether they are is looked at when the message is written: a claim and its
 * review are stored one after the other.
 */
@Interceptor
public final class FinalClaims {

    private final List<BillingDestination> destinations;
    private final Outbox outbox;
    private final Runnable wakeCouriers;

    /** @param wakeCouriers called after a commit that added something */
    public FinalClaims(List<BillingDestination> destinations, Outbox outbox, Runnable wakeCouriers) {
        this.destinations = List.copyOf(destinations);
        this.outbox = outbox;
        this.wakeCouriers = wakeCouriers;
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
    }

    private void stored(IBaseResource resource) {
        if (resource instanceof Claim claim) {
            String id = claim.getIdElement().getIdPart();
            destinations.stream()
                    .filter(one -> mayBeFinal(claim, one) || outbox.knows(one.name(), id))
                    .forEach(one -> queue(one, id));
        } else if (resource instanceof Task task && Finality.isAutoFinal(task)) {
            String id = task.getFocus().getReferenceElement().getIdPart();
            destinations.stream().filter(BillingDestination::autoFinal).forEach(one -> queue(one, id));
        }
    }

    private static boolean mayBeFinal(Claim claim, BillingDestination destination) {
        return Finality.isAttested(claim) || destination.autoFinal() && Finality.isOfFinishedStay(claim);
    }

    private void queue(BillingDestination destination, String claim) {
        destination.kinds().stream().sorted().forEach(kind -> outbox.queue(destination.name(), kind, claim));
        AfterCommit.run(wakeCouriers);
    }
}
