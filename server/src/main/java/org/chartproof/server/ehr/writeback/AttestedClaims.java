package org.chartproof.server.ehr.writeback;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import java.util.List;
import org.chartproof.server.config.EhrSource;
import org.chartproof.server.database.AfterCommit;
import org.chartproof.server.ehr.turn.TurnTable;
import org.chartproof.server.ehr.writeback.Attested.State;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Claim;

/**
 * Puts claims that a person has attested, and what becomes of them later, into the outbox, in the transaction that stores them. Which EHR the encounter came from is looked at when it is told.
 */
@Interceptor
public final class AttestedClaims {

    private final List<EhrSource> sources;
    private final EhrOutbox outbox;
    private final TurnTable turns;
    private final Runnable wakeCouriers;

    /**
     * @param sources EHRs that are told anything
     * @param wakeCouriers called after a commit that added something
     */
    AttestedClaims(List<EhrSource> sources, EhrOutbox outbox, TurnTable turns, Runnable wakeCouriers) {
        this.sources = List.copyOf(sources);
        this.outbox = outbox;
        this.turns = turns;
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
            State state = State.of(claim);
            sources.stream()
                    .filter(source ->
                            state == State.ACTIVE || state == State.WITHDRAWN && outbox.knows(source.name(), id))
                    .forEach(source -> queue(source, id));
        }
    }

    private void queue(EhrSource source, String claim) {
        source.writeBack().kinds().stream().sorted().forEach(kind -> outbox.queue(source.name(), kind, claim));
        turns.ask(source.name(), Courier.WORK);
        AfterCommit.run(wakeCouriers);
    }
}
