package org.chartproof.server.encounter;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import java.util.List;
import org.chartproof.server.fhir.Transactions;
import org.chartproof.server.profile.Profiles;
import org.chartproof.server.writeback.CoderDevice;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Meta;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Resources that the server itself brings. Writing them again changes nothing. */
final class SeededResources {

    private static final Logger LOG = LoggerFactory.getLogger(SeededResources.class);

    private final IFhirSystemDao<Bundle, Meta> system;
    private final FhirContext fhirContext;
    private final ISearchParamRegistry searchParameters;
    private final String version;

    /**
     * @param version of the engine
     */
    SeededResources(
            IFhirSystemDao<Bundle, Meta> system,
            FhirContext fhirContext,
            ISearchParamRegistry searchParameters,
            String version) {
        this.system = system;
        this.fhirContext = fhirContext;
        this.searchParameters = searchParameters;
        this.version = version;
    }

    /** The Device that each Provenance names. */
    void coder() {
        write("the coder's Device", Transactions.of(List.of(CoderDevice.of(version))));
    }

    /** What a work list is searched by, known before the first task is stored. */
    void searchParameters() {
        write("the search parameters", Profiles.searchParameters(fhirContext));
        searchParameters.forceRefresh();
    }

    /** Our profiles, extensions and code systems. */
    void definitions() {
        write("the profiles", Profiles.transaction(fhirContext));
    }

    private void write(String what, Bundle bundle) {
        try {
            system.transaction(new SystemRequestDetails(), bundle);
        } catch (BaseServerResponseException e) {
            // Two nodes that start together write the same; the one that comes second is refused.
            LOG.info("Another node may have written {}: HTTP {}", what, e.getStatusCode());
        }
    }
}
