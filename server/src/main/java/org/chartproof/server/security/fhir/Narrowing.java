package org.chartproof.server.security.fhir;

import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chartproof.server.security.Permission;
import org.chartproof.server.security.rights.Extent.Chart;
import org.chartproof.server.security.rights.Grant;
import org.chartproof.server.security.rights.Rights;

/**
 * Searches of a caller who sees one chart: they look for that patient's resources alone, so that pages are full and counts are of what is shown. What is found is judged all the same.
 */
final class Narrowing {

    /** Of these a chart has some that its patient is not named in. */
    private static final Set<String> NOT_BY_PATIENT = Set.of("Provenance", "Device", "Binary", "AuditEvent");

    private static final String PATIENT = "patient";

    private final ISearchParamRegistry parameters;

    Narrowing(ISearchParamRegistry parameters) {
        this.parameters = parameters;
    }

    void narrow(Rights rights, String type, SearchParameterMap search) {
        Optional<String> patient = patient(rights, type);
        if (patient.isEmpty() || search.getEverythingMode() != null) {
            return;
        }
        if (type.equals("Patient")) {
            search.add("_id", new TokenParam(patient.get()));
        } else {
            search.add(PATIENT, new ReferenceParam("Patient/" + patient.get()));
        }
    }

    /** Whether a count of what is found tells of nothing that isn't shown. */
    boolean mayCount(Rights rights, String type) {
        List<Grant> grants = rights.grants(type, Permission.SEARCH);
        return isOpen(rights, type)
                || (patient(rights, type).isPresent()
                        && grants.stream()
                                .anyMatch(grant -> grant.query().isEmpty()
                                        && grant.extent() instanceof Chart chart
                                        && chart.encounter().isEmpty()));
    }

    /** Whether the caller may search each resource of a type. */
    static boolean isOpen(Rights rights, String type) {
        return rights.grants(type, Permission.SEARCH).stream()
                .anyMatch(grant -> grant.isUnlimited()
                        || (Rights.isDirectory(type) && grant.query().isEmpty()));
    }

    private Optional<String> patient(Rights rights, String type) {
        List<Grant> grants = rights.grants(type, Permission.SEARCH);
        boolean byPatient = type.equals("Patient")
                || (!NOT_BY_PATIENT.contains(type)
                        && parameters.hasActiveSearchParam(
                                type, PATIENT, ISearchParamRegistry.SearchParamLookupContextEnum.SEARCH));
        boolean ofCharts = grants.stream().allMatch(grant -> grant.extent() instanceof Chart);
        return byPatient && ofCharts && !Rights.isDirectory(type)
                ? rights.caller().patient()
                : Optional.empty();
    }
}
