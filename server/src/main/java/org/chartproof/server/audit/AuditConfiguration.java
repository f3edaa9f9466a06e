package org.chartproof.server.audit;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Optional;
import javax.sql.DataSource;
import org.chartproof.server.fhir.FhirInterceptor;
import org.chartproof.server.fhir.FhirProvider;
import org.chartproof.server.fhir.ResourceTypes;
import org.chartproof.server.fhir.StoredResources;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Who saw and changed what. */
@Configuration(proxyBeanMethods = false)
public class AuditConfiguration {
    /** Around what finds out who calls and sends them away, which is the next to come. */
    static final int BEFORE_SECURITY = Ordered.HIGHEST_PRECEDENCE + 900;

    /** What is done beside FHIR, by somebody who is known by then. */
    private static final int AFTER_SECURITY = Ordered.HIGHEST_PRECEDENCE + 1100;

    @Bean
    AuditLog auditLog(DataSource dataSource) {
        return new AuditLog(dataSource);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    AuditWriter auditWriter(AuditLog log) {
        return new AuditWriter(log);
    }

    @Bean
    PatientOf patientOf(DaoRegistry daos) {
        StoredResources stored = new StoredResources(daos);
        return new PatientOf(
                id -> ResourceTypes.supported().contains(id.getResourceType()) ? stored.read(id) : Optional.empty());
    }

    @Bean
    AuditTrail auditTrail(AuditLog log, AuditWriter writer, PatientOf patients) {
        return new AuditTrail(log, writer, patients, InstantSource.system());
    }

    @Bean
    FhirInterceptor auditInterceptor(AuditTrail trail) {
        return new FhirInterceptor(trail, FhirInterceptor.Place.REST);
    }

    @Bean
    FhirProvider auditEvents(AuditLog log) {
        return new FhirProvider(new AuditEventProvider(log));
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    RefusalLog refusalLog(AuditWriter writer, MeterRegistry metrics) {
        return new RefusalLog(writer::store, InstantSource.system(), System::nanoTime, metrics);
    }

    @Bean
    FilterRegistrationBean<RefusalRecorder> refusalRecorder(RefusalLog refusals, PatientOf patients) {
        FilterRegistrationBean<RefusalRecorder> registration =
                new FilterRegistrationBean<>(new RefusalRecorder(refusals, patients, InstantSource.system()));
        registration.addUrlPatterns("/fhir", "/fhir/*", "/hl7/*", "/ehr/*", "/cds-services/*", "/metrics");
        registration.setOrder(BEFORE_SECURITY);
        return registration;
    }

    @Bean
    FilterRegistrationBean<OperationRecorder> operationRecorder(AuditWriter writer, PatientOf patients) {
        FilterRegistrationBean<OperationRecorder> registration =
                new FilterRegistrationBean<>(new OperationRecorder(writer, patients, InstantSource.system()));
        registration.addUrlPatterns("/hl7/*", "/ehr/*", "/cds-services/*");
        registration.setOrder(AFTER_SECURITY);
        return registration;
    }
}
