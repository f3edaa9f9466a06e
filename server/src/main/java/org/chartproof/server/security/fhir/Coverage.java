package org.chartproof.server.security.fhir;

import ca.uhn.fhir.jpa.searchparam.matcher.InMemoryMatchResult;
import ca.uhn.fhir.jpa.searchparam.matcher.SearchParamMatcher;
import ca.uhn.fhir.util.FhirTerser;
import java.util.List;
import java.util.stream.Stream;
import org.chartproof.server.security.Permission;
import org.chartproof.server.security.rights.Extent.Chart;
import org.chartproof.server.security.rights.Grant;
import org.chartproof.server.security.rights.Rights;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** Whether rights reach a resource. */
final class Coverage {
    private final Belongings belongings;
    private final SearchParamMatcher matcher;
    private final FhirTerser terser;

    Coverage(Belongings belongings, SearchParamMatcher matcher, FhirTerser terser) {
        this.terser = terser;
        this.belongings = belongings;
        this.matcher = matcher;
    }

    /** Whether one of some permissions on a resource is granted. */
    boolean reaches(Rights rights, Resource resource, Permission... permissions) {
        return Stream.of(permissions)
                .flatMap(permission -> rights.grants(resource.fhirType(), permission).stream())
                .distinct()
                .anyMatch(grant -> reaches(grant, resource));
    }

    /** Whether what a resource refers to is of the chart that the caller sees: else it would be told by what becomes of the resource. */
    boolean refersWithin(Rights rights, Resource resource) {
        List<Chart> charts = Stream.of(Permission.CREATE, Permission.UPDATE)
                .flatMap(permission -> rights.grants(resource.fhirType(), permission).stream())
                .map(Grant::extent)
                .filter(Chart.class::isInstance)
                .map(Chart.class::cast)
                .distinct()
                .toList();
        List<Reference> references = terser.getAllPopulatedChildElementsOfType(resource, Reference.class);
        return charts.stream()
                .anyMatch(chart -> references.stream().allMatch(reference -> belongings.isVisible(chart, reference)));
    }

    private boolean reaches(Grant grant, Resource resource) {
        return (!(grant.extent() instanceof Chart chart) || belongings.isOf(chart, resource))
                && (grant.query().isEmpty() || matches(grant.query(), resource));
    }

    private boolean matches(String query, Resource resource) {
        // Null: this process asks, not the caller.
        InMemoryMatchResult result = matcher.match(resource.fhirType() + "?" + query, resource, null);
        return result.supported() && result.matched();
    }
}
