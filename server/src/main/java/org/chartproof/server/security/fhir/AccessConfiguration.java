package org.chartproof.server.security.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.search.DatabaseBackedPagingProvider;
import ca.uhn.fhir.jpa.searchparam.matcher.SearchParamMatcher;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.chartproof.server.fhir.FhirInterceptor;
import org.chartproof.server.fhir.FhirInterceptor.Place;
import org.chartproof.server.fhir.ResourceTypes;
import org.chartproof.server.fhir.StoredResources;
import org.chartproof.server.security.Role;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** Rights at the FHIR interface. */
@Configuration(proxyBeanMethods = false)
public class AccessConfiguration {

    /** Operations of HAPI and of ours that are older than rights; what is in neither list is open to nobody. */
    private static final List<OperationAccess> OPERATIONS = Stream.of(
                    Stream.of("$lookup", "$expand", "$validate-code", "$subsumes")
                            .map(OperationAccess::forAll),
                    Stream.of(
                            new OperationAccess(
                                    "$everything",
                                    EnumSet.of(Role.CODER, Role.CLINICIAN, Role.AUDITOR, Role.SYSTEM),
                                    Set.of()),
                            new OperationAccess(
                                    "$code-note",
                                    EnumSet.of(Role.CODER, Role.CLINICIAN, Role.SYSTEM),
                                    Set.of("DocumentReference")),
                            OperationAccess.forRoles("$coding-queue", Role.ADMINISTRATOR, Role.AUDITOR, Role.SYSTEM),
                            OperationAccess.forRoles("$coding-retry", Role.ADMINISTRATOR)))
            .flatMap(Function.identity())
            .toList();

    @Bean
    Narrowing narrowing(ISearchParamRegistry parameters) {
        return new Narrowing(parameters);
    }

    @Bean
    Coverage coverage(FhirContext fhir, DaoRegistry daos, SearchParamMatcher matcher) {
        return new Coverage(new Belongings(id -> stored(daos, id)), matcher, fhir.newTerser());
    }

    @Bean
    FhirInterceptor storageRules(Coverage coverage, Narrowing narrowing) {
        return new FhirInterceptor(new StorageRules(coverage, narrowing), Place.STORAGE);
    }

    @Bean
    FhirInterceptor requestRules(
            FhirContext fhir,
            DaoRegistry daos,
            ISearchParamRegistry parameters,
            Coverage coverage,
            Narrowing narrowing,
            ObjectProvider<OperationAccess> further) {
        RequestGate gate = new RequestGate(
                id -> stored(daos, id),
                coverage,
                new SearchQuestions(parameters, narrowing),
                fhir.newTerser(),
                Stream.concat(OPERATIONS.stream(), further.orderedStream()).toList());
        return new FhirInterceptor(new RequestRules(gate, narrowing), Place.REST);
    }

    @Bean
    @Primary
    DatabaseBackedPagingProvider ownPages(
            DataSource dataSource, @Qualifier("paging") DatabaseBackedPagingProvider paging) {
        OwnPages pages = new OwnPages(new PageKey(dataSource));
        pages.setDefaultPageSize(paging.getDefaultPageSize());
        pages.setMaximumPageSize(paging.getMaximumPageSize());
        return pages;
    }

    private static Optional<Resource> stored(DaoRegistry daos, IIdType id) {
        if (!ResourceTypes.supported().contains(id.getResourceType())) {
            return Optional.empty();
        }
        return new StoredResources(daos).read(id).map(Resource.class::cast);
    }
}
