package org.chartproof.server.audit;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.time.InstantSource;
import java.util.Optional;
import javax.sql.DataSource;
import org.chartproof.server.fhir.FhirInterceptor;
import org.chartproof.server.fhir.FhirProvider;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Who saw and changed what. */
@Configuration(proxyBeanMethods = false)
public class AuditConfiguration {
    /** Around what finds out who calls and sends them away, which is the next to come. */
    private static final int BEFORE_SECURITY = Ordered.HIGHEST_PRECEDENCE + 900;

    @Bean
    AuditLog auditLog(DataSource dataSource) {
        return new AuditLog(dataSource);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    AuditWriter auditWriter(AuditLog log) {
        return new AuditWriter(log);
    }

    @Bean
    AuditTrail auditTrail(AuditLog log, AuditWriter writer, DaoRegistry daos) {
        return new AuditTrail(log, writer, new PatientOf(id -> stored(daos, id)), InstantSource.system());
    }

    @Bean
    FhirInterceptor auditInterceptor(AuditTrail trail) {
        return new FhirInterceptor(trail, FhirInterceptor.Place.REST);
    }

    @Bean
    FhirProvider auditEvents(AuditLog log) {
        return new FhirProvider(new AuditEventProvider(log));
    }

    @Bean
    FilterRegistrationBean<RefusalRecorder> refusalRecorder(AuditWriter writer) {
        FilterRegistrationBean<RefusalRecorder> registration =
                new FilterRegistrationBean<>(new RefusalRecorder(writer, InstantSource.system()));
        registration.addUrlPatterns("/fhir", "/fhir/*");
        registration.setOrder(BEFORE_SECURITY);
        return registration;
    }

    private static Optional<IBaseResource> stored(DaoRegistry daos, IIdType id) {
        try {
            return Optional.of(daos.getResourceDao(id.getResourceType()).read(id, new SystemRequestDetails()));
        } catch (BaseServerResponseException e) {
            // Gone, or of a type that is not stored here: whom it was about can't be told.
            return Optional.empty();
        }
    }
}
