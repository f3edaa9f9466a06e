package org.chartproof.server.encounter;

import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.chartproof.server.encounter.ChartCoder.Result;
import org.chartproof.server.intake.WaitingReason;
import org.chartproof.server.queue.Work;
import org.chartproof.server.queue.WorkQueue;
import org.chartproof.server.queue.WorkQueue.Waiting;
import org.chartproof.server.queue.Workers;
import org.chartproof.server.writeback.PreviousResult;
import org.chartproof.server.writeback.ResultBundle;
import org.chartproof.server.writeback.Route;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Claim.ClaimStatus;
import org.hl7.fhir.r4.model.Meta;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Codes the encounter of a unit of work and stores the result, together with the end of the work, in one transaction. */
public final class EncounterWork implements Workers.Task {

    private static final String ENCOUNTER = "Encounter/";
    private static final String DOCUMENT = "DocumentReference/";

    private final ChartStore store;
    private final ChartCoder coder;
    private final Route.Bands bands;
    private final IFhirSystemDao<Bundle, Meta> system;
    private final WorkQueue queue;
    private final TransactionTemplate transaction;

    public EncounterWork(
            ChartStore store,
            ChartCoder coder,
            Route.Bands bands,
            IFhirSystemDao<Bundle, Meta> system,
            WorkQueue queue,
            PlatformTransactionManager transactions) {
        this.store = store;
        this.coder = coder;
        this.bands = bands;
        this.system = system;
        this.queue = queue;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public void run(Work work) {
        if (!work.unit().startsWith(ENCOUNTER)) {
            withoutEncounter(work);
            return;
        }
        String encounterId = work.unit().substring(ENCOUNTER.length());
        Optional<Chart> chart = store.chart(encounterId);
        if (chart.isEmpty()) {
            wait(work, WaitingReason.ENCOUNTER_MISSING);
            return;
        }
        PreviousResult previous = store.previousResult(encounterId);
        Result result = coder.code(chart.get());
        finish(
                work,
                bundle(chart.get(), result, previous),
                result.ready().stream().map(id -> DOCUMENT + id).toList(),
                result.waiting().stream()
                        .map(document -> new Waiting(
                                DOCUMENT + document.id(),
                                document.why().reason().code(),
                                document.why().message()))
                        .toList());
    }

    private Optional<Bundle> bundle(Chart chart, Result result, PreviousResult previous) {
        if (previous.attested()) {
            // The claim stays as the reviewer left it; what is new comes beside it.
            return result.coded().flatMap(coded -> ResultBundle.beside(coded, previous));
        }
        if (result.coded().isPresent()) {
            return Optional.of(ResultBundle.transaction(result.coded().get(), bands, previous));
        }
        // While a document only waits, what was coded before stands.
        boolean toWithdraw = result.waiting().isEmpty()
                && previous.claim()
                        .map(claim -> claim.getStatus() != ClaimStatus.CANCELLED)
                        .orElse(false);
        return toWithdraw ? Optional.of(ResultBundle.withdrawal(previous, newest(chart))) : Optional.empty();
    }

    private static Date newest(Chart chart) {
        return chart.documents().stream()
                .map(document -> document.getMeta().getLastUpdated())
                .max(Date::compareTo)
                .orElse(chart.encounter().getMeta().getLastUpdated());
    }

    private void withoutEncounter(Work work) {
        String id = work.unit().substring(DOCUMENT.length());
        boolean stillWithout = store.document(id)
                .map(document -> document.getContext().getEncounter().isEmpty())
                .orElse(false);
        if (stillWithout) {
            wait(work, WaitingReason.NO_ENCOUNTER);
        } else {
            finish(work, Optional.empty(), List.of(work.unit()), List.of());
        }
    }

    private void wait(Work work, WaitingReason reason) {
        List<Waiting> waiting = work.items().stream()
                .map(Work.Item::resource)
                .filter(resource -> resource.startsWith(DOCUMENT))
                .distinct()
                .map(resource -> new Waiting(resource, reason.code(), reason.advice()))
                .toList();
        finish(work, Optional.empty(), List.of(), waiting);
    }

    private void finish(Work work, Optional<Bundle> bundle, List<String> ready, List<Waiting> waiting) {
        transaction.executeWithoutResult(status -> {
            bundle.ifPresent(one -> system.transactionNested(new SystemRequestDetails(), one));
            queue.complete(work, ready, waiting);
        });
    }
}
