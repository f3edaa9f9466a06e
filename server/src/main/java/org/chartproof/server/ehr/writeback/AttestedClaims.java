package org.chartproof.server.ehr.writeback;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import java.util.List;
import org.chartproof.server.config.EhrSource;
import org.chartproof.server.database.AfterCommit;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Claim.ClaimStatus;

/**
 * Puts claims that a person has attested, and what becomes of them later, into the outbox, in the transaction that stores them. Which EHR the encounter came from is looked at when it is told.
 */
@Interceptor
public final class AttestedClaims {

    private final List<EhrSource> sources;
    private final EhrOutbox outbox;
    private final Runnable wakeCouriers;

    AttestedClaims(List<EhrSource> sources, EhrOutbox outbox, Runnable wakeCouriers) {
        this.sources = List.copyOf(sources);
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
        if (!(resource instanceof Claim claim)) {
            return;
        }
        String id = claim.getIdElement().getIdPart();
        for (EhrSource source : sources) {
            if (claim.getStatus() == ClaimStatus.ACTIVE || isWithdrawn(claim) && outbox.knows(source.name(), id)) {
                source.writeBack().kinds().stream().sorted().forEach(kind -> outbox.queue(source.name(), kind, id));
                AfterCommit.run(wakeCouriers);
            }
        }
    }

    private static boolean isWithdrawn(Claim claim) {
        return claim.getStatus() == ClaimStatus.CANCELLED || claim.getStatus() == ClaimStatus.ENTEREDINERROR;
    }
}
