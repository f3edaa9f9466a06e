package org.chartproof.server.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.jpa.provider.JpaCapabilityStatementProvider;
import ca.uhn.fhir.jpa.provider.JpaSystemProvider;
import ca.uhn.fhir.jpa.provider.ValueSetOperationProvider;
import ca.uhn.fhir.jpa.search.DatabaseBackedPagingProvider;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.server.ETagSupportEnum;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.provider.ResourceProviderFactory;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import java.util.List;
import org.chartproof.server.status.RouteName;
import org.chartproof.server.status.Version;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Meta;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The REST interface under {@code /fhir}: HAPI's providers for the types we serve, and what other packages contribute. */
@Configuration(proxyBeanMethods = false)
public class RestConfiguration {
    /** Path of the FHIR base, without a slash at its end. */
    public static final String BASE_PATH = "/fhir";

    @Bean
    RestfulServer restfulServer(
            FhirContext fhirContext,
            DaoRegistry daoRegistry,
            @Qualifier("myResourceProvidersR4") ResourceProviderFactory resourceProviders,
            JpaSystemProvider<Bundle, Meta> systemProvider,
            ValueSetOperationProvider valueSetOperations,
            IFhirSystemDao<Bundle, Meta> systemDao,
            JpaStorageSettings storageSettings,
            ISearchParamRegistry searchParameters,
            IValidationSupport validationSupport,
            DatabaseBackedPagingProvider paging,
            IInterceptorService storageInterceptors,
            ObjectProvider<FhirValidationSupport> validation,
            ObjectProvider<FhirProvider> providers,
            ObjectProvider<FhirInterceptor> interceptors) {
        daoRegistry.setSupportedResourceTypes(ResourceTypes.supported());
        if (validationSupport instanceof ValidationSupportChain chain) {
            validation.orderedStream().forEach(added -> chain.addValidationSupport(0, added.support()));
        }
        RestfulServer server = new Unnamed(fhirContext);
        server.setServerName("Chartproof");
        server.setServerVersion(Version.current());
        server.setDefaultResponseEncoding(EncodingEnum.JSON);
        server.setETagSupport(ETagSupportEnum.ENABLED);
        server.setPagingProvider(paging);
        server.registerProviders(resourceProviders.createProviders());
        server.registerProviders(systemProvider, valueSetOperations);
        // Ours last: of two methods that answer one request HAPI takes the one that it was told of last.
        providers.orderedStream().map(FhirProvider::provider).forEach(server::registerProvider);

        JpaCapabilityStatementProvider capabilities = new JpaCapabilityStatementProvider(
                server, systemDao, storageSettings, searchParameters, validationSupport);
        capabilities.setImplementationDescription("Chartproof");
        server.setServerConformanceProvider(capabilities);

        server.registerInterceptor(new SafeErrors());
        server.registerInterceptor(new Magnitudes(fhirContext));
        List<FhirInterceptor> contributed = interceptors.orderedStream().toList();
        for (FhirInterceptor interceptor : contributed) {
            switch (interceptor.place()) {
                case REST -> server.registerInterceptor(interceptor.interceptor());
                case STORAGE -> storageInterceptors.registerInterceptor(interceptor.interceptor());
            }
        }
        return server;
    }

    @Bean
    RouteName routeName() {
        return new RouteName(ResourceTypes.served());
    }

    @Bean
    ServletRegistrationBean<RestfulServer> fhirServlet(RestfulServer restfulServer) {
        ServletRegistrationBean<RestfulServer> registration =
                new ServletRegistrationBean<>(restfulServer, BASE_PATH + "/*");
        registration.setName("fhir");
        registration.setLoadOnStartup(1);
        return registration;
    }

    /** Doesn't tell with each answer which software and version it is. */
    private static final class Unnamed extends RestfulServer {
        private static final long serialVersionUID = 1L;

        Unnamed(FhirContext context) {
            super(context);
        }

        @Override
        protected String createPoweredByHeader() {
            return "";
        }
    }
}
