package org.chartproof.server.ehr.arrival;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.chartproof.server.ehr.connection.Ehr;
import org.chartproof.server.fhir.StoredResources;
import org.chartproof.server.fhir.Transactions;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Coverage;
import org.hl7.fhir.r4.model.Coverage.CoverageStatus;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Enumerations.DocumentReferenceStatus;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Stores a unit, together with what the table says of it, in one transaction. What is stored in the same edition or a newer one is left as it is. */
final class LocalStore {

    private final FhirContext fhir;
    private final DaoRegistry daos;
    private final IFhirSystemDao<Bundle, Meta> system;
    private final ArrivalTable table;
    private final TransactionTemplate transaction;

    /**
     * What was stored.
     *
     * @param patient whose it is
     */
    record Written(ResourceKey key, Edition edition, Optional<ResourceKey> patient) {}

    LocalStore(
            FhirContext fhir,
            DaoRegistry daos,
            IFhirSystemDao<Bundle, Meta> system,
            ArrivalTable table,
            PlatformTransactionManager transactions) {
        this.fhir = fhir;
        this.daos = daos;
        this.system = system;
        this.table = table;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** @throws LeaseLost if another worker has the arrival now; nothing is stored then */
    void store(Ehr ehr, Arrival arrival, List<Part> parts) {
        Set<ResourceKey> keys = parts.stream().map(Part::key).collect(Collectors.toSet());
        transaction.executeWithoutResult(status -> {
            table.lock(ehr.name(), keys);
            Map<ResourceKey, Edition> stored = table.stored(ehr.name(), keys);
            List<Part> fresh = parts.stream()
                    .filter(part -> Optional.ofNullable(stored.get(part.key()))
                            .map(part.edition()::replaces)
                            .orElse(true))
                    .toList();
            if (!fresh.isEmpty()) {
                system.transactionNested(new SystemRequestDetails(), bundle(ehr, fresh));
                table.written(
                        ehr.name(),
                        fresh.stream()
                                .map(part -> new Written(part.key(), part.edition(), part.patient()))
                                .toList());
            }
            table.finish(arrival, "stored");
        });
    }

    private Bundle bundle(Ehr ehr, List<Part> fresh) {
        Localizer localizer =
                new Localizer(fhir, ehr.name(), ehr.source().base().toString());
        Set<ResourceKey> targets = new HashSet<>();
        fresh.forEach(part -> targets.addAll(localizer.targets(part.resource())));
        Set<ResourceKey> present = table.present(ehr.name(), targets);
        fresh.forEach(part -> present.add(part.key()));
        Bundle bundle = Transactions.of(List.of());
        for (Part part : fresh) {
            part.content().ifPresent(content -> Transactions.put(bundle, localizer.content(part, content)));
            Transactions.put(bundle, localizer.localized(part, present));
        }
        return bundle;
    }

    /** What is gone in the EHR no longer counts here; it stays to be seen, since codes were drawn from it. */
    void withdraw(Arrival arrival) {
        Optional<Resource> local = read(arrival).filter(LocalStore::markWithdrawn);
        transaction.executeWithoutResult(status -> {
            table.lock(arrival.source(), Set.of(arrival.key()));
            local.ifPresent(resource -> {
                Bundle bundle = Transactions.of(List.of(resource));
                system.transactionNested(new SystemRequestDetails(), bundle);
            });
            table.finish(arrival, "stored");
        });
    }

    private static boolean markWithdrawn(Resource resource) {
        if (resource instanceof DocumentReference document) {
            document.setStatus(DocumentReferenceStatus.ENTEREDINERROR);
        } else if (resource instanceof Encounter encounter) {
            encounter.setStatus(EncounterStatus.ENTEREDINERROR);
        } else if (resource instanceof Coverage coverage) {
            coverage.setStatus(CoverageStatus.ENTEREDINERROR);
        } else {
            return false;
        }
        return true;
    }

    private Optional<Resource> read(Arrival arrival) {
        IdType id = new IdType(arrival.key().type(), arrival.key().localId(arrival.source()));
        return new StoredResources(daos).read(id).map(Resource.class::cast);
    }
}
