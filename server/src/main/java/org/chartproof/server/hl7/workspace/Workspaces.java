package org.chartproof.server.hl7.workspace;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.chartproof.server.fhir.Transactions;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Opens workspaces on this server's storage, and stores what was changed in them. Both within the caller's transaction. */
public final class Workspaces {

    private final IFhirSystemDao<Bundle, Meta> system;
    private final ResourceReader reader;
    private final IdentityTable identities;
    private final EventTable events;

    public Workspaces(DaoRegistry daos, IFhirSystemDao<Bundle, Meta> system, DataSource dataSource) {
        JdbcTemplate jdbc = new JdbcTemplate(dataSource);
        this.system = system;
        this.reader = new ResourceReader(daos, jdbc);
        this.identities = new IdentityTable(jdbc);
        this.events = new EventTable(jdbc);
    }

    /** A workspace for one message. */
    public StoredWorkspace open() {
        return new StoredWorkspace(reader, identities, events);
    }

    /**
     * Stores what was changed, with the Provenance of the message. Nothing is written of resources that are as they were.
     *
     * @return the versions that were made, without that of the Provenance
     * @throws ConcurrentChange if another message was faster
     */
    public List<Written> write(StoredWorkspace workspace, EventStamp stamp, MessageProvenance provenance) {
        List<Draft> drafts =
                workspace.drafts(stamp).stream().filter(draft -> !draft.stale()).toList();
        workspace.settle(drafts, stamp);
        if (drafts.isEmpty()) {
            return List.of();
        }
        Bundle bundle = Transactions.of(List.of());
        drafts.forEach(draft -> put(bundle, draft.after()));
        put(bundle, provenance(drafts, provenance));
        Bundle answer = system.transactionNested(new SystemRequestDetails(), bundle);
        List<Written> written = new ArrayList<>();
        for (BundleEntryComponent entry : answer.getEntry().subList(0, drafts.size())) {
            IdType location = new IdType(entry.getResponse().getLocation());
            written.add(new Written(location.toUnqualifiedVersionless().getValue(), location.getVersionIdPart()));
        }
        return written;
    }

    /** Of a message that is mapped once more: what it wrote before stays named. */
    private Provenance provenance(List<Draft> drafts, MessageProvenance of) {
        Set<String> resources = new LinkedHashSet<>();
        reader.read(Provenance.class, of.id().getIdPart())
                .ifPresent(before ->
                        before.getTarget().stream().map(Reference::getReference).forEach(resources::add));
        drafts.forEach(draft -> resources.add(draft.key()));
        return of.of(resources);
    }

    private static void put(Bundle bundle, Resource resource) {
        IdType id = new IdType(resource.fhirType(), resource.getIdElement().getIdPart());
        resource.setId(id);
        Transactions.put(bundle, resource);
    }
}
